using MlPipeline.CommandLine;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;
using Spectre.Console;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>generate --interactive</c>: a person grows a name letter by letter from the model's most probable choices.</summary>
internal sealed class InteractiveSession(ICharacterModel model, IAnsiConsole console, string? label, long seed)
{
    private const int Shown = 12;
    private const int BarWidth = 30;

    private readonly NameScorer _scorer = new(model);
    private readonly Stack<string> _texts = new();
    private long _seed = seed;

    private enum Move
    {
        Append,
        End,
        Finish,
        Back,
        Quit,
    }

    /// <summary>Runs a session at the terminal.</summary>
    /// <exception cref="UsageException">There is no terminal, or the prefix or label makes no sense.</exception>
    public static int Run(ICharacterModel model, string prefix, string? label, long seed, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
            throw new UsageException("--interactive needs a terminal to ask at.");
        UsageException.Guard(() => new NameScorer(model).Next(prefix, label));
        return new InteractiveSession(model, console, label, seed).Grow(prefix, cancellation);
    }

    /// <summary>Asks until a name is ended or the person leaves.</summary>
    public int Grow(string prefix, CancellationToken cancellation)
    {
        _texts.Push(_scorer.Next(prefix, label).Text);
        while (true)
        {
            var next = _scorer.Next(_texts.Peek(), label);
            var (move, character) = Ask(next, cancellation);
            switch (move)
            {
                case Move.Append:
                    _texts.Push(next.Text + character);
                    break;
                case Move.Back:
                    _texts.Pop();
                    break;
                case Move.Finish:
                    Show(new NameGenerator(model).Generate(
                        new GenerationOptions
                        {
                            Count = 1,
                            Prefix = next.Text,
                            Label = label,
                            Seed = _seed++,
                            MaxLength = LongestFrom(next.Text)
                        }, cancellationToken: cancellation).Single().Name);
                    break;
                case Move.End:
                    Show(next.Text);
                    return ExitCode.Done;
                case Move.Quit:
                    return ExitCode.Done;
            }
        }
    }

    private int LongestFrom(string text) => Math.Max(model.Manifest.MaxLength, text.Length + model.Manifest.MaxLength);

    private (Move Move, string Character) Ask(NextCharacter next, CancellationToken cancellation)
    {
        var choices = next.Choices.Where(choice => choice.Character.Length > 0 && choice.Probability > 0).Take(Shown)
            .Select(choice => (Move.Append, choice.Character, Label(choice.Character, choice.Probability))).ToList();
        if (next.Text.Length > 0)
            choices.Add((Move.End, "", Label("end", next.Choices.First(choice => choice.Character.Length == 0).Probability)));
        choices.Add((Move.Finish, "", "let the model finish it"));
        if (_texts.Count > 1)
            choices.Add((Move.Back, "", "one letter back"));
        choices.Add((Move.Quit, "", "leave"));

        var prompt = new SelectionPrompt<(Move Move, string Character, string Label)>()
            .Title($"[bold]{Escape(next.Text)}[/]_   {Math.Exp(next.LogLikelihood):P3} of all names begin so; {next.Entropy:F2} nats of " +
                $"doubt about what follows")
            .PageSize(Shown + 5)
            .UseConverter(choice => Escape(choice.Label))
            .AddChoices(choices);
        var (move, character, _) = prompt.ShowAsync(console, cancellation).GetAwaiter().GetResult();
        return (move, character);
    }

    private static string Escape(string text) => Markup.Escape(VisibleText.Escape(text));

    private static string Label(string character, double probability) =>
        $"{character,-3} {probability,6:P1} {new string('█', (int)Math.Round(probability * BarWidth))}";

    private void Show(string name)
    {
        var score = _scorer.Score(name, label);
        var manifest = model.Manifest;
        var known = manifest.TrainingNames?.Contains(score.Name) == true ? ", a training name"
            : manifest.HeldOutNames?.Contains(score.Name) == true ? ", a held-out name of the data" : "";
        console.MarkupLine($"[green]{Escape(score.Name)}[/]  {score.NatsPerCharacter:F3} nats per character{known}");
    }
}
