using System.Text;

namespace MlPipeline.Models;

/// <summary>
/// Walks through the wire format of protocol buffers (protobuf.dev/programming-guides/encoding), which ONNX files are
/// written in. What is not asked for is passed over unread: a graph's header costs a few kilobytes, not its weights.
/// </summary>
/// <param name="stream">The bytes; it can seek.</param>
/// <remarks>Every length is checked against what holds it before anything is read by it. Not thread-safe.</remarks>
internal sealed class ProtobufReader(Stream stream)
{
    /// <summary>The longest text that is read unless more is asked for, in bytes: names and the like are far shorter.</summary>
    public const int LongestName = 1 << 10;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gets the fields of the whole stream, in their order.</summary>
    /// <exception cref="InvalidDataException">While enumerating: the bytes are no protocol buffer, or cut off.</exception>
    public IEnumerable<Field> Fields() => Fields(stream.Length);

    /// <summary>Gets the fields of a message, in their order. They must be taken before the next field around it.</summary>
    /// <param name="message">A field that was just reached.</param>
    /// <exception cref="InvalidDataException">The field is no message; or, while enumerating, it is broken.</exception>
    public IEnumerable<Field> Fields(Field message) =>
        Fields(message.IsBytes ? message.End : throw Broken("a number where a message belongs"));

    /// <summary>Reads a field as text.</summary>
    /// <param name="field">A field that was just reached.</param>
    /// <param name="longest">Bytes that it may have.</param>
    /// <exception cref="InvalidDataException">The field is no text, or a longer one.</exception>
    public string Text(Field field, int longest = LongestName)
    {
        var bytes = Bytes(field, longest);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException("a text is not UTF-8", exception);
        }
    }

    /// <summary>Reads a field as bytes.</summary>
    /// <param name="field">A field that was just reached.</param>
    /// <param name="most">Bytes that it may have.</param>
    /// <exception cref="InvalidDataException">The field is a number, or longer.</exception>
    public byte[] Bytes(Field field, int most)
    {
        if (!field.IsBytes)
            throw Broken("a number where bytes belong");
        if (field.Length > most)
            throw Broken("more bytes than belong there");

        stream.Position = field.End - field.Length;
        var bytes = new byte[field.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads a field of whole numbers: one, or several packed into bytes.</summary>
    /// <param name="field">A field that was just reached.</param>
    /// <param name="most">Numbers that it may have.</param>
    /// <exception cref="InvalidDataException">The field is broken, or has more.</exception>
    public IReadOnlyList<long> Numbers(Field field, int most)
    {
        if (!field.IsBytes)
            return [(long)field.Value];

        var numbers = new List<long>();
        while (stream.Position < field.End)
        {
            numbers.Add((long)ReadNumber(field.End));
            if (numbers.Count > most)
                throw Broken("more numbers than belong there");
        }

        return numbers;
    }

    private static InvalidDataException Broken(string problem) => new(problem);

    private IEnumerable<Field> Fields(long end)
    {
        while (stream.Position < end)
        {
            var field = ReadField(end);
            yield return field;
            stream.Position = field.End;
        }
    }

    private Field ReadField(long end)
    {
        var start = stream.Position;
        var tag = ReadNumber(end);
        if (tag is < 8 or > uint.MaxValue)
            throw Broken("a field without a number");

        var number = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                var value = ReadNumber(end);
                return new Field(number, IsBytes: false, value, start, 0, stream.Position);
            case 1:
                return new Field(number, IsBytes: false, 0, start, 0, EndOf(sizeof(ulong), end));
            case 2:
                var length = ReadNumber(end);
                return new Field(number, IsBytes: true, 0, start, (long)length, EndOf(length, end));
            case 5:
                return new Field(number, IsBytes: false, 0, start, 0, EndOf(sizeof(uint), end));
            default:
                throw Broken("a field of no known kind");
        }
    }

    private long EndOf(ulong length, long end) => length <= (ulong)(end - stream.Position)
        ? stream.Position + (long)length
        : throw Broken("a field that is longer than what holds it");

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private ulong ReadNumber(long end)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.Position < end ? stream.ReadByte() : -1;
            if (next < 0)
                throw Broken("a number that is cut off");
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }

        throw Broken("a number of more than 64 bits");
    }

    /// <summary>A field that was reached.</summary>
    /// <param name="Number">Its number in the message.</param>
    /// <param name="IsBytes">Whether it is bytes, a text or a message.</param>
    /// <param name="Value">The value of a whole number; otherwise 0.</param>
    /// <param name="Start">Where it starts in the stream, its number and length included.</param>
    /// <param name="Length">Bytes of its content; 0 for a number.</param>
    /// <param name="End">Where it ends in the stream.</param>
    public readonly record struct Field(int Number, bool IsBytes, ulong Value, long Start, long Length, long End);
}
