using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using MlPipeline.Models;

namespace MlPipeline.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Embedding_brings_neither_torch_nor_a_web_stack()
    {
        var references = new HashSet<string>();
        Collect(typeof(OnnxCharacterModel).Assembly, references);

        Assert.Contains("Microsoft.ML.OnnxRuntime", references);
        Assert.DoesNotContain(references, name =>
            name.Contains("Torch", StringComparison.OrdinalIgnoreCase) || name.StartsWith("HtmlAgilityPack", StringComparison.Ordinal) ||
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Spectre", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch*", SearchOption.AllDirectories));
    }

    // What NuGet would bring to an app that embeds the library.
    [Fact]
    public void Packages_bring_neither_torch_nor_a_web_stack()
    {
        using var dependencies = Dependencies();

        var packages = dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0])
            .ToList();

        Assert.Contains("Microsoft.ML.OnnxTransformer", packages);
        Assert.DoesNotContain(packages, name => Banned().Any(banned => name.Contains(banned, StringComparison.OrdinalIgnoreCase)));

        static string[] Banned() => ["torch", "HtmlAgilityPack", "AspNetCore", "Spectre", "System.CommandLine", "Grpc", "xunit"];
    }

    // A version that is pinned in Directory.Packages.props alone doesn't reach an app outside this repository.
    [Fact]
    public void Packages_that_the_code_uses_have_the_same_version_outside_the_repository()
    {
        var used = typeof(OnnxCharacterModel).Assembly.GetReferencedAssemblies().Select(reference => reference.Name + ".dll").ToHashSet();
        using var dependencies = Dependencies();
        var packages = dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .Where(package => package.Value.TryGetProperty("runtime", out var files) &&
                files.EnumerateObject().Any(file => used.Contains(Path.GetFileName(file.Name))))
            .Select(package => package.Name.Split('/')[0]).ToList();

        var referenced = Included(Path.Combine(TestFiles.Root, "src", "Pipeline", "Pipeline.csproj"), "PackageReference");
        var pinned = Included(Path.Combine(TestFiles.Root, "Directory.Packages.props"), "PackageVersion");

        Assert.Contains("Microsoft.ML.OnnxTransformer", packages);
        Assert.Empty(packages.Intersect(pinned).Except(referenced));

        static List<string> Included(string file, string element) =>
            [.. XDocument.Load(file).Descendants(element).Select(item => item.Attribute("Include")!.Value)];
    }

    // As the build of the library wrote them down.
    private static JsonDocument Dependencies()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Path.Combine(TestFiles.Root, "src", "Pipeline", "bin", output.Parent!.Name, output.Name);
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "MlPipeline.deps.json")));
    }

    private static void Collect(Assembly assembly, HashSet<string> names)
    {
        foreach (var reference in assembly.GetReferencedAssemblies().Where(reference => names.Add(reference.Name!)))
        {
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll")))
                Collect(Assembly.Load(reference), names);
        }
    }
}
