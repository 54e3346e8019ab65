using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlPipeline.Architecture.Tests;

/// <summary>The table of projects in docs/architecture.md is what the project files say.</summary>
public sealed partial class ProjectTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Table = ReadTable();

    public static TheoryData<string> Names { get; } = [.. Projects.All];

    [Fact]
    public void The_table_lists_every_project() => Assert.Equal(Projects.All, Table.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_references_what_the_table_says(string project)
    {
        var file = XDocument.Load(Projects.FileOf(project));

        var projects = Included(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));
        var packages = Included(file, "PackageReference").Where(package => !package.StartsWith("libtorch", StringComparison.Ordinal) &&
            !package.StartsWith("TorchSharp-", StringComparison.Ordinal));

        Assert.Equal(Table[project].Projects.Order(), projects.Order());
        Assert.Equal(Table[project].Packages.Order(), packages.Order());
    }

    [Fact]
    public void Core_needs_the_base_class_library_alone()
    {
        var references = Assembly.Load("MlPipeline.Core").GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        Assert.Contains("System.Runtime", references);
        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.All(references, name => Assert.StartsWith(
            Path.GetDirectoryName(typeof(object).Assembly.Location)!, Assembly.Load(name).Location, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Training", "Scoring")]
    [InlineData("Scoring", "Training")]
    public void The_programs_never_meet(string one, string other) => Assert.DoesNotContain(other, Reachable(one));

    [Fact]
    public void What_an_app_embeds_reaches_neither_the_web_nor_a_command_line() => Assert.Equal(["Core"], Reachable("Pipeline"));

    private static HashSet<string> Reachable(string project)
    {
        var found = new HashSet<string>();
        foreach (var next in Table[project].Projects)
            found.UnionWith(Reachable(next).Append(next));
        return found;
    }

    private static IEnumerable<string> Included(XDocument file, string element) => file.Descendants(element)
        .Where(item => item.Attribute("PrivateAssets")?.Value != "all").Select(item => item.Attribute("Include")!.Value);

    // Rows of the form | `src/Name` | what it is | what it holds | projects | packages |.
    private static Dictionary<string, (string[] Projects, string[] Packages)> ReadTable() =>
        File.ReadLines(Path.Combine(TestFiles.Root, "docs", "architecture.md")).Select(line => Row().Match(line))
            .Where(match => match.Success)
            .ToDictionary(
                match => match.Groups["name"].Value, match => (List(match.Groups["projects"].Value), List(match.Groups["packages"].Value)));

    private static string[] List(string cell) => cell.Trim() == "–" ? [] : cell.Split(',', StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^\| `src/(?<name>\w+)` \|[^|]*\|[^|]*\|(?<projects>[^|]*)\|(?<packages>[^|]*)\|$")]
    private static partial Regex Row();
}
