using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>A node of a graph as the file declares it.</summary>
/// <param name="Operation">What it computes; with its domain before it where that is not ONNX's own.</param>
/// <param name="Inputs">Names of the values that it reads; empty for one that is left out.</param>
/// <param name="Outputs">Names of the values that it computes.</param>
/// <param name="Attributes">Its constants.</param>
/// <param name="Foreign">What no node of MlPipeline's files has, as the rest of a sentence; null where there is nothing.</param>
internal sealed record OnnxNode(
    string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, OnnxAttribute> Attributes,
    string? Foreign)
{
    private const int MostNumbers = 16, MostParts = 10_000;

    /// <summary>Reads a NodeProto.</summary>
    public static OnnxNode Read(ProtobufReader reader, ProtobufReader.Field node)
    {
        var (operation, domain, foreign) = ("", "", (string?)null);
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var attributes = new Dictionary<string, OnnxAttribute>(StringComparer.Ordinal);
        foreach (var field in reader.Fields(node))
        {
            switch (field.Number)
            {
                case 1: inputs.Add(reader.Text(field)); break;
                case 2: outputs.Add(reader.Text(field)); break;
                case 3: _ = reader.Text(field); break;
                case 4: operation = reader.Text(field); break;
                case 7: domain = reader.Text(field); break;
                case 5:
                    var (name, attribute) = ReadAttribute(reader, field);
                    if (!attributes.TryAdd(name, attribute))
                        foreign ??= $"has the attribute {MessageText.Quote(name)} twice";
                    break;
                default: foreign ??= $"has a part (field {field.Number})"; break;
            }

            if (inputs.Count + outputs.Count + attributes.Count > MostParts)
                throw new InvalidDataException("a node of too many parts");
        }

        return new OnnxNode(domain is "" or "ai.onnx" ? operation : $"{domain}.{operation}", inputs, outputs, attributes, foreign);
    }

    // AttributeProto: a subgraph or a tensor in it is a value that no operator of ours has.
    private static (string Name, OnnxAttribute Attribute) ReadAttribute(ProtobufReader reader, ProtobufReader.Field attribute)
    {
        var (name, type, isKnown, parts) = ("", 0UL, true, 0);
        var (numbers, texts) = (new List<long>(), new List<string>());
        foreach (var field in reader.Fields(attribute))
        {
            switch (field.Number)
            {
                case 1: name = reader.Text(field); break;
                case 20: type = field.Value; break;
                case 3 or 8: numbers.AddRange(reader.Numbers(field, MostNumbers)); break;
                case 9: texts.Add(reader.Text(field)); break;
                default: isKnown = false; break;
            }

            if (++parts > MostNumbers)
                throw new InvalidDataException("an attribute of too many parts");
        }

        return (name,
            new OnnxAttribute(isKnown ? (OnnxAttributeType)Math.Min(type, int.MaxValue) : OnnxAttributeType.Unknown, numbers, texts));
    }
}

/// <summary>The types of attributes that MlPipeline's files have: values of AttributeProto.AttributeType.</summary>
internal enum OnnxAttributeType
{
    /// <summary>One that they don't have.</summary>
    Unknown = 0,

    /// <summary>A whole number.</summary>
    Int = 2,

    /// <summary>Several whole numbers.</summary>
    Ints = 7,

    /// <summary>Several texts.</summary>
    Strings = 8,
}

/// <summary>A constant of a node.</summary>
internal sealed record OnnxAttribute(OnnxAttributeType Type, IReadOnlyList<long> Numbers, IReadOnlyList<string> Texts)
{
    /// <summary>Says whether it is this number. A file leaves a 0 out.</summary>
    public bool Is(long number) => Type == OnnxAttributeType.Int && Texts.Count == 0 && Numbers.DefaultIfEmpty(0).SequenceEqual([number]);

    /// <summary>Says whether it is these numbers.</summary>
    public bool Is(params ReadOnlySpan<long> numbers) =>
        Type == OnnxAttributeType.Ints && Texts.Count == 0 && numbers.SequenceEqual([.. Numbers]);

    /// <summary>Says whether it is this list of one text.</summary>
    public bool Is(string text) => Type == OnnxAttributeType.Strings && Numbers.Count == 0 && Texts.SequenceEqual([text]);
}
