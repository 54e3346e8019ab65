using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Corpus.Fetching.Course;
using MlPipeline.Corpus.Fetching.Http;
using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Files;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Training.Verbs;

/// <summary><c>fetch vlkk</c> and <c>fetch course</c>: from the web to a CSV file.</summary>
internal static class FetchVerb
{
    private const string VlkkOutput = "data/vlkk.csv";
    private const string CourseOutput = "data/vardai.csv";
    private static readonly FetchOptions Defaults = new();

    private static readonly Option<string?> Cache = new("--cache")
    {
        Description = "Folder of the raw pages. [default: the output's name with .cache]",
    };
    private static readonly Option<double> Delay = new("--delay")
    {
        Description = "Minimum seconds between two requests, up to 86,400; robots.txt and a slow site raise it.",
        DefaultValueFactory = _ => Defaults.DelaySeconds,
    };
    private static readonly Option<double> RequestTimeout = new("--timeout")
    {
        Description = "Timeout of a request in seconds, up to 3,600.",
        DefaultValueFactory = _ => Defaults.TimeoutSeconds,
    };
    private static readonly Option<int> Retries = new("--retries")
    {
        Description = "Retries of a request that failed temporarily, up to 20.",
        DefaultValueFactory = _ => Defaults.Retries,
    };
    private static readonly Option<int?> MaxPages = new("--max-pages")
    {
        Description = "Maximum number of pages to read, up to 1,000,000. [default: no limit]",
    };
    private static readonly Option<bool> Offline = new("--offline") { Description = "Rebuild from the cache without network access." };
    private static readonly Option<bool> Details = new("--details")
    {
        Description = "Also read each name's own page: its declension and its other accents.",
    };
    private static readonly Option<string?> Contact = new("--contact")
    {
        Description = "How the site's operators can reach you (e-mail or web address); sent with every request.",
    };
    private static readonly Option<string> Sha256 = new("--sha256")
    {
        Description = "Expected SHA-256 of the file.",
        DefaultValueFactory = _ => CourseFile.Sha256,
    };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Show no progress." };

    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        new("fetch", "Fetch names from the web, with where each comes from.") { CreateVlkk(), CreateCourse() };

    private static Command CreateVlkk()
    {
        var (output, baseUrl) = (OutputOption(VlkkOutput), BaseUrlOption(VlkkSite.Home));
        var verb = new Command(
            "vlkk", "Fetch the names recommended by the State Commission of the Lithuanian Language as CSV: " +
                "name,gender,source_url,fetched_at,raw.")
        {
            output, Cache, baseUrl, Delay, RequestTimeout, Retries, MaxPages, Offline, Details, Contact, Quiet,
        };
        verb.SetAction(
            (parsed, cancellation) =>
                Session(parsed).FetchVlkkAsync(UsageException.Guard(() => RequestOf(parsed, output, baseUrl, VlkkOutput) with
                {
                    Details = parsed.GetValue(Details),
                    Options = OptionsOf(parsed) with { MaxPages = parsed.GetValue(MaxPages) },
                }), cancellation));
        return verb;
    }

    private static Command CreateCourse()
    {
        var (output, baseUrl) = (OutputOption(CourseOutput), BaseUrlOption(CourseFile.Home));
        var verb = new Command("course", "Fetch the course's own list of names unchanged, and verify its checksum.")
        {
            output, Cache, baseUrl, Delay, RequestTimeout, Retries, Offline, Contact, Sha256, Quiet,
        };
        verb.SetAction(
            (parsed, cancellation) =>
                Session(parsed).FetchCourseAsync(UsageException.Guard(() => RequestOf(parsed, output, baseUrl, CourseOutput) with
                {
                    Sha256 = parsed.GetRequiredValue(Sha256),
                    Options = OptionsOf(parsed),
                }), cancellation));
        return verb;
    }

    private static FetchRun Session(ParseResult parsed) =>
        new(parsed.InvocationConfiguration.Output, Terminal.For(parsed.InvocationConfiguration.Error), TimeProvider.System);

    private static Option<string?> OutputOption(string place) => new("--output", "-o")
    {
        Description = $"The CSV file; - for standard output. [default: {place}]",
    };

    private static Option<string> BaseUrlOption(Uri home) => new("--base-url")
    {
        Description = "The site, or a copy of it.",
        DefaultValueFactory = _ => home.AbsoluteUri,
    };

    private static FetchRequest RequestOf(ParseResult parsed, Option<string?> output, Option<string> baseUrl, string place)
    {
        var path = parsed.GetValue(output) ?? DefaultFile.Place(place);
        FileEnding.DialectOf(path, "--output");
        var address = parsed.GetRequiredValue(baseUrl);
        return new FetchRequest
        {
            BaseUrl = Uri.TryCreate(CanonicalForm.Compose(address), UriKind.Absolute, out var url)
                ? url
                : throw new UsageException($"--base-url must be an address like https://example.org/, and not '{address}'."),
            Output = path,
            Cache = parsed.GetValue(Cache) ?? Path.ChangeExtension(path == "-" ? DefaultFile.Place(place) : path, ".cache"),
            Quiet = parsed.GetValue(Quiet),
        };
    }

    private static FetchOptions OptionsOf(ParseResult parsed) => Defaults with
    {
        DelaySeconds = parsed.GetValue(Delay),
        TimeoutSeconds = parsed.GetValue(RequestTimeout),
        Retries = parsed.GetValue(Retries),
        Offline = parsed.GetValue(Offline),
        Contact = parsed.GetValue(Contact),
    };
}
