using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Native;
using MlPipeline.Training.Optimization;
using MlPipeline.Training.Runs;
using Spectre.Console;

namespace MlPipeline.Training.Verbs;

/// <summary><c>train</c>: from a CSV file to a model file.</summary>
internal static class TrainVerb
{
    private static readonly TrainingOptions Defaults = new();

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"CSV file of names, UTF-8 with a header. [default: {DefaultFile.Names}]",
    };
    private static readonly DialectArguments Dialect = new();
    private static readonly Option<string> Column = new("--column")
    {
        Description = "Column of the names.",
        DefaultValueFactory = _ => "name",
    };
    private static readonly Option<string?> Label = new("--label-column")
    {
        Description = "Column of the labels to condition on. [default: gender with the default data, none otherwise]",
        HelpName = "column",
    };
    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "The model file. [default: models/NAME.onnx for data NAME.csv]",
    };
    private static readonly Option<string?> Language = new("--language")
    {
        Description = "Language of the names, by whose rules 'evaluate' judges them. [default: lt with the default data, none otherwise]",
        HelpName = "tag",
    };
    private static readonly Option<string?> Validation = new("--validation")
    {
        Description = "CSV file of validation names, instead of a part of the data.",
    };
    private static readonly Option<double> ValidationFraction = new("--validation-fraction")
    {
        Description = "Fraction of the names to validate on.",
        DefaultValueFactory = _ => 0.1,
    };
    private static readonly Option<SplitKind> Split = new("--split")
    {
        Description = "Hold out single names (random) or whole clusters of near-duplicates (family). [default: random]",
        HelpName = "random|family",
    };
    private static readonly Option<long> SplitSeed = new("--split-seed")
    {
        Description = "Seed of the split.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<RecurrentCell> Cell = new("--cell")
    {
        Description = "Recurrent cell. [default: lstm]",
        HelpName = "lstm|gru|rnn",
    };
    private static readonly Option<int> Layers = new("--layers")
    {
        Description = "Recurrent layers, up to 16.",
        DefaultValueFactory = _ => Defaults.Layers,
    };
    private static readonly Option<int> Embedding = new("--embedding")
    {
        Description = "Width of the character embedding, up to 4,096.",
        DefaultValueFactory = _ => Defaults.Embedding,
    };
    private static readonly Option<int> Hidden = new("--hidden")
    {
        Description = "Width of the hidden state, up to 4,096.",
        DefaultValueFactory = _ => Defaults.Hidden,
    };
    private static readonly Option<double?> Dropout = new("--dropout")
    {
        Description = $"Dropout after each recurrent layer. [default: {Defaults.Dropout}, " +
            $"{TrainingOptions.For(RecurrentCell.Rnn).Dropout} for rnn]",
    };
    private static readonly Option<double> TokenDropout = new("--token-dropout")
    {
        Description = "Fraction of input characters replaced by the unknown token in training.",
        DefaultValueFactory = _ => Defaults.TokenDropout,
    };
    private static readonly Option<int> Epochs = new("--epochs")
    {
        Description = "Maximum number of epochs, up to 100,000.",
        DefaultValueFactory = _ => Defaults.Epochs,
    };
    private static readonly Option<int> BatchSize = new("--batch-size")
    {
        Description = "Batch size in names, up to 4,096.",
        DefaultValueFactory = _ => Defaults.BatchSize,
    };
    private static readonly Option<double?> LearningRate = new("--learning-rate")
    {
        Description = $"Peak learning rate of AdamW. [default: {Defaults.LearningRate}, " +
            $"{TrainingOptions.For(RecurrentCell.Gru).LearningRate} for gru and rnn]",
    };
    private static readonly Option<double> WeightDecay = new("--weight-decay")
    {
        Description = "Decoupled weight decay.",
        DefaultValueFactory = _ => Defaults.WeightDecay,
    };
    private static readonly Option<double> Ema = new("--ema")
    {
        Description = "Decay of the exponential moving average of the weights; 0 disables it.",
        DefaultValueFactory = _ => Defaults.Ema,
    };
    private static readonly Option<int> Patience = new("--patience")
    {
        Description = "Early stopping: epochs without improvement of the validation loss, up to 100,000.",
        DefaultValueFactory = _ => Defaults.Patience,
    };
    private static readonly Option<double?> TimeBudget = new("--time-budget")
    {
        Description = "Maximum training time in seconds, up to a year. [default: no limit]",
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of weight initialisation, shuffling and dropout.",
        DefaultValueFactory = _ => Defaults.Seed,
    };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads of libtorch, up to 512; more threads than free cores are slower.",
        DefaultValueFactory = _ => Defaults.Threads,
    };
    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Resume from the checkpoint of an earlier run with the same output.",
    };
    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Overwrite a model or checkpoint of other data, or a file that is neither.",
    };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Show no progress." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("train", "Train a model on a CSV file of names and write it as one ONNX file.")
        {
            Data, Column, Label, Language, Output, Validation, ValidationFraction, Split, SplitSeed, Cell, Layers, Embedding, Hidden,
                Dropout, TokenDropout,
            Epochs, BatchSize, LearningRate, WeightDecay, Ema, Patience, TimeBudget, Seed, Threads, Resume, Force, Quiet,
        };
        Dialect.AddTo(verb);
        verb.SetAction((parsed, cancellation) => TorchThread.Run(() => Run(
            UsageException.Guard(() => RequestOf(parsed)), parsed.InvocationConfiguration.Output,
            Terminal.For(parsed.InvocationConfiguration.Error), cancellation)));
        return verb;
    }

    /// <summary>Trains, then shows the result.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="output">Receives ten generated names.</param>
    /// <param name="console">Receives everything for people.</param>
    /// <param name="cancellation">Stops at the next step.</param>
    public static int Run(TrainingRequest request, TextWriter output, IAnsiConsole console, CancellationToken cancellation)
    {
        StandardOutputStream.EnsureOpen(output);
        var outcome = new TrainingRun(request, console, TimeProvider.System).Run(cancellation);
        if (outcome.Proof is null)
        {
            var checkpoint = new RunFolder(request.Output).Checkpoint;
            if (outcome.Best is null)
            {
                console.WriteLine("Interrupted before the first epoch ended: nothing is kept.");
                return ExitCode.Interrupted;
            }

            string[] export = ["export", NextCommand.File(checkpoint), .. NextCommand.Option("--output", request.Output), .. request.Force
                ? ["--force"]
                : Array.Empty<string>()];
            console.WriteLine(
                $"Interrupted. The best weights so far (epoch {outcome.Best.Epoch}, {outcome.Best.ValidationNats:F4} nats per character) " +
                    $"are in {checkpoint}.");
            console.WriteLine("Go on:     the same command with --resume");
            console.WriteLine($"Or export: {NextCommand.Training(export)}");
            return ExitCode.Interrupted;
        }

        TrainingSummary.Write(console, request, outcome);
        using var model = OnnxCharacterModel.Open(request.Output);
        foreach (var name in TrainingSummary.NewNames(new NameGenerator(model)))
            output.WriteLine(VisibleText.Escape(name));
        console.WriteLine(
            $"\nNext: {NextCommand.Scoring(["generate", .. NextCommand.Option("--model", request.Output), "--count", "20"])}");
        return ExitCode.Done;
    }

    private static TrainingRequest RequestOf(ParseResult parsed)
    {
        var data = parsed.GetValue(Data);
        var (path, validation) = (data ?? DefaultFile.Find(DefaultFile.Names), parsed.GetValue(Validation));
        var request = new TrainingRequest
        {
            Dataset = new DatasetRequest
            {
                DataPath = path,
                Dialect = Dialect.Of(parsed, path),
                Column = Dialect.ColumnOf(parsed, Column),
                Label = parsed.GetValue(Label) ?? (data is null ? "gender" : null),
                Language = parsed.GetValue(Language) ?? (data is null ? "lt" : null),
                ValidationPath = validation,
                ValidationDialect = validation is null ? null : Dialect.Of(parsed, validation),
                ValidationFraction = parsed.GetValue(ValidationFraction),
                Split = parsed.GetValue(Split),
                SplitSeed = parsed.GetValue(SplitSeed),
            },
            Output = parsed.GetValue(Output) ?? ModelPath.DefaultFor(path),
            Options = OptionsOf(parsed),
            Resume = parsed.GetValue(Resume),
            Force = parsed.GetValue(Force),
            Quiet = parsed.GetValue(Quiet),
        };
        RunPaths.Of(request.Output).Read("--data", path).Read("the rules of --data", RulesFile.PathOf(path))
            .Read("--validation", validation).Check();
        return request;
    }

    private static TrainingOptions OptionsOf(ParseResult parsed)
    {
        var defaults = TrainingOptions.For(parsed.GetValue(Cell));
        var options = defaults with
        {
            Layers = parsed.GetValue(Layers),
            Embedding = parsed.GetValue(Embedding),
            Hidden = parsed.GetValue(Hidden),
            Dropout = parsed.GetValue(Dropout) ?? defaults.Dropout,
            TokenDropout = parsed.GetValue(TokenDropout),
            Epochs = parsed.GetValue(Epochs),
            BatchSize = parsed.GetValue(BatchSize),
            LearningRate = parsed.GetValue(LearningRate) ?? defaults.LearningRate,
            WeightDecay = parsed.GetValue(WeightDecay),
            Ema = parsed.GetValue(Ema),
            Patience = parsed.GetValue(Patience),
            TimeBudgetSeconds = parsed.GetValue(TimeBudget),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
        };
        options.CheckTogether();
        return options;
    }
}
