using System.Reflection;
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

    private static void Collect(Assembly assembly, HashSet<string> names)
    {
        foreach (var reference in assembly.GetReferencedAssemblies().Where(reference => names.Add(reference.Name!)))
        {
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, reference.Name + ".dll")))
                Collect(Assembly.Load(reference), names);
        }
    }
}
