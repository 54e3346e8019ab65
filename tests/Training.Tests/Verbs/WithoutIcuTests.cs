using System.Diagnostics;
using System.Text;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>The real program where the platform's language data are missing (as on Alpine) or those of another language.</summary>
public sealed class WithoutIcuTests : IDisposable
{
    // Taken apart: Lithuanian, German, French, Vietnamese and Korean; then dotted and dotless I, ß, sigma, an accent above a dot.
    private const string Raw =
        "name,gender\nKristi\u0300na,f\nZ\u030Cydru\u0304ne\u0307,f\nE\u0307gle\u0307,f\nJu\u0308rgen,m\nZoe\u0301,f\nNguye\u0302\u0303n,m\nNguy\u1EC5n,f\n" +
        "\u1100\u1175\u11B7\u1106\u1175\u11AB,m\nISPARTA,f\nI\u0307zmir,f\nıstanbul,m\nSTRASSE,m\nstraße,m\nSTRAẞE,m\nΟΔΥΣΣΕΥΣ,m\nοδυσσευς,m\n" +
        "i\u0307\u0301eva,f\nÍEVA,f\nſam,m\nĲSBRAND,m\nǄEMAL,m\nᲜᲘᲜᲝ,f\n\u019B\u0264ona,f\n𐵐𐵑,m\n\u0627\u0653\u062Fم,m\nO'NEILL,m\n";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Whether the platform's data are off, and the user's locale.</summary>
    public static TheoryData<string,
        string> Places
    { get; } = new() { { "1", "C" }, { "0", "tr_TR.UTF-8" }, { "0", "lt_LT.UTF-8" }, { "1", "lt_LT.UTF-8" } };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Clean_writes_the_same_bytes_in_every_place(string invariant, string locale)
    {
        _folder.Write("raw.csv", Raw);
        string[][] commands =
        [
            ["clean", "raw.csv", "--output", "names.csv", "--case", "title", "--report", "names.html"],
            ["clean", "raw.csv", "--output", "lower.csv", "--case", "lower", "--language", "tr"],
            ["clean", "raw.csv", "--output", "lt.csv", "--case", "title", "--language", "lt", "--report", "lt.html"],
            ["clean", "raw.csv", "--output", "foreign.csv", "--case", "lower", "--language", "lt", "--keep-foreign", "--keep-stress"],
        ];

        var expected = await Run("0", "en_US.UTF-8", commands);
        var found = await Run(invariant, locale, commands);

        Assert.Equal(expected, found);
        Assert.Contains("\nNguyễn,f\nNguyễn,m\n", expected["names.csv"], StringComparison.Ordinal);
        Assert.Contains("\n김민,m\n", expected["names.csv"], StringComparison.Ordinal);
        Assert.Contains("\nნინო,f\n", expected["names.csv"], StringComparison.Ordinal);

        Assert.Contains("\nKristina,f\n", expected["lt.csv"], StringComparison.Ordinal);
        Assert.Contains("\nĖglė,f\nŽydrūnė,f\n", expected["lt.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_writes_the_same_bytes_without_ICU()
    {
        _folder.Write("names.csv", string.Concat(Tiny.Csv.Replace("ė", "e\u0307", StringComparison.Ordinal)));
        string[][] commands = [["train", "--data", "names.csv", "--label-column", "gender", "--split", "family", "--validation-fraction",
            "0.2", "--output", "model.onnx", "--epochs", "1", "--hidden", "8", "--embedding", "4"]];

        var expected = await Run("0", "en_US.UTF-8", commands, "model.onnx");
        var found = await Run("1", "tr_TR.UTF-8", commands, "model.onnx");

        Assert.Equal(expected, found);
    }

    public void Dispose() => _folder.Dispose();

    // What the commands wrote, and what they said.
    private async Task<SortedDictionary<string, string>> Run(string invariant, string locale, string[][] commands, params string[] only)
    {
        var written = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < commands.Length; i++)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MlPipeline.Training.dll"), .. commands[i]])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                StandardErrorEncoding = Encoding.UTF8,
                WorkingDirectory = Path.GetDirectoryName(_folder["x"]),
                Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant, ["LANG"] = locale, ["LC_ALL"] = locale,
                    ["OMP_WAIT_POLICY"] = "PASSIVE" },
            };
            using var process = Process.Start(start)!;
            _ = process.StandardOutput.ReadToEndAsync();
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, error);
            if (only.Length == 0)
                written[$"said {i}"] = error;
        }

        foreach (var file in _folder.Files.Where(file => only.Length == 0 || only.Contains(file)))
        {
            written[file] = file.EndsWith(".onnx", StringComparison.Ordinal)
                ? Convert.ToHexString(File.ReadAllBytes(_folder[file]))
                : File.ReadAllText(_folder[file]);
        }

        return written;
    }
}
