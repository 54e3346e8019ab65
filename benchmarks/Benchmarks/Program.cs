// How fast the ends of records are found, beside a reader byte by byte, beside CsvHelper, and beside SHA-256 of the same bytes: all in
// one run, as the machine's speed changes. Run with: dotnet run -c Release --project benchmarks/Benchmarks
// With 'engine MODEL' as arguments: steps of the managed engine beside a bare loop around ONNX Runtime.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using MlPipeline.Data;

if (args is ["engine", var model])
{
    MlPipeline.Benchmarks.EngineBenchmark.Run(model, Console.Out);
    return;
}

const int Megabytes = 256;
const int Repetitions = 5;

foreach (var (name, field) in new[] { ("plain fields", "x0123456"), ("quoted fields", "\"x, \"\"y\"\"\n\"") })
{
    var bytes = Table(field);
    Console.WriteLine($"{name}, {bytes.Length >> 20} MB of 100 columns; the best of {Repetitions}:");
    Measure("vectorised scan", bytes, () => Scan(bytes));
    Measure("byte by byte", bytes, () => ByteByByte(bytes));
    Measure("CsvHelper", bytes, () => Parse(bytes));
    Measure("SHA-256", bytes, () => SHA256.HashData(bytes)[0]);
}

static byte[] Table(string field)
{
    var row = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat(field, 100)) + "\n");
    var bytes = new byte[(Megabytes << 20) / row.Length * row.Length];
    for (var start = 0; start < bytes.Length; start += row.Length)
        row.CopyTo(bytes, start);
    return bytes;
}

static void Measure(string what, byte[] bytes, Func<long> work)
{
    var (best, result) = (double.MaxValue, 0L);
    for (var i = 0; i < Repetitions; i++)
    {
        var watch = Stopwatch.StartNew();
        result = work();
        best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-16} {bytes.Length / best / 1e9,6:F2} GB/s   ({result:N0})"));
}

static long Scan(byte[] bytes)
{
    var (scanner, count) = (new RecordScanner([(byte)',']), 0L);
    for (var start = 0; start < bytes.Length; start += RecordScanner.BlockSize)
        count += long.PopCount((long)scanner.Scan(bytes.AsSpan(start, Math.Min(RecordScanner.BlockSize, bytes.Length - start))));
    return count;
}

static long ByteByByte(byte[] bytes)
{
    var (count, isQuoted) = (0L, false);
    foreach (var b in bytes)
    {
        isQuoted ^= b == '"';
        count += b == '\n' && !isQuoted ? 1 : 0;
    }

    return count;
}

static long Parse(byte[] bytes)
{
    using var reader = CsvReader.Create(new MemoryStream(bytes), CsvReaderOptions.Default, leaveOpen: false);
    var count = 1L; // the header
    while (reader.Read())
        count++;
    return count;
}
