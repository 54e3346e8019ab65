using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace MlPipeline.Architecture.Tests;

public sealed class NamespaceTests
{
    [Fact]
    public void Namespaces_do_not_depend_on_each_other_in_a_circle()
    {
        Assembly[] assemblies = [.. Projects.All.Select(project => Assembly.Load(Projects.AssemblyOf(project)))];

        Assert.Empty(CirclesIn("MlPipeline.(**)", assemblies));
    }

    [Fact]
    public void A_planted_circle_is_found() =>
        Assert.NotEmpty(CirclesIn("MlPipeline.Architecture.Tests.Planted.(**)", typeof(NamespaceTests).Assembly));

    private static List<string> CirclesIn(string pattern, params Assembly[] assemblies) =>
    [
        .. SliceRuleDefinition.Slices().Matching(pattern).Should().BeFreeOfCycles()
            .Evaluate(new ArchLoader().LoadAssemblies(assemblies).Build())
            .Where(result => !result.Passed).Select(result => result.Description),
    ];
}
