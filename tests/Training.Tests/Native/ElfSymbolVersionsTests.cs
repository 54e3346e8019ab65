using MlPipeline.Training.Native;

namespace MlPipeline.Training.Tests.Native;

public sealed class ElfSymbolVersionsTests
{
    [Fact]
    public void Needed_lists_the_versions_by_library()
    {
        var library = ElfSample.Build(needed: [("libc.so.6", "GLIBC_2.34"), ("libstdc++.so.6", "GLIBCXX_3.4.32")]);

        var needed = new ElfSymbolVersions(library).Needed;

        Assert.Equal([("libc.so.6", "GLIBC_2.34"), ("libstdc++.so.6", "GLIBCXX_3.4.32")], needed.Select(v => (v.Library, v.Name)));
    }

    [Fact]
    public void Defined_leaves_out_the_library_itself()
    {
        var library = ElfSample.Build(defined: ["libstdc++.so.6", "GLIBCXX_3.4", "GLIBCXX_3.4.1"]);

        var defined = new ElfSymbolVersions(library).Defined;

        Assert.Equal(["GLIBCXX_3.4", "GLIBCXX_3.4.1"], defined.Order());
    }

    [Fact]
    public void Used_lists_the_versions_of_relocated_data_and_functions()
    {
        var library = ElfSample.Build(needed: [("a", "A_1"), ("b", "B_1"), ("c", "C_1")], relocated: [1, 3]);

        var used = new ElfSymbolVersions(library).Used;

        Assert.Equal(["A_1", "C_1"], used.Select(version => version.Name));
    }

    [Fact]
    public void A_library_without_versions_has_none()
    {
        var versions = new ElfSymbolVersions(ElfSample.Build());

        Assert.Empty(versions.Needed);
        Assert.Empty(versions.Used);
        Assert.Empty(versions.Defined);
    }

    [Fact]
    public void Weaken_changes_the_flags_of_the_version_alone()
    {
        var library = ElfSample.Build(needed: [("a", "A_1"), ("a", "A_2")]);
        var versions = new ElfSymbolVersions(library);

        var weakened = versions.Weaken([versions.Needed[1]]);

        var changed = Assert.Single(Enumerable.Range(0, library.Length), i => library[i] != weakened[i]);
        Assert.Equal(versions.Needed[1].FlagsOffset, changed);
        Assert.Equal(2, BitConverter.ToUInt16(weakened, changed));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_with_where_and_why()
    {
        var e = Assert.Throws<ElfFormatException>(() => new ElfSymbolVersions("MZ, a Windows library"u8.ToArray()));

        Assert.Equal("damaged at byte 0: no header of a 64-bit little-endian ELF file", e.Message);
    }

    [Fact]
    public void More_versions_than_an_index_can_count_are_refused()
    {
        var library = ElfSample.Build(needed: [.. Enumerable.Repeat(("a", "A_1"), 32768)]);

        var e = Assert.Throws<ElfFormatException>(() => new ElfSymbolVersions(library));

        Assert.Equal("damaged at byte 0: more than 32767 versions of symbols", e.Message);
    }

    [Fact]
    public void A_link_that_goes_nowhere_is_refused()
    {
        var library = ElfSample.Build(needed: [("a", "A_1"), ("a", "A_2")]);
        var link = new ElfSymbolVersions(library).Needed[0].FlagsOffset - 8;
        library[link] = 1;

        var e = Assert.Throws<ElfFormatException>(() => new ElfSymbolVersions(library));

        Assert.Equal($"damaged at byte {link}: a link of 1 bytes into the same entry", e.Message);
    }
}
