using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// Fields as bytes: four of length, then the value. Text is UTF-8, numbers take 8 bytes, truth 1, and nothing has length −1.
/// </summary>
internal static class FieldCodec
{
    /// <summary>Bytes that precede a value.</summary>
    public const int LengthSize = sizeof(int);

    private const int Nothing = -1;
    private const NumberStyles RealStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Appends a field.</summary>
    /// <param name="output">Gets the bytes; a part of them may be there where the field is refused.</param>
    /// <param name="kind">What the column holds.</param>
    /// <param name="text">The field, in the invariant culture; null is nothing, and so is empty text unless the column holds text.</param>
    /// <returns>Whether the text is of its kind. A number beyond the range of a double is none.</returns>
    public static bool TryWrite(ArrayBufferWriter<byte> output, ColumnKind kind, string? text)
    {
        if (text is null || text.Length == 0 && kind != ColumnKind.Text)
        {
            Start(output, Nothing);
            return true;
        }

        switch (kind)
        {
            case ColumnKind.Text:
                return TryWriteText(output, text);
            case ColumnKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer):
                BinaryPrimitives.WriteInt64LittleEndian(Start(output, sizeof(long)), integer);
                return true;
            case ColumnKind.Real when double.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out var real)
                && !IsBeyondRange(real, text):
                BinaryPrimitives.WriteDoubleLittleEndian(Start(output, sizeof(double)), real);
                return true;
            case ColumnKind.Boolean when text is "true" or "false":
                Start(output, 1)[0] = text == "true" ? (byte)1 : (byte)0;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads the length before a value.</summary>
    /// <returns>The value's length; −1 where there is none.</returns>
    public static int ReadLength(ReadOnlySpan<byte> field) => BinaryPrimitives.ReadInt32LittleEndian(field);

    /// <summary>Reads a whole number.</summary>
    public static long ReadInteger(ReadOnlyMemory<byte> value) => BinaryPrimitives.ReadInt64LittleEndian(value.Span);

    /// <summary>Reads a number.</summary>
    public static double ReadReal(ReadOnlyMemory<byte> value) => BinaryPrimitives.ReadDoubleLittleEndian(value.Span);

    /// <summary>Reads truth.</summary>
    public static bool ReadBoolean(ReadOnlyMemory<byte> value) => value.Span[0] != 0;

    private static bool TryWriteText(ArrayBufferWriter<byte> output, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        return Utf8.FromUtf16(text, Start(output, length), out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;
    }

    private static Span<byte> Start(ArrayBufferWriter<byte> output, int length)
    {
        var size = LengthSize + Math.Max(length, 0);
        var field = output.GetSpan(size)[..size];
        BinaryPrimitives.WriteInt32LittleEndian(field, length);
        output.Advance(size);
        return field[LengthSize..];
    }

    // "Infinity" is a double, "1e999" only becomes one.
    private static bool IsBeyondRange(double real, string text) => double.IsInfinity(real) && text.AsSpan().ContainsAnyInRange('0', '9');
}
