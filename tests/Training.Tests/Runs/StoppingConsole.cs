using Spectre.Console;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>A redirected console that asks for a stop once a condition holds, as a person at the keyboard would.</summary>
internal sealed class StoppingConsole : TextWriter
{
    private readonly CancellationTokenSource _cancellation;
    private readonly Func<bool> _condition;

    public StoppingConsole(CancellationTokenSource cancellation, Func<bool> condition)
    {
        (_cancellation, _condition) = (cancellation, condition);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(this) });
    }

    public IAnsiConsole Console { get; }

    public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

    public override void Write(char value) => Stop();

    public override void Write(string? value) => Stop();

    private void Stop()
    {
        if (_condition())
            _cancellation.Cancel();
    }
}
