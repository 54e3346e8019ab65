using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>Type and dimensions of a value of a graph.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its dimensions; <see cref="Batch"/> and <see cref="Time"/> for those that callers choose.</param>
internal sealed record GraphShape(OnnxElementType Type, params IReadOnlyList<long> Dimensions)
{
    /// <summary>Stands for the number of sequences.</summary>
    public const long Batch = -1;

    /// <summary>Stands for the number of tokens of a sequence.</summary>
    public const long Time = -2;

    /// <summary>Gets the initializer that it is; null for one that a node computes.</summary>
    public OnnxTensor? Constant { get; init; }

    /// <summary>Says whether it has this type and these dimensions.</summary>
    public bool Is(OnnxElementType type, params ReadOnlySpan<long> dimensions) => Type == type && dimensions.SequenceEqual([.. Dimensions]);

    /// <summary>Says whether both have the same type and dimensions.</summary>
    public bool IsSameAs(GraphShape other) => Is(other.Type, [.. other.Dimensions]);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Constant is null ? "" : MessageText.Quote(Constant.Name) + " ")}{Type} " +
            $"[{string.Join(", ", Dimensions.Select(size => size switch { Batch => "batch", Time => "time", _ => $"{size}" }))}]";
}

/// <summary>The operators of MlPipeline's graphs, each with the only shapes that it is used with.</summary>
internal static class GraphOperators
{
    private const OnnxElementType Float = OnnxElementType.Float, Double = OnnxElementType.Double, Int64 = OnnxElementType.Int64;
    private const long B = GraphShape.Batch, T = GraphShape.Time;

    private delegate GraphShape[]? Rule(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest);

    private static readonly Dictionary<string, (string[] Attributes, Rule Compute)> Known = new(StringComparer.Ordinal)
    {
        ["Transpose"] = (["perm"], Transpose),
        ["Gather"] = ([], Gather),
        ["Split"] = (["axis"], Split),
        ["Concat"] = (["axis"], Concat),
        ["LSTM"] = (["hidden_size"], Recurrent),
        ["GRU"] = (["hidden_size", "linear_before_reset"], Recurrent),
        ["RNN"] = (["hidden_size", "activations"], Recurrent),
        ["Squeeze"] = ([], Squeeze),
        ["Cast"] = (["to"], Cast),
        ["MatMul"] = ([], MatMul),
        ["Add"] = ([], Add),
    };

    /// <summary>Says whether MlPipeline's graphs have this operator.</summary>
    public static bool IsKnown(string operation) => Known.ContainsKey(operation);

    /// <summary>Computes the shapes of a node's outputs.</summary>
    /// <returns>Null where no graph of such a model has that node.</returns>
    public static IReadOnlyList<GraphShape>? Compute(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest)
    {
        var (attributes, rule) = Known[node.Operation];
        return node.Attributes.Keys.All(attributes.Contains) && rule(node, inputs, manifest) is { } outputs
            && outputs.Length == node.Outputs.Count ? outputs : null;
    }

    private static OnnxAttribute? Attribute(OnnxNode node, string name) => node.Attributes.GetValueOrDefault(name);

    private static bool IsConstant(GraphShape? value, params ReadOnlySpan<long> numbers) =>
        value?.Constant is { Type: OnnxElementType.Int64, Shape.Count: 1 } constant && numbers.SequenceEqual([.. constant.Numbers]);

    // Tokens and features, between batch first and time first.
    private static GraphShape[]? Transpose(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is not [{ Constant: null } x] ? null
        : x.Dimensions is [var rows, var columns] && Attribute(node, "perm") is { } pair && pair.Is([1, 0]) ? [new(x.Type, columns, rows)]
        : x.Dimensions is [var first, var second, var width] && Attribute(node, "perm") is { } triple
            && triple.Is([1, 0, 2]) ? [new(x.Type, second, first, width)]
        : null;

    private static GraphShape[]? Gather(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is [{ Constant: not null } table, { } tokens] && table.Is(Float, manifest.Vocabulary.Count, manifest.Embedding)
            && tokens.Is(Int64, T, B)
            ? [new(Float, T, B, manifest.Embedding)]
            : null;

    private static GraphShape[]? Split(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is [{ } state, { } parts] && state.Is(Float, manifest.Layers, B, manifest.Hidden) && Attribute(node, "axis")?.Is(0) == true
        && IsConstant(parts, [.. Enumerable.Repeat(1L, manifest.Layers)])
            ? [.. Enumerable.Repeat(new GraphShape(Float, 1, B, manifest.Hidden), manifest.Layers)]
            : null;

    private static GraphShape[]? Concat(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs.Count == manifest.Layers && inputs.All(input => input?.Is(Float, 1, B, manifest.Hidden) == true)
            && Attribute(node, "axis")?.Is(0) == true
            ? [new(Float, manifest.Layers, B, manifest.Hidden)]
            : null;

    private static GraphShape[]? Recurrent(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest)
    {
        var (gates, hidden, states) = (
            node.Operation switch { "LSTM" => 4, "GRU" => 3, _ => 1 }, (long)manifest.Hidden, manifest.StateNames.Count);
        GraphShape state = new(Float, 1, B, hidden);
        return inputs is [{ } x, { Constant: not null } w, { Constant: not null } r, { Constant: not null } bias, null, ..]
            && inputs.Count == 5 + states
            && (x.Is(Float, T, B, manifest.Embedding) || x.Is(Float, T, B, hidden))
            && w.Is(Float, 1, gates * hidden, x.Dimensions[2]) && r.Is(Float, 1, gates * hidden, hidden)
                && bias.Is(Float, 1, 2 * gates * hidden)
            && inputs.Skip(5).All(input => input?.IsSameAs(state) == true)
            && Attribute(node, "hidden_size")?.Is(hidden) == true
            && Attribute(node, "linear_before_reset")?.Is(1) != false && Attribute(node, "activations")?.Is("Tanh") != false
                ? [new(Float, T, 1, B, hidden), .. Enumerable.Repeat(state, states)]
                : null;
    }

    private static GraphShape[]? Squeeze(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is [{ } y, { } axes] && y.Is(Float, T, 1, B, manifest.Hidden) && IsConstant(axes, 1)
            ? [new(Float, T, B, manifest.Hidden)]
            : null;

    private static GraphShape[]? Cast(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is not [{ Type: Float or Double } x] || Attribute(node, "to") is not { } to ? null
        : to.Is((long)Float) ? [new(Float, x.Dimensions)]
        : to.Is((long)Double) ? [new(Double, x.Dimensions)]
        : null;

    private static GraphShape[]? MatMul(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is [{ Type: Float or Double } x, { } head] && x.Is(head.Type, B, T, manifest.Hidden)
            && head.Is(x.Type, manifest.Hidden, manifest.Vocabulary.Count)
            ? [new(x.Type, B, T, manifest.Vocabulary.Count)]
            : null;

    private static GraphShape[]? Add(OnnxNode node, IReadOnlyList<GraphShape?> inputs, ModelManifest manifest) =>
        inputs is [{ Type: Float or Double } x, { } bias] && x.Is(bias.Type, B, T, manifest.Vocabulary.Count)
            && bias.Is(x.Type, manifest.Vocabulary.Count)
            ? [new(x.Type, x.Dimensions)]
            : null;
}
