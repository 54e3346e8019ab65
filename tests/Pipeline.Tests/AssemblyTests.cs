using System.Reflection;
using System.Text.Json;
using MlPipeline.Models;

namespace MlPipeline.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Embedding_brings_neither_torch_nor_a_web_stack()
    {
        var references = new HashSet<string>();
        Collect(typeof(ModelFile).Assembly, references);

        Assert.Contains("Microsoft.ML.OnnxRuntime", references);
        Assert.DoesNotContain(references, name =>
            name.Contains("Torch", StringComparison.OrdinalIgnoreCase) || name.StartsWith("HtmlAgilityPack", StringComparison.Ordinal) ||
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Spectre", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch*", SearchOption.AllDirectories));
    }

    // What NuGet would bring to an app that embeds the library, as the build wrote it down.
    [Fact]
    public void Packages_bring_neither_torch_nor_a_web_stack()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(TestFiles.Root, "src", "Pipeline", "bin", output.Parent!.Name, output.Name, "MlPipeline.deps.json");
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(file));

        var packages = dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]).ToList();

        Assert.Contains("Microsoft.ML.OnnxTransformer", packages);
        Assert.DoesNotContain(packages, name => Banned().Any(banned => name.Contains(banned, StringComparison.OrdinalIgnoreCase)));

        static string[] Banned() => ["torch", "HtmlAgilityPack", "AspNetCore", "Spectre", "System.CommandLine", "Grpc", "xunit"];
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
