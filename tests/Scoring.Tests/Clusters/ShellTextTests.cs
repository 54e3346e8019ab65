using System.Diagnostics;
using CsCheck;
using MlPipeline.Common;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Clusters;

public sealed class ShellTextTests
{
    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.String[Gen.Char["ab '\"\\$`!#&|;<>(){}[]*?~=%\n\t\r-"], 0, 8],
        Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 8]);

    // The truth is bash itself: one process reads all words at once.
    [Fact]
    public void Bash_reads_back_every_word()
    {
        FakeCluster.SkipWithoutBash();

        Words.List[300, 600].Sample(
            words =>
            {
                List<string> all = [.. words, .. Jobs.Awkward];
                using var bash = Process.Start(
                    new ProcessStartInfo(
                        "bash")
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                        StandardInputEncoding = new System.Text.UTF8Encoding(false),
                        StandardOutputEncoding = System.Text.Encoding.UTF8
                    })!;
                bash.StandardInput.Write($"printf '%s\\0' {ShellText.Join(all)}\n");
                bash.StandardInput.Close();

                Assert.Equal(all, bash.StandardOutput.ReadToEnd().Split('\0').SkipLast(1));
            },
            iter: 20,
            threads: 1);
    }

    // A command for people to copy holds no line break and nothing that steers a terminal, and bash reads the same words from it.
    [Fact]
    public void Bash_reads_back_what_is_shown()
    {
        FakeCluster.SkipWithoutBash();
        List<string> words = ["a b", "it's", "$HOME", "two\nlines", "\u001b[31m'red'\\", "ž\u202eą", "", "\u0085", "plain"];

        var shown = string.Join(' ', words.Select(ShellText.Show));

        using var bash = Process.Start(
            new ProcessStartInfo(
                "bash")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new System.Text.UTF8Encoding(false),
                StandardOutputEncoding = System.Text.Encoding.UTF8
            })!;
        bash.StandardInput.Write($"printf '%s\\0' {shown}\n");
        bash.StandardInput.Close();
        Assert.Equal(words, bash.StandardOutput.ReadToEnd().Split('\0').SkipLast(1));
        Assert.Equal(shown, VisibleText.Escape(shown));
        Assert.StartsWith("'a b' 'it'\\''s' '$HOME' $'two\\012lines'", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_reads_back_what_join_wrote() =>
        Words.List[0, 8].Sample(words => Assert.Equal(words, ShellText.Split(ShellText.Join(words))));

    [Theory]
    [InlineData("dotnet /apps/x.dll", "dotnet", "/apps/x.dll")]
    [InlineData("  apptainer exec --nv \"my image.sif\" x ", "apptainer", "exec", "--nv", "my image.sif", "x")]
    [InlineData("a\\ b \"c\\\"\\d\" e'f'\"g\" ''", "a b", "c\"\\d", "efg", "")]
    public void Split_reads_quotes_and_backslashes(string text, params string[] expected) => Assert.Equal(expected, ShellText.Split(text));

    [Theory]
    [InlineData("dotnet 'x")]
    [InlineData("dotnet \"x")]
    [InlineData("dotnet x\\")]
    public void Split_refuses_what_is_left_open(string text) => Assert.Throws<ArgumentException>(() => ShellText.Split(text));

    [Fact]
    public void Plain_words_stay_as_they_are() =>
        Assert.Equal("dotnet /apps/x.dll --shards 3", ShellText.Join(["dotnet", "/apps/x.dll", "--shards", "3"]));
}
