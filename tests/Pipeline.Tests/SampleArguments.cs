using System.Text.Json.Nodes;
using Microsoft.ML;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.NGrams;
using MlPipeline.Text;
using MlPipeline.Transforms;

namespace MlPipeline.Tests;

/// <summary>A good value of each type that a public door of the library takes.</summary>
internal sealed class SampleArguments : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly ScriptedModel _model = new("abc");
    private readonly List<IDisposable> _opened = [];
    private readonly Dictionary<Type, Func<object>> _values;

    public SampleArguments()
    {
        int[][] symbols = [[0], [0, 0]];
        NextCharacter next = new("a", -1, 1, []);
        NamePrompt prompt = new(0, "a");
        GeneratedName name = new("ab", -1, 0);
        _values = new()
        {
            [typeof(string)] = () => _folder.Write("sample.csv", "name\nab\n"),
            [typeof(Stream)] = () => new MemoryStream("name\nab\n"u8.ToArray()),
            [typeof(long[])] = () => new long[] { 1 },
            [typeof(float[])] = () => new float[8],
            [typeof(string[])] = () => new[] { "ab" },
            [typeof(Exception)] = () => new IOException("scripted"),
            [typeof(Action<Stream>)] = () => new Action<Stream>(_ => { }),
            [typeof(Func<Stream, int>)] = () => new Func<Stream, int>(_ => 1),
            [typeof(IEnumerable<string>)] = () => new[] { "ab" },
            [typeof(IReadOnlyList<string>)] = () => new[] { "nfc" },
            [typeof(IEnumerable<string[]>)] = () => new[] { new[] { "ab" } },
            [typeof(IEnumerable<long>)] = () => new long[] { 3 },
            [typeof(IEnumerable<(string, string?)>)] = () => new (string, string?)[] { ("ab", null) },
            [typeof(IEnumerable<NamePrompt>)] = () => new[] { prompt },
            [typeof(IEnumerable<NameRecord>)] = () => new[] { new NameRecord("ab", null, 2) },
            [typeof(IReadOnlyList<(string, byte[])>)] = () => new[] { (_folder["whole.txt"], Array.Empty<byte>()) },
            [typeof(IReadOnlyDictionary<string, int>)] = () => new Dictionary<string, int>(),
            [typeof(IReadOnlyDictionary<string, string>)] = () => _model.Manifest.ToProperties().ToDictionary(),
            [typeof(IReadOnlyDictionary<string, float>)] = () => new Dictionary<string, float>(),
            [typeof(IReadOnlyList<int[]>)] = () => symbols,
            [typeof(IReadOnlyList<CharacterChoice>)] = () => Array.Empty<CharacterChoice>(),
            [typeof(IReadOnlyList<Completion>)] = () => Array.Empty<Completion>(),
            [typeof(ICharacterModel)] = () => _model,
            [typeof(ModelManifest)] = () => _model.Manifest,
            [typeof(Vocabulary)] = () => _model.Manifest.Vocabulary,
            [typeof(Normalization)] = () => Normalization.Default,
            [typeof(NameFingerprints)] = () => NameFingerprints.Of(["ab"]),
            [typeof(JsonObject)] = () => new JsonObject(),
            [typeof(RecurrentState)] = () => new RecurrentState(_model.Manifest, 1),
            [typeof(OnnxCharacterModel)] = () => Opened(OnnxCharacterModel.Open(TestFiles.Model)),
            [typeof(ManagedCharacterModel)] = () => ManagedCharacterModel.Open(TestFiles.Model),
            [typeof(NumericsProbe)] = () => new NumericsProbe("00", true),
            [typeof(IBaseline)] = () => new UniformBaseline(2),
            [typeof(UniformBaseline)] = () => new UniformBaseline(2),
            [typeof(AdditiveNGram)] = () => AdditiveNGram.Fit(symbols, 2, 1, 1),
            [typeof(KneserNey)] = () => KneserNey.Fit(symbols, 2, 1),
            [typeof(NameGenerator)] = () => new NameGenerator(_model),
            [typeof(NameCompleter)] = () => new NameCompleter(_model),
            [typeof(NameSearch)] = () => new NameSearch(_model),
            [typeof(NameScorer)] = () => new NameScorer(_model),
            [typeof(NamePrompt)] = () => prompt,
            [typeof(GeneratedName)] = () => name,
            [typeof(CompletedName)] = () => new CompletedName(prompt, name),
            [typeof(PrefixCompletion)] = () => new PrefixCompletion(prompt, [], null),
            [typeof(Completion)] = () => new Completion(1, "ab", -1, false),
            [typeof(RankedName)] = () => new RankedName(1, "ab", -1),
            [typeof(SampledName)] = () => new SampledName("ab", -1, 1),
            [typeof(NameScore)] = () => new NameScore("ab", -1, 3),
            [typeof(NextCharacter)] = () => next,
            [typeof(CharacterChoice)] = () => new CharacterChoice("a", -1),
            [typeof(CharacterScore)] = () => new CharacterScore("a", -1, 1, next),
            [typeof(NameRecord)] = () => new NameRecord("ab", null, 2),
            [typeof(TableRow)] = () => new TableRow(2, ["ab"]),
            [typeof(CsvTable)] = () => Opened(CsvTable.Read(new MemoryStream("name\nab\n"u8.ToArray()), "sample")),
            [typeof(NameCsvOptions)] = () => new NameCsvOptions(),
            [typeof(GenerationOptions)] = () => new GenerationOptions(),
            [typeof(IDataView)] = () => _context.Data.LoadFromEnumerable<NameRow>([new() { Name = "ab" }]),
            [typeof(DataViewSchema)] = () => _context.Data.LoadFromEnumerable<NameRow>([]).Schema,
            [typeof(TransformsCatalog)] = () => _context.Transforms,
            [typeof(DataOperationsCatalog)] = () => _context.Data,
            [typeof(CharacterModelEstimator)] = () => _context.Transforms.ApplyCharacterModel(TestFiles.Model),
            [typeof(CharacterModelTransformer)] = () =>
                Opened(_context.Transforms.ApplyCharacterModel(TestFiles.Model).Fit(_context.Data.LoadFromEnumerable<CharacterStep>([]))),
            [typeof(NameScoringEstimator)] = () => _context.Transforms.ScoreNames(_model),
            [typeof(NameScoringTransformer)] = () =>
                _context.Transforms.ScoreNames(_model).Fit(_context.Data.LoadFromEnumerable<NameRow>([])),
        };
    }

    /// <summary>Makes a good value; null where the type allows it and nothing better is known.</summary>
    public object? Of(Type type)
    {
        var plain = type.IsByRef ? type.GetElementType()! : type;
        if (_values.TryGetValue(plain, out var make))
            return make();
        if (plain.IsValueType)
            return plain == typeof(int) ? 1 : plain == typeof(long) ? 1L : plain == typeof(double) ? 0.5 : Activator.CreateInstance(plain);
        return plain.GetConstructor([]) is { } constructor ? constructor.Invoke([]) : null;
    }

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _folder.Dispose();
    }

    private T Opened<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
