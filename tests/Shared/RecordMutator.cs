using System.Text.Json.Nodes;

namespace MlPipeline.Testing;

/// <summary>Damages files as disks, editors and forgers do; the same seed damages them the same way.</summary>
internal sealed class RecordMutator(int seed)
{
    private static readonly string[] Values =
        ["null", "{}", "[]", "[null]", "{\"a\":null}", "\"\"", "\"x\"", "\"/dev/zero\"", "-1", "0", "7", "1.5", "2147483648",
            "9223372036854775807", "-9223372036854775808", "1e300", "1e999", "true", "false"];

    private readonly Random _random = new(seed);

    /// <summary>Changes one bit, exchanges a byte, or takes some away.</summary>
    public byte[] Damage(byte[] bytes)
    {
        var (changed, at) = (bytes.ToArray(), _random.Next(bytes.Length));
        switch (_random.Next(4))
        {
            case 0:
                return changed[..at];
            case 1:
                return [.. changed[..at], .. changed[Math.Min(bytes.Length, at + _random.Next(1, 9))..]];
            case 2:
                changed[at] ^= (byte)_random.Next(1, 256);
                return changed;
            default:
                changed[at] ^= (byte)(1 << _random.Next(8));
                return changed;
        }
    }

    /// <summary>Takes one member of a JSON object away, at any depth, or gives it another value.</summary>
    /// <returns>What was done, for messages.</returns>
    public string Forge(JsonObject record)
    {
        List<JsonNode> places = [.. Places(record)];
        var place = places[_random.Next(places.Count)];
        var path = place.GetPath();
        var value = JsonNode.Parse(Values[_random.Next(Values.Length)]);
        switch (place.Parent)
        {
            case JsonObject parent when _random.Next(3) == 0:
                parent.Remove(place.GetPropertyName());
                return $"without {path}";
            case JsonObject parent:
                parent[place.GetPropertyName()] = value;
                break;
            case JsonArray parent when _random.Next(3) == 0:
                parent.RemoveAt(place.GetElementIndex());
                return $"without {path}";
            case JsonArray parent:
                parent[place.GetElementIndex()] = value;
                break;
        }

        return $"{path} = {value?.ToJsonString() ?? "null"}";
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray entries => entries.Take(3),
        _ => [],
    }).OfType<JsonNode>().SelectMany(child => Places(child).Prepend(child));
}
