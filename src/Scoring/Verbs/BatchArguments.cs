using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MlPipeline.Batch.Batches;
using MlPipeline.Batch.Outputs;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The options of the verbs that go through a CSV file row by row.</summary>
internal sealed class BatchArguments
{
    private const string NoShard = "none";

    private readonly Argument<string> _input = new("INPUT.csv");
    private readonly Option<string?> _model = ModelOption.Create();
    private readonly Option<Engine> _engine = EngineOption.Create();
    private readonly Option<string> _column;
    private readonly Option<string?> _labelColumn = new("--label-column")
    {
        Description = "Column of the labels; --label applies where it is blank. [default: none]",
        HelpName = "column",
    };
    private readonly Option<string> _output = OutputOption.Create();
    private readonly Option<TableFormat?> _format = new("--format")
    {
        Description = "Output format. [default: by the ending of --output, else csv]",
        HelpName = "csv|tsv|jsonl|parquet",
    };
    private readonly Option<string> _resultPrefix = new("--result-prefix")
    {
        Description = "Prefix of the result columns' names. [default: none; names that the input already has get _2, _3, …]",
        HelpName = "text",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<string?> _errors = new("--errors")
    {
        Description = "CSV file for bad rows: row, field, reason. Without it, bad rows stay in the output with blank results.",
        HelpName = "file",
    };
    private readonly Option<long?> _maxErrors = new("--max-errors")
    {
        Description = "Fail with exit code 2 after more bad rows than this; a row that spans several lines counts once for each. " +
            "[default: no limit]",
        HelpName = "n",
    };
    private readonly DialectArguments _dialect = new();
    private readonly Option<bool> _isSafe = new("--excel-safe")
    {
        Description = "Escape fields that a spreadsheet would interpret as formulas: an apostrophe before = + - @.",
    };
    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Process only the i-th of n equal parts of the rows, to be combined by 'merge'. [default: from SLURM_, " +
            "JOB_COMPLETION_, AWS_BATCH_ or SGE_ variables, else all rows]",
        HelpName = "i/n|none",
    };
    private readonly Option<bool> _resume = new("--resume") { Description = "Resume an interrupted run, or start a new one." };
    private readonly Option<int> _batchSize = new("--batch-size")
    {
        Description = "Sequences per model call, up to 10,000; affects only speed.",
        DefaultValueFactory = _ => 64,
    };
    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "Threads, up to 512; affects only speed. [default: all processors]",
    };
    private readonly Option<ProgressMode> _progress = ProgressOption.Create();

    /// <summary>Makes the options.</summary>
    /// <param name="column">The default column.</param>
    /// <param name="plural">What it holds.</param>
    public BatchArguments(string column, string plural)
    {
        _input.Description = $"CSV file of {plural}, UTF-8; '-' is standard input.";
        _column = new Option<string>("--column")
        {
            Description = $"Column of the {plural}; its number where there is no header. [default: {column}, or 1]",
            DefaultValueFactory = _ => "",
        };
        DefaultColumn = column;
    }

    private string DefaultColumn { get; }

    /// <summary>Adds the options to a verb; its own come between.</summary>
    public void AddTo(Command verb, Action addOwn)
    {
        verb.Add(_input);
        foreach (var option in new Option[] { _model, _engine, _column, _labelColumn })
            verb.Add(option);
        addOwn();
        foreach (var option in new Option[] { _output, _format, _resultPrefix, _errors, _maxErrors })
            verb.Add(option);
        _dialect.AddTo(verb);
        foreach (var option in new Option[] { _isSafe, _shard, _resume, _batchSize, _threads, _progress })
            verb.Add(option);
    }

    /// <summary>Gets the texts that the model reads in one call.</summary>
    public int BatchSizeOf(ParseResult parsed) => parsed.GetValue(_batchSize) is >= 1 and <= Limits.BatchSize and var size
        ? size
        : throw new UsageException(
            $"--batch-size is a whole number from 1 to {Limits.BatchSize:N0}, and not {parsed.GetValue(_batchSize)}.");

    /// <summary>Runs a verb.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="label">Label of rows that name none.</param>
    /// <param name="create">Makes the work.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="warning">What is said before it begins; null where there is nothing to say.</param>
    public int Run(
        ParseResult parsed, string? label, Func<ICharacterModel, NameCheck, string, IRowWork> create, CancellationToken cancellation,
        Func<ModelManifest, string?>? warning = null)
    {
        FormatOf(parsed);                                                // refuses an ending before the model is read
        var progress = ProgressOption.Open(parsed, _progress);
        var shard = FindShard(parsed, progress);
        CheckPaths(parsed, shard);
        var path = ModelOption.PathOf(
            parsed.GetValue(_model), parsed.GetValue(_progress) == ProgressMode.None ? _ => { }
        : text => progress.Tell(text));
        using var model = CharacterModel.Open(path, parsed.GetValue(_engine));
        var request = RequestOf(parsed, label, FileHash.Sha256Of(path), shard);
        var check = new NameCheck(model.Manifest, request.Column, request.LabelColumn);
        var work = UsageException.Guard(() =>
        {
            model.Manifest.Vocabulary.StartOf(label);
            return create(model, check, request.Column);
        });
        if (warning?.Invoke(model.Manifest) is { } text)
            progress.Tell(text);
        new BatchRun(request, work, progress, TimeProvider.System)
            .Run(StandardStreams.OpenInput, parsed.InvocationConfiguration.Output, cancellation);
        return ExitCode.Done;
    }

    private void CheckPaths(ParseResult parsed, Shard? shard)
    {
        var roles = new PathRoles().Read("--model", ModelOption.FileOf(parsed.GetValue(_model)));
        foreach (var result in parsed.CommandResult.Children.OfType<OptionResult>().Where(result => result.Option is ContentOption))
            roles.Read(result.Option.Name, result.Tokens.Select(token => token.Value));
        roles.OfRun(parsed.GetRequiredValue(_input), parsed.GetRequiredValue(_output), parsed.GetValue(_errors), shard).Check();
    }

    private BatchRequest RequestOf(ParseResult parsed, string? label, string modelSha256, Shard? shard)
    {
        var (input, output, errors) = (parsed.GetRequiredValue(_input), parsed.GetRequiredValue(_output), parsed.GetValue(_errors));
        var dialect = _dialect.Of(parsed, input);
        var column = parsed.GetRequiredValue(_column);
        var request = new BatchRequest
        {
            Input = input,
            Dialect = dialect,
            Column = column.Length > 0 ? column : dialect.HasHeader ? DefaultColumn : "1",
            LabelColumn = parsed.GetValue(_labelColumn),
            Label = label,
            Output = output,
            Errors = errors,
            MaxErrors = parsed.GetValue(_maxErrors),
            ResultPrefix = parsed.GetRequiredValue(_resultPrefix),
            Format = FormatOf(parsed),
            IsSafe = parsed.GetValue(_isSafe),
            Shard = shard,
            IsResumed = parsed.GetValue(_resume),
            Threads = parsed.GetValue(_threads) ?? Math.Min(Environment.ProcessorCount, 512),
            ModelSha256 = modelSha256,
            Options = OptionsOf(parsed),
        };
        BatchCheck.Check(request);
        return request;
    }

    private TableFormat FormatOf(ParseResult parsed)
    {
        if (parsed.GetValue(_errors) is { } errors)
            FileEnding.DialectOf(errors, "--errors");
        return parsed.GetValue(_format) ?? TableFormats.Of(parsed.GetRequiredValue(_output), "--output");
    }

    private Shard? FindShard(ParseResult parsed, BatchProgress progress)
    {
        if (parsed.GetValue(_shard) is { } text)
            return text == NoShard ? null : Shard.Parse(text);
        if (ShardEnvironment.Find(Environment.GetEnvironmentVariable) is not var (shard, source))
            return null;

        progress.Tell($"This is shard {shard}, says {source}.");
        return shard;
    }

    // What decides the results: all that was given, but for the options that only say where and how fast.
    private JsonObject OptionsOf(ParseResult parsed)
    {
        Option[] others = [_model, _output, _format, _errors, _maxErrors, .. _dialect.All, _isSafe, _shard, _resume, _batchSize, _threads,
            _progress];
        var options = new JsonObject { ["verb"] = parsed.CommandResult.Command.Name };
        foreach (var result in parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(result => !result.Implicit && !others.Contains(result.Option) && !IsDefaultEngine(result.Option)))
        {
            var values = result.Tokens.Select(token => result.Option is ContentOption ? FileHash.Sha256Of(token.Value) : token.Value);
            options[result.Option.Name] = string.Join('\n', values.DefaultIfEmpty("true"));
        }

        return options;

        bool IsDefaultEngine(Option option) => option == _engine && parsed.GetValue(_engine) == Engine.Onnx;
    }
}
