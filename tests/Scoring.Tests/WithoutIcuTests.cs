using System.Diagnostics;
using System.Text;

namespace MlPipeline.Scoring.Tests;

/// <summary>The real program where the platform's language data are missing (as on Alpine) or those of another language.</summary>
public sealed class WithoutIcuTests : IDisposable
{
    // Names of the model's letters, composed and taken apart, and ones that it lacks.
    private const string Names =
        "name\nEglė\nE\u0307gle\u0307\nZ\u030Cydru\u0304ne\u0307\nKristina\nS\u030Caru\u0304nas\nC\u030Ciurlionis\nIsabele\nİzmir\nσοφος\n김민준\n\u1100\u1175\u11B7\nNguye\u0302\u0303n\n";

    private readonly TemporaryFolder _folder = new();

    /// <summary>What runs, its input where it has one, and a line that its output holds.</summary>
    public static TheoryData<string, string, string> Commands { get; } = new()
    {
        { "score names.csv --errors errors.csv", Names, "\nZ\u030Cydru\u0304ne\u0307,-" },
        { "complete prefixes.csv --top 3 --errors errors.csv", "prefix\nZ\u030C\nEgle\u0307\nA\u0328\nJo\nİ\nσ\n", ",1,Ž" },
        { "generate --count 5 --prefix Z\u030C", "", "Ž" },
        { "generate --count 5 --pattern Z\u030C*e\u0307 --not-in names.csv --min-edits 2", Names, "Ž" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_place_gives_the_same_bytes(string command, string input, string expected)
    {
        foreach (var file in new[] { "names.csv", "prefixes.csv" })
            _folder.Write(file, input);

        var first = await Run(command, "0", "en_US.UTF-8");

        Assert.Contains(expected, first, StringComparison.Ordinal);
        foreach (var (invariant, locale) in new[] { ("1", "C"), ("0", "tr_TR.UTF-8"), ("1", "lt_LT.UTF-8") })
            Assert.Equal(first, await Run(command, invariant, locale));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Run(string command, string invariant, string locale)
    {
        string[] arguments = [.. command.Split(' '), "--model", TestFiles.Model];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MlPipeline.Scoring.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                WorkingDirectory = Path.GetDirectoryName(_folder["x"]),
                Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant, ["LANG"] = locale, ["LC_ALL"] = locale },
            })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);

        var errors = File.Exists(_folder["errors.csv"]) ? File.ReadAllText(_folder["errors.csv"]) : "";
        return await output + errors;
    }
}
