using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MlPipeline.Architecture.Tests;

/// <summary>Libraries carry facts, programs add remedies: no text of a library names an option of a command line.</summary>
public sealed partial class MessageTests
{
    private const string Planted = "Give --planted FILE.";

    // They write commands, so that a report can be made again and a cluster can run shards.
    private static readonly string[] WritersOfCommands =
    [
        "MlPipeline.Evaluation.Report.EvaluationCommandLine", "MlPipeline.Batch.Clusters.JobScript", "MlPipeline.Batch.Clusters.SlurmJob",
        "MlPipeline.Batch.Clusters.GridEngineJob", "MlPipeline.Batch.Clusters.KubernetesJob", "MlPipeline.Batch.Clusters.ParallelJob",
    ];

    [Theory]
    [InlineData("Core")]
    [InlineData("Pipeline")]
    [InlineData("Corpus")]
    [InlineData("Evaluation")]
    [InlineData("Batch")]
    public void No_text_of_a_library_names_an_option(string project) => Assert.Equal("", string.Join("\n",
        Texts(Path.Combine(AppContext.BaseDirectory, Projects.AssemblyOf(project) + ".dll"))
            .Where(text => Option().IsMatch(text.Text) && !WritersOfCommands.Contains(text.Type.Split('/')[0]))
            .Select(text => $"{text.Type}: {text.Text}")));

    [Fact]
    public void An_option_in_a_text_is_found() =>
        Assert.Contains(Texts(typeof(MessageTests).Assembly.Location), text => text.Text == Planted && Option().IsMatch(text.Text));

    private static List<(string Type, string Text)> Texts(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. from type in module.GetTypes()
               from method in type.Methods
               where method.HasBody
               from instruction in method.Body.Instructions
               where instruction.OpCode == OpCodes.Ldstr
               select (type.FullName, (string)instruction.Operand),
        ];
    }

    // Not variables of a style sheet.
    [GeneratedRegex(@"(?<![\w<!(-])--([a-z][a-z0-9]*(-[a-z0-9]+)*(?![a-z0-9-]*:)|$)")]
    private static partial Regex Option();
}
