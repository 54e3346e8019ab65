using System.Globalization;
using System.Text.Json;
using CsCheck;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Names of letters that the formats themselves use.</summary>
public sealed class NameWriterTests
{
    private static readonly Gen<List<GeneratedName>> Names = Gen.Select(
        Gen.OneOf("a", "ė", "\"", ",", "'", " ", "\\", "<", "😀", ";").Array[1, 6], Gen.Double[-50, 0])
        .Select((letters, logLikelihood) => new GeneratedName(string.Concat(letters), logLikelihood, 0)).List[0, 5];

    [Fact]
    public void Csv_reads_back_as_the_names_and_their_exact_likelihoods() => Names.Sample(names =>
    {
        using var table = CsvTable.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Write(NameFormat.Csv, names))), "memory");

        Assert.Equal(["name", "log_likelihood"], table.Header);
        Assert.Equal(
            names.Select(name => (name.Name, name.LogLikelihood)), table.Rows()
                .Select(row => (row.Fields[0], double.Parse(row.Fields[1], CultureInfo.InvariantCulture))));
    });

    [Fact]
    public void Json_lines_read_back_as_the_names_and_their_exact_likelihoods() => Names.Sample(names =>
    {
        var lines = Write(NameFormat.Jsonl, names).Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement);

        Assert.Equal(
            names.Select(name => (name.Name, name.LogLikelihood)),
            lines.Select(line => (line.GetProperty("name").GetString()!, line.GetProperty("log_likelihood").GetDouble())));
    });

    [Fact]
    public void Text_is_the_names_and_nothing_else() => Names.Sample(names =>
        Assert.Equal(string.Concat(names.Select(name => name.Name + "\n")), Write(NameFormat.Text, names)));

    [Fact]
    public void Text_is_a_line_a_name_whatever_the_name_holds()
    {
        var hostile = new List<GeneratedName> { new("a\n\u001b[31mb\u0085\u2028\u202ec", -1, 0), new("می\u200cخواهم", -1, 0) };

        Assert.Equal("a⟨U+000A⟩⟨U+001B⟩[31mb⟨U+0085⟩⟨U+2028⟩⟨U+202E⟩c\nمی\u200cخواهم\n", Write(NameFormat.Text, hostile));
        Assert.Contains("a\n\u001b[31mb\u0085\u2028\u202ec", Write(NameFormat.Csv, hostile), StringComparison.Ordinal);
    }

    private static string Write(NameFormat format, List<GeneratedName> names)
    {
        var output = new StringWriter();
        using (var writer = NameWriter.Create(format, output, "name", "log_likelihood"))
        {
            foreach (var name in names)
                writer.Write(name.Name, name.LogLikelihood);
        }

        return output.ToString();
    }
}
