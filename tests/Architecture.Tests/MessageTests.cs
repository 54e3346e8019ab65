using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MlPipeline.Architecture.Tests;

/// <summary>Libraries carry facts, programs add remedies: no text of a library names an option of a command line.</summary>
public sealed partial class MessageTests
{
    private const string Planted = "Give --planted FILE.";

    // It writes commands: that a report can be made again is what it is for.
    private const string WriterOfCommands = "MlPipeline.Evaluation.Report.EvaluationCommandLine";

    [Theory]
    [InlineData("Pipeline")]
    public void No_text_of_a_library_names_an_option(string project) => Assert.Equal("", string.Join("\n",
        Texts(Path.Combine(AppContext.BaseDirectory, Projects.AssemblyOf(project) + ".dll"))
            .Where(text => Option().IsMatch(text.Text) && text.Type != WriterOfCommands).Select(text => $"{text.Type}: {text.Text}")));

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

    [GeneratedRegex(@"(?<![\w<!-])--([a-z]|$)")]
    private static partial Regex Option();
}
