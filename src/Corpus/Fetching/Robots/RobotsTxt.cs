using System.Globalization;

namespace MlPipeline.Corpus.Fetching.Robots;

/// <summary>The rules that a site gives to programs like this one (RFC 9309), with Crawl-delay, which is an extension.</summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class RobotsTxt
{
    /// <summary>What is read of the file at most, in bytes: the least that section 2.5 of the RFC asks for.</summary>
    public const int MaxBytes = 500 << 10;

    private const double LongestDelaySeconds = 86_400;
    private readonly IReadOnlyList<RobotsRule> _rules;

    private RobotsTxt(IReadOnlyList<RobotsRule> rules, double? crawlDelaySeconds) =>
        (_rules, CrawlDelaySeconds) = (rules, crawlDelaySeconds);

    /// <summary>Gets the rules of a site that has none.</summary>
    public static RobotsTxt AllowAll { get; } = new([], null);

    /// <summary>Gets the seconds that the site wants between two requests; null where it doesn't say.</summary>
    public double? CrawlDelaySeconds { get; }

    /// <summary>Reads the rules for one crawler.</summary>
    /// <param name="text">The file.</param>
    /// <param name="productToken">The crawler's name, compared without case; where no group names it, those for <c>*</c> hold.</param>
    public static RobotsTxt Parse(string text, string productToken)
    {
        var own = new Group();
        var common = new Group();
        List<Group> current = [];
        var isInAgents = false;
        foreach (var (key, value) in Lines(text))
        {
            if (key == "user-agent")
            {
                if (!isInAgents)
                    current = [];
                isInAgents = true;
                if (value == "*")
                    current.Add(common);
                else if (TokenOf(value).Equals(productToken, StringComparison.OrdinalIgnoreCase))
                    current.Add(own);
                current.ForEach(group => group.IsThere = true);
            }
            else if (key is "allow" or "disallow" or "crawl-delay")
            {
                isInAgents = false;
                current.ForEach(group => group.Add(key, value));
            }
        }

        var chosen = own.IsThere ? own : common;
        return new RobotsTxt(chosen.Rules, chosen.Delay);
    }

    /// <summary>Tells whether a page may be asked for: the longest rule that matches decides, and Allow wins a tie.</summary>
    /// <param name="url">The page. <c>/robots.txt</c> itself is always allowed.</param>
    public bool Allows(Uri url)
    {
        var path = RobotsRule.PathOf(url);
        return path == "/robots.txt" || (_rules
            .Where(rule => rule.Matches(path))
            .OrderByDescending(rule => rule.Length).ThenByDescending(rule => rule.IsAllowed)
            .FirstOrDefault()?.IsAllowed ?? true);
    }

    // Fields that are not of the RFC (Sitemap, Host) don't end a run of user-agent lines: they belong to no group.
    private static IEnumerable<(string Key, string Value)> Lines(string text)
    {
        foreach (var line in text.TrimStart('\uFEFF').Split(['\n', '\r']))
        {
            var content = line.Split('#', 2)[0];
            var colon = content.IndexOf(':');
            if (colon > 0)
                yield return (content[..colon].Trim().ToLowerInvariant(), content[(colon + 1)..].Trim());
        }
    }

    // "ExampleBot/1.2" names ExampleBot.
    private static string TokenOf(string value) => new([.. value.TakeWhile(c => char.IsAsciiLetter(c) || c is '_' or '-')]);

    private sealed class Group
    {
        public List<RobotsRule> Rules { get; } = [];

        public double? Delay { get; private set; }

        public bool IsThere { get; set; }

        public void Add(string key, string value)
        {
            if (key == "crawl-delay")
            {
                // Of several, the most careful.
                if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                    Delay = double.IsNaN(seconds) ? Delay : Math.Max(Delay ?? 0, Math.Min(seconds, LongestDelaySeconds));
            }
            else if (value.Length > 0)
            {
                Rules.Add(new RobotsRule(value, key == "allow"));
            }
        }
    }
}
