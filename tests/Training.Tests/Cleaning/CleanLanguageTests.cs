using System.CommandLine;
using System.Text.Json.Nodes;
using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Cleaning;

/// <summary>Names of other languages are cleaned as they are spelt, and Lithuanian rules run where Lithuanian is meant.</summary>
public sealed class CleanLanguageTests : IDisposable
{
    private const string FromFetch = "name,gender,source_url,fetched_at,raw\nKristìnà,female,https://vardai.vlkk.lt/k,2026-01-01T00:00:00Z,Kristìnà\nOna Marija,female,a,b,c\nAlex,male,a,b,c\n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Persian", "نیک‌نام", "علی‌رضا", "ایلیا")]
    [InlineData("Sinhala", "ශ්‍රී", "චන්ද්‍රිකා")]
    [InlineData("Malayalam", "കണ്ണന്‍", "ന്‍ജ")]
    [InlineData("Hebrew", "ג׳ורג׳", "רמב״ם", "חנה־לאה", "ז'אק")]
    [InlineData("Catalan", "Gal·la", "Marcel·lí", "Núria")]
    [InlineData("Greek", "Οδυσσεύς", "Άρης", "Ζωή")]
    [InlineData("Turkish", "Işıl", "İbrahim", "Çağrı", "Ümit")]
    [InlineData("Irish", "O'Neill", "Séamus", "Ó Briain", "Mac Cárthaigh")]
    [InlineData("Hawaiian", "Kaʻiulani", "ʻIolani", "Keʻalohi", "Ka‘ahu")]
    [InlineData("Ukrainian", "В'ячеслав", "Марʼяна", "Юрій")]
    [InlineData("Armenian", "Հա՛յկ", "Եւա", "Ան֊Մարի")]
    [InlineData("Georgian", "ნინო", "თამარ")]
    [InlineData("Ethiopic", "ኃይለ፡ሥላሴ", "አበበ")]
    [InlineData("Vietnamese", "Nguyễn", "Thị Hồng Gấm")]
    [InlineData("Korean", "김민준", "이서연")]
    [InlineData("Japanese", "マリー・アンヌ", "山゠川", "佐々木")]
    [InlineData("Tibetan", "བཀྲ་ཤིས་", "ཚེ་རིང")]
    [InlineData("French", "Jean-Luc", "Zoé", "D’Angelo", "François")]
    [InlineData("Spanish", "Íñigo", "Begoña", "María José")]
    public async Task Names_stay_as_they_are_spelt_where_no_language_is_asked_for(string language, params string[] names)
    {
        var input = _folder.Write("raw.csv", "name\n" + string.Concat(names.Select(name => name + "\n")));

        var (code, output, error) = await Run(input);

        Assert.True(code == 0, error);
        Assert.Equal(names.Order(StringComparer.Ordinal), output.TrimEnd('\n').Split('\n').Skip(1).Order(StringComparer.Ordinal));
        Assert.Contains(
            "Language: none, as the file names none: nothing is folded or dropped as foreign. Ask for Lithuanian rules by --language lt.\n",
            error, StringComparison.Ordinal);
        Assert.NotEmpty(language);
    }

    [Theory]
    [InlineData("Jo\u200Dnas")]
    [InlineData("·Ona")]
    [InlineData("\"Ona")]
    [InlineData("On\"a")]
    [InlineData("Ona・")]
    [InlineData("Ona2")]
    [InlineData("O.na")]
    [InlineData("Ona/Jonas")]
    public async Task Signs_that_spell_nothing_drop_the_name(string name)
    {
        var input = _folder.Write("raw.csv", $"name\nOna\n\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");

        var (_, output, _) = await Run(input);

        Assert.Equal("name\nOna\n", output);
    }

    [Theory]
    [InlineData("\u200Fעלי\u200E", "עלי")]
    [InlineData("Jean – Luc", "Jean-Luc")]
    [InlineData("Ne\u0301e", "Née")]
    public async Task What_is_typed_and_not_spelt_is_put_right_in_every_language(string name, string expected)
    {
        var input = _folder.Write("raw.csv", $"name\n{name}\n");

        var (_, output, _) = await Run(input);

        Assert.Equal($"name\n{expected}\n", output);
    }

    [Theory]
    [InlineData("", "O'NEILL", "O'Neill")]
    [InlineData("el", "ΟΔΥΣΣΕΥΣ", "Οδυσσευς")]
    [InlineData("tr", "ISPARTA", "Isparta")]
    [InlineData("tr-TR", "istanbul", "İstanbul")]
    [InlineData("az", "IŞIL", "Işıl")]
    [InlineData("hr", "ǆemal", "ǅemal")]
    [InlineData("nl", "IJSBRAND", "IJsbrand")]
    [InlineData("de", "STRAẞE", "Straße")]
    [InlineData("ka", "ნინო", "ნინო")]
    [InlineData("lt", "ŽYDRŪNĖ", "Žydrūnė")]
    public async Task Title_case_is_that_of_the_language(string language, string name, string expected)
    {
        var input = _folder.Write("raw.csv", $"name\n{name}\n");

        var (code, output, error) = await Run(
            [input, "--case", "title", .. language.Length > 0 ? ["--language", language] : Array.Empty<string>()]);

        Assert.True(code == 0, error);
        Assert.Equal($"name\n{expected}\n", output);
    }

    [Fact]
    public async Task What_fetch_wrote_is_cleaned_as_Lithuanian()
    {
        var input = _folder.Write("vlkk.csv", FromFetch);

        var (_, output, error) = await Run(input, "--label-column", "gender");

        Assert.Equal("name,gender\nKristina,female\n", output);
        Assert.Contains("Language: lt, as its columns are those of fetch vlkk.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_travels_with_the_cleaned_names()
    {
        var input = _folder.Write("raw.csv", "name\nKristìnà\nJonas\n");
        await Run(input, "--language", "lt", "--output", _folder["once.csv"]);

        var (_, _, error) = await Run(_folder["once.csv"], "--output", _folder["twice.csv"]);

        Assert.Contains("Language: lt, as once.rules.json says.\n", error, StringComparison.Ordinal);
        Assert.Equal("lt", (string?)JsonNode.Parse(File.ReadAllText(_folder["twice.rules.json"]))!["language"]);
        Assert.Contains("| Language | `lt`: ", File.ReadAllText(_folder["twice.card.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_a_version_that_knew_Lithuanian_alone_mean_Lithuanian()
    {
        var input = _folder.Write("raw.csv", "name\nKristìnà\nJonas\n");
        await Run(input, "--language", "lt", "--output", _folder["once.csv"]);
        var rules = JsonNode.Parse(File.ReadAllText(_folder["once.rules.json"]))!;
        rules.AsObject().Remove("language");
        rules.AsObject().Remove("checksum");                             // which such a version didn't write either
        File.WriteAllText(_folder["once.rules.json"], rules.ToJsonString());

        var (_, _, error) = await Run(_folder["once.csv"]);

        Assert.Contains("Language: lt, as once.rules.json says.\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lytis", "vardas", "name,lytis\nOna,f\n", " --label-column lytis")]
    [InlineData("sex/age", "vardas", "name,sex/age\nOna,f\n", " --label-column sex/age")]
    [InlineData("name", "vardas", "vardas,name\nOna,f\n", " --column vardas --label-column name")]
    public async Task The_column_of_labels_keeps_its_name(string label, string column, string expected, string next)
    {
        var input = _folder.Write("raw.csv", $"{column},{label}\nOna,f\n");

        var (code, _, error) = await Run(
            input, "--column", column, "--label-column", label, "--output", _folder["out.csv"], "--report", _folder["out.html"]);

        Assert.True(code == 0, error);
        Assert.Equal(expected, File.ReadAllText(_folder["out.csv"]));
        Assert.Contains(next, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_is_a_code()
    {
        var (code, _, error) = await Run(_folder.Write("raw.csv", "name\nOna\n"), "--language", "Lithuanian");

        Assert.Equal(2, code);
        Assert.Equal("error: --language must be none or a code of two or three letters, such as lt or tr, and not 'Lithuanian'.\n", error);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(new RootCommand { CleanVerb.Create() }, ["clean", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
