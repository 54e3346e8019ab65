using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class NameFingerprintsTests
{
    [Fact]
    public void Set_contains_its_names_and_no_others() => Gen.String[0, 8].List[0, 30].Sample(names =>
    {
        var fingerprints = NameFingerprints.Parse(NameFingerprints.Of(names.Skip(1)).ToString());

        Assert.Equal(names.Skip(1).Select(Encoding.UTF8.GetBytes).Select(Convert.ToHexString).Distinct().Count(), fingerprints.Count);
        Assert.All(names.Skip(1), name => Assert.True(fingerprints.Contains(name)));
        Assert.False(fingerprints.Contains("a name of nine characters"));
    });

    // Other languages must be able to read it: the first 8 bytes of SHA-256, in ascending order.
    [Fact]
    public void Text_is_base64_of_sorted_sha256_beginnings()
    {
        string[] names = ["Ona", "Jonas", "Eglė"];

        var hashes = names.Select(name => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8)))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            string.Concat(hashes), Convert.ToHexString(Convert.FromBase64String(NameFingerprints.Of([.. names, "Ona"]).ToString())));
    }

    [Theory]
    [InlineData("no base64!", "fingerprints of the training names are not base64")]
    [InlineData("AAAA", "fingerprints of the training names are cut off")]
    [InlineData("AAAAAAAAAAIAAAAAAAAAAQ==", "fingerprints of the training names are not in ascending order")]
    [InlineData("AAAAAAAAAAEAAAAAAAAAAQ==", "fingerprints of the training names are not in ascending order")]
    public void Parse_refuses_other_text(string text, string expected)
    {
        var exception = Assert.Throws<FormatException>(() => NameFingerprints.Parse(text));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
