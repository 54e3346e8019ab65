using MlPipeline.Corpus.Fetching.Robots;

namespace MlPipeline.Training.Tests.Fetching;

/// <summary>The examples are those of RFC 9309, sections 2.2 and 5.</summary>
public sealed class RobotsTxtTests
{
    private const string SimpleExample = """
        User-Agent: *
        Disallow: *.gif$
        Disallow: /example/
        Allow: /publications/

        User-Agent: foobot
        Disallow:/
        Allow:/example/page.html
        Allow:/example/allowed.gif

        User-Agent: barbot
        User-Agent: bazbot
        Disallow: /example/page.html

        User-Agent: quxbot

        """;

    private const string LongestMatch = """
        User-Agent: foobot
        Allow: /example/page/
        Disallow: /example/page/disallowed.gif
        """;

    [Theory]
    [InlineData("other", "/a/picture.gif", false)]
    [InlineData("other", "/a/picture.gifs", true)]
    [InlineData("other", "/example/page.html", false)]
    [InlineData("other", "/publications/x", true)]
    [InlineData("other", "/publications/x.gif", true)]
    [InlineData("other", "/elsewhere", true)]
    [InlineData("foobot", "/elsewhere", false)]
    [InlineData("FooBot", "/example/page.html", true)]
    [InlineData("foobot", "/example/allowed.gif", true)]
    [InlineData("foobot", "/example/other.gif", false)]
    [InlineData("barbot", "/example/page.html", false)]
    [InlineData("bazbot", "/example/page.html", false)]
    [InlineData("bazbot", "/a/picture.gif", true)]
    [InlineData("quxbot", "/example/page.html", true)]
    [InlineData("foobot", "/robots.txt", true)]
    public void The_simple_example_of_the_RFC_holds(string crawler, string path, bool expected) =>
        AssertAllows(SimpleExample, crawler, path, expected);

    [Theory]
    [InlineData("/example/page/", true)]
    [InlineData("/example/page/disallowed.gif", false)]
    [InlineData("/example/page/allowed.gif", true)]
    public void The_longest_match_decides(string path, bool expected) => AssertAllows(LongestMatch, "foobot", path, expected);

    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz", true)]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", true)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true)]
    [InlineData("/path/foo-%24", "/path/foo-$", true)]
    [InlineData("/path/foo-%24", "/path/foo-", false)]
    [InlineData("/this/*/exactly", "/this/path/exactly", true)]
    [InlineData("/this/*/exactly", "/this/exactly", false)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?parameters", true)]
    [InlineData("/*.php$", "/folder/filename.php?parameters", false)]
    [InlineData("/*.php$", "/filename.php.php", true)]
    [InlineData("/fish", "/Fish.asp", false)]
    [InlineData("/", "/anything", true)]
    public void A_rule_matches_by_octets_stars_and_end(string rule, string path, bool matches) =>
        AssertAllows($"User-agent: *\nDisallow: {rule}", "any", path, !matches);

    [Theory]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", true)]
    [InlineData("User-agent: *\nAllow: /page\nDisallow: /page", true)]
    [InlineData("User-agent: *\nDisallow:", true)]
    [InlineData("", true)]
    [InlineData("Disallow: /", true)]
    [InlineData("\uFEFFUser-agent: *\r\nDisallow: /page # not today\r\n", false)]
    [InlineData("user-AGENT:*\nSitemap: https://example.org/s.xml\ndisALLOW:/page", false)]
    [InlineData("User-agent: *\rDisallow: /page", false)]
    [InlineData("User-agent: bot/2.1\nDisallow: /page", false)]
    [InlineData("User-agent: bothersome\nDisallow: /page", true)]
    [InlineData("User-agent: bot\nDisallow: /x\n\nUser-agent: other\nDisallow:\n\nUser-agent: bot\nDisallow: /page", false)]
    [InlineData("User-agent: bot\nSitemap: x\nUser-agent: other\nDisallow: /page", false)]
    [InlineData("this is no robots.txt at all", true)]
    public void Lines_are_read_as_the_grammar_says(string text, bool expected) => AssertAllows(text, "bot", "/page", expected);

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: 7\n\nUser-agent: bot\nCrawl-delay: 3", 3d)]
    [InlineData("User-agent: *\nCrawl-delay: 7\n\nUser-agent: bot\nDisallow: /x", null)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: 99999999999999999999", 86_400d)]
    public void Crawl_delay_is_read_for_the_crawler(string text, double? expected) =>
        Assert.Equal(expected, RobotsTxt.Parse(text, "bot").CrawlDelaySeconds);

    [Fact]
    public void A_rule_of_many_stars_takes_no_longer_than_its_length()
    {
        var robots = RobotsTxt.Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 5_000)) + "b", "bot");

        Assert.True(robots.Allows(new Uri("http://example.org/" + new string('a', 10_000))));
    }

    private static void AssertAllows(string text, string crawler, string path, bool expected) =>
        Assert.Equal(expected, RobotsTxt.Parse(text, crawler).Allows(new Uri("http://example.org" + path)));
}
