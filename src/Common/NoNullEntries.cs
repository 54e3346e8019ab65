using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPipeline.Common;

/// <summary>Refuses nulls among the entries of lists and dictionaries, which nullable annotations don't reach.</summary>
internal sealed class NoNullEntries : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() is var type
            && !typeToConvert.GetGenericArguments()[^1].IsValueType &&
        (type == typeof(IReadOnlyList<>) || type == typeof(IReadOnlyDictionary<,>) || type == typeof(Dictionary<,>)) &&
        (typeToConvert.GetGenericArguments().Length == 1 || typeToConvert.GetGenericArguments()[0] == typeof(string));

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var entry = typeToConvert.GetGenericArguments()[^1];
        var converter = typeToConvert.GetGenericArguments().Length == 1 ? typeof(OfList<>).MakeGenericType(entry)
            : typeToConvert.GetGenericTypeDefinition() == typeof(Dictionary<,>) ? typeof(OfDictionary<>).MakeGenericType(entry)
            : typeof(OfReadOnlyDictionary<>).MakeGenericType(entry);
        return (JsonConverter)Activator.CreateInstance(converter)!;
    }

    private static JsonException Null() => new("An entry is null.");

    private static Dictionary<string, T> ReadDictionary<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : class
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object is expected.");

        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (!entries.TryAdd(key, JsonSerializer.Deserialize<T>(ref reader, options) ?? throw Null()))
                throw new JsonException("A name appears twice.");
        }

        return entries;
    }

    private static void WriteDictionary<T>(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, T>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, entry) in value)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, entry, options);
        }

        writer.WriteEndObject();
    }

    private sealed class OfList<T> : JsonConverter<IReadOnlyList<T>>
        where T : class
    {
        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options) is { } list && Array.TrueForAll(list, entry => entry is not null)
                ? list
                : throw Null();

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IEnumerable<T>>(writer, value, options);
    }

    private sealed class OfDictionary<T> : JsonConverter<Dictionary<string, T>>
        where T : class
    {
        public override Dictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadDictionary<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Dictionary<string, T> value, JsonSerializerOptions options) =>
            WriteDictionary(writer, value, options);
    }

    private sealed class OfReadOnlyDictionary<T> : JsonConverter<IReadOnlyDictionary<string, T>>
        where T : class
    {
        public override IReadOnlyDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ReadDictionary<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options) =>
            WriteDictionary(writer, value, options);
    }
}
