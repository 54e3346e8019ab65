using CsCheck;
using MlPipeline.Training.Native;

namespace MlPipeline.Training.Tests.Native;

public sealed class ElfDamageTests
{
    private static readonly byte[] _library = ElfSample.Build(
        needed: [("libc.so.6", "GLIBC_2.34"), ("libstdc++.so.6", "GLIBCXX_3.4.30"), ("libstdc++.so.6", "GLIBCXX_3.4.32")],
        defined: ["libx.so", "X_1", "X_2"],
        relocated: [1, 2]);

    [Fact]
    public void A_library_cut_anywhere_is_read_or_refused()
    {
        for (var length = 0; length < _library.Length; length++) ReadOrRefuse(_library[..length]);
    }

    [Fact]
    public void A_library_with_any_bytes_changed_is_read_or_refused()
    {
        var changes = Gen.Select(Gen.Int[0, _library.Length - 1], Gen.Byte).List[1, 8];

        changes.Sample(
            list =>
            {
                var damaged = (byte[])_library.Clone();
                foreach (var (at, value) in list) damaged[at] = value;
                ReadOrRefuse(damaged);
            },
            iter: 20_000);
    }

    [Fact]
    public void Bytes_of_any_kind_after_a_good_header_are_read_or_refused()
    {
        Gen.Byte.Array[0, 1000].Sample(tail => ReadOrRefuse([.. _library[..64], .. tail]), iter: 5_000);
    }

    // Any other exception, such as one of an index, fails the test.
    private static void ReadOrRefuse(byte[] library)
    {
        try
        {
            var versions = new ElfSymbolVersions(library);
            _ = versions.Weaken(versions.Needed);
        }
        catch (ElfFormatException e)
        {
            Assert.StartsWith("damaged at byte ", e.Message, StringComparison.Ordinal);
        }
    }
}
