using System.Text;
using CsCheck;
using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

public sealed class Utf8GuardStreamTests
{
    // Pieces from which text and damage is made: letters of one to four bytes, line ends, and what no UTF-8 holds.
    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (8, Gen.OneOf("a", "\n", "ė", "€", "😀", "\u0307").Select(Encoding.UTF8.GetBytes)),
        (1, Gen.OneOf<byte[]>([0xC4], [0x97], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0])))
        .Array[0, 24].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    // Both sides of the guard deal in portions of their own, empty ones too.
    [Fact]
    public void Any_portions_pass_what_the_strict_decoder_takes_and_place_what_it_refuses() =>
        Gen.Select(Bytes, Gen.Int[1, 5].Array[1, 6], Gen.Int[0, 5].Array[1, 6].Where(sizes => sizes.Any(size => size > 0))).Sample((bytes, given, asked) =>
        {
            using var guard = new Utf8GuardStream(new PortionStream(bytes, given), "memory");
            using var read = new MemoryStream();

            var exception = Record.Exception(() => ReadAll(guard, asked, read));

            if (GoodBytes(bytes) is var good && good == bytes.Length)
            {
                Assert.Null(exception);
                Assert.Equal(bytes, read.ToArray());
            }
            else
            {
                var refused = Assert.IsType<DataFileException>(exception);
                Assert.Equal(1 + bytes.AsSpan(0, good).Count((byte)'\n'), refused.Row);
            }
        }, iter: 4000);

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(131_071)]
    public void Letter_across_the_border_of_a_buffer_stays_whole(int at)
    {
        // A header, lines of ten bytes, and a letter of four bytes whose last one to three lie behind the border.
        for (var before = 1; before <= 3; before++)
        {
            var start = at - before;
            var text = new StringBuilder("name\n");
            while (text.Length < start)
                text.Append((start - text.Length) % 10 == 1 ? '\n' : 'x');
            text.Append("😀\nlast\n");
            using var table = CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "memory");

            Assert.Equal(["😀", "last"], table.Rows().Select(row => row.Fields[0]).TakeLast(2));
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'n', 0 }, "is UTF-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'n' }, "is UTF-16")]
    [InlineData(new byte[] { (byte)'n', 0, (byte)'a', 0 }, "holds a NUL character")]
    [InlineData(new byte[] { (byte)'n', 0xE9, (byte)'\n' }, "is not UTF-8")]
    [InlineData(new byte[] { (byte)'n', 0xC4 }, "is not UTF-8")]
    public void Other_encodings_are_told_apart(byte[] bytes, string expected)
    {
        var exception = Assert.Throws<DataFileException>(() => CsvTable.Read(new MemoryStream(bytes), "memory"));

        Assert.StartsWith("memory, row 1: the text " + expected, exception.Message, StringComparison.Ordinal);
    }

    private static void ReadAll(Stream stream, int[] sizes, MemoryStream read)
    {
        var buffer = new byte[8];
        for (var i = 0; ; i++)
        {
            var size = sizes[i % sizes.Length];
            var count = stream.Read(buffer, 0, size);
            read.Write(buffer, 0, count);
            if (size > 0 && count == 0)
                return;
        }
    }

    // The longest beginning that .NET's strict decoder takes whole and that holds no NUL.
    private static int GoodBytes(byte[] bytes)
    {
        var nul = Array.IndexOf(bytes, (byte)0);
        var length = nul < 0 ? bytes.Length : nul;
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        for (; ; length--)
        {
            try
            {
                strict.GetCharCount(bytes, 0, length);
                return length;
            }
            catch (DecoderFallbackException)
            {
                // One byte less.
            }
        }
    }

    private sealed class PortionStream(byte[] bytes, int[] portions) : MemoryStream(bytes)
    {
        private int _call;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(portions[_call++ % portions.Length], buffer.Length)]);
    }
}
