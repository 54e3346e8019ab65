using MlPipeline.Models;
using MlPipeline.Scoring.Verbs;
using Spectre.Console;
using Spectre.Console.Testing;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class InteractiveSessionTests : IDisposable
{
    private const int Choices = 12;

    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);
    private readonly TestConsole _console = new TestConsole().Interactive().Width(100);

    [Fact]
    public void Likeliest_choices_grow_a_name_until_its_end()
    {
        for (var letter = 0; letter < 2; letter++)
            _console.Input.PushKey(ConsoleKey.Enter);                    // the most probable: "Jon" + …
        Press(ConsoleKey.DownArrow, Choices);                            // to the end
        _console.Input.PushKey(ConsoleKey.Enter);

        Run("Jo");

        Assert.Contains("Jo_", _console.Output, StringComparison.Ordinal);
        Assert.Contains("nats per character", _console.Output, StringComparison.Ordinal);
        Assert.Matches(@"Jo\w\w  \d\.\d{3} nats per character", _console.Output);
    }

    [Fact]
    public void Letter_can_be_taken_back_and_the_model_can_finish()
    {
        _console.Input.PushKey(ConsoleKey.Enter);                        // one letter
        Press(ConsoleKey.DownArrow, Choices + 2);                        // past end and finish: back
        _console.Input.PushKey(ConsoleKey.Enter);
        Press(ConsoleKey.DownArrow, Choices + 1);                        // finish
        _console.Input.PushKey(ConsoleKey.Enter);
        Press(ConsoleKey.DownArrow, Choices + 2);                        // leave
        _console.Input.PushKey(ConsoleKey.Enter);

        Run("Da");

        Assert.Matches(@"Da\w+  \d\.\d{3} nats per character", _console.Output);
    }

    public void Dispose()
    {
        _console.Dispose();
        _model.Dispose();
    }

    private void Run(string prefix) =>
        Assert.Equal(0, new InteractiveSession(_model, _console, label: null, seed: 1).Grow(prefix, TestContext.Current.CancellationToken));

    private void Press(ConsoleKey key, int times)
    {
        for (var i = 0; i < times; i++)
            _console.Input.PushKey(key);
    }
}
