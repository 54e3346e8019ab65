using System.Buffers.Binary;
using System.IO.Compression;

namespace MlPipeline.Testing;

/// <summary>The pixels of a screenshot: PNG (ISO/IEC 15948) with 8 bits a channel, RGB or RGBA, not interlaced.</summary>
internal sealed class Png
{
    private readonly byte[] _pixels;
    private readonly int _channels;

    private Png(int width, int height, int channels, byte[] pixels) =>
        (Width, Height, _channels, _pixels) = (width, height, channels, pixels);

    public int Width { get; }

    public int Height { get; }

    public static Png Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (width, height, channels) = (Number(bytes, 16), Number(bytes, 20), bytes[25] == 6 ? 4 : 3);
        using var packed = new MemoryStream();
        for (var at = 8; at < bytes.Length; at += Number(bytes, at) + 12)
        {
            if (bytes.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(bytes, at + 8, Number(bytes, at));
        }

        packed.Position = 0;
        using var lines = new ZLibStream(packed, CompressionMode.Decompress);
        var stride = width * channels;
        var pixels = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = lines.ReadByte();
            lines.ReadExactly(pixels, y * stride, stride);
            for (var x = 0; x < stride; x++)
            {
                pixels[(y * stride) + x] += Predict(
                    filter, x >= channels
                        ? pixels[(y * stride) + x - channels]
                        : 0, y > 0
                            ? pixels[((y - 1) * stride) + x]
                            : 0, x >= channels && y > 0 ? pixels[((y - 1) * stride) + x - channels] : 0);
            }
        }

        return new Png(width, height, channels, pixels);
    }

    /// <summary>Counts the pixels of exactly this colour.</summary>
    public int Count(byte red, byte green, byte blue)
    {
        var count = 0;
        for (var i = 0; i < _pixels.Length; i += _channels)
            count += _pixels[i] == red && _pixels[i + 1] == green && _pixels[i + 2] == blue ? 1 : 0;
        return count;
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static byte Predict(int filter, int left, int up, int corner) => (byte)(filter switch
    {
        0 => 0,
        1 => left,
        2 => up,
        3 => (left + up) / 2,
        _ => Paeth(left, up, corner),
    });

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
