using Spectre.Console;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>A redirected console that does something once, when a condition holds: as another process would meanwhile.</summary>
internal sealed class ActingConsole : TextWriter
{
    private readonly Func<bool> _condition;
    private readonly Action _act;
    private bool _hasActed;

    public ActingConsole(Func<bool> condition, Action act)
    {
        (_condition, _act) = (condition, act);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(this) });
    }

    public IAnsiConsole Console { get; }

    public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

    public override void Write(char value) => Act();

    public override void Write(string? value) => Act();

    private void Act()
    {
        if (_hasActed || !_condition())
            return;
        _hasActed = true;
        _act();
    }
}
