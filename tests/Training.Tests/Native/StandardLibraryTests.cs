using MlPipeline.Training.Native;

namespace MlPipeline.Training.Tests.Native;

public sealed class StandardLibraryTests
{
    private static readonly (string, string)[] _needed =
        [("libc.so.6", "GLIBC_ABI_DT_RELR"), ("libstdc++.so.6", "GLIBCXX_3.4.30"), ("libstdc++.so.6", "GLIBCXX_3.4.32")];

    [Fact]
    public void An_unused_version_that_is_missing_is_weakened()
    {
        var bytes = ElfSample.Build(_needed, relocated: [2]);
        var library = new ElfSymbolVersions(bytes);
        var standard = new ElfSymbolVersions(ElfSample.Build(defined: ["libstdc++.so.6", "GLIBCXX_3.4.30"]));

        var weakened = StandardLibrary.WithoutUnusedNeeds(library, standard, "libstdc++.so.6.0.30");

        Assert.Equal(library.Weaken([library.Needed[2]]), weakened);
        Assert.NotEqual(bytes, weakened);
    }

    [Fact]
    public void A_newer_standard_library_leaves_the_library_as_it_is()
    {
        var bytes = ElfSample.Build(_needed, relocated: [2]);
        var standard = new ElfSymbolVersions(ElfSample.Build(defined: ["libstdc++.so.6", "GLIBCXX_3.4.30", "GLIBCXX_3.4.32"]));

        var same = StandardLibrary.WithoutUnusedNeeds(new ElfSymbolVersions(bytes), standard, "libstdc++.so.6.0.33");

        Assert.Equal(bytes, same);
    }

    [Fact]
    public void A_used_version_that_is_missing_is_refused_with_what_to_install()
    {
        var library = new ElfSymbolVersions(ElfSample.Build(_needed, relocated: [2]));
        var standard = new ElfSymbolVersions(ElfSample.Build(defined: ["libstdc++.so.6", "GLIBCXX_3.4.28"]));

        var e = Assert.Throws<TorchNotLoadableException>(
            () => StandardLibrary.WithoutUnusedNeeds(library, standard, "/lib/libstdc++.so.6.0.28"));

        Assert.Equal(
            "Torch can't be loaded: /lib/libstdc++.so.6.0.28 is too old: it lacks GLIBCXX_3.4.30. " +
            "Use Debian 12, Ubuntu 22.04 or newer, or bring it up to date (apt-get install libstdc++6).",
            e.Message);
    }

    [Theory]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1234    /opt/my libs/libstdc++.so.6.0.30", "/opt/my libs/libstdc++.so.6.0.30")]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1234    /lib/libstdc++.so.6", "/lib/libstdc++.so.6")]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1234    /lib/libstdc++.so.60", null)]
    [InlineData("7f00-7f01 rw-p 00000000 00:00 0 ", null)]
    public void Loaded_finds_the_file_that_the_loader_took(string line, string? expected)
    {
        var path = StandardLibrary.Loaded(["7f00-7f01 r-xp 00000000 fe:00 1    /lib/libc.so.6", line]);

        Assert.Equal(expected, path);
    }
}
