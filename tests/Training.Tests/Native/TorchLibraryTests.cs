using MlPipeline.Training.Native;
using TorchSharp;

namespace MlPipeline.Training.Tests.Native;

/// <summary>Loads the real libraries; alone, since it moves the temporary folder of the whole process.</summary>
[CollectionDefinition(nameof(TorchLibraryTests), DisableParallelization = true)]
[Collection(nameof(TorchLibraryTests))]
public sealed class TorchLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string? _temporary = Environment.GetEnvironmentVariable("TMPDIR");

    [Fact]
    public void EnsureLoadable_lets_torch_compute()
    {
        TorchLibrary.EnsureLoadable();

        using var sum = torch.ones(2).add(1).sum();

        Assert.Equal(4f, sum.item<float>());
    }

    [Fact]
    public async Task EnsureLoadable_loads_once_for_many_threads()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists what a process has loaded.");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(TorchLibrary.EnsureLoadable)));

        Assert.Single(Loaded("libLibTorchSharp.so"));
    }

    [Fact]
    public void A_copy_stays_loaded_and_leaves_no_file_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux finds its temporary folder by TMPDIR.");
        TorchLibrary.EnsureLoadable();
        Environment.SetEnvironmentVariable("TMPDIR", _folder);

        PrivateCopy.Load(File.ReadAllBytes(TorchFiles.Find().Torch), "libcopy.so");

        Assert.Single(Loaded("libcopy.so"), path => path.StartsWith(_folder, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_copy_in_memory_stays_loaded_without_any_temporary_folder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has anonymous files.");
        TorchLibrary.EnsureLoadable();
        Environment.SetEnvironmentVariable("TMPDIR", Path.Combine(_folder, "missing"));

        var loaded = MemoryCopy.TryLoad(File.ReadAllBytes(TorchFiles.Find().Torch), "libinmemory.so");

        Assert.True(loaded);
        Assert.Single(Loaded("libinmemory.so"));
    }

    [Fact]
    public void A_copy_in_memory_that_the_loader_refuses_is_not_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has anonymous files.");

        Assert.False(MemoryCopy.TryLoad("no library"u8.ToArray(), "libx.so"));
    }

    [Fact]
    public void A_copy_in_memory_is_not_mistaken_for_the_one_before_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has anonymous files.");
        TorchLibrary.EnsureLoadable();
        Assert.True(MemoryCopy.TryLoad(File.ReadAllBytes(TorchFiles.Find().Torch), "libfirst.so"));

        Assert.False(MemoryCopy.TryLoad("no library"u8.ToArray(), "libsecond.so"));
    }

    [Fact]
    public void Weakening_for_the_standard_library_of_GCC_12_changes_one_flag_of_the_real_library()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the package for Linux holds an ELF library.");
        var bytes = File.ReadAllBytes(TorchFiles.Find().TorchSharp);
        var library = new ElfSymbolVersions(bytes);
        var names = library.Needed.Select(version => version.Name).Except(["GLIBCXX_3.4.32"]);
        var standard = new ElfSymbolVersions(ElfSample.Build(defined: ["libstdc++.so.6", .. names]));

        var weakened = StandardLibrary.WithoutUnusedNeeds(library, standard, "libstdc++.so.6.0.30");

        var changed = Assert.Single(Enumerable.Range(0, bytes.Length), i => bytes[i] != weakened[i]);
        Assert.Equal((0, 2), (BitConverter.ToUInt16(bytes, changed), BitConverter.ToUInt16(weakened, changed)));
    }

    [Fact]
    public void Load_repeats_the_loaders_words_and_says_which_systems_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The words of other loaders differ.");
        var torch = Path.Combine(_folder, "libtorch.so");
        File.WriteAllText(torch, "no library");

        var e = Assert.Throws<TorchNotLoadableException>(() => TorchLibrary.Load(new TorchFiles(torch, torch)));

        Assert.Equal($"the system's loader refuses {torch} ({torch}: file too short)", e.Problem);
        Assert.Equal(
            "It needs all its packages, Debian 12, Ubuntu 22.04 or newer (glibc 2.34), and a TMPDIR that allows programs.",
            e.Remedy);
    }

    [Fact]
    public void Load_refuses_a_damaged_library_with_the_place()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux loads ELF libraries.");
        var damaged = Path.Combine(_folder, "libLibTorchSharp.so");
        File.WriteAllText(damaged, "no library");

        var e = Assert.Throws<TorchNotLoadableException>(() => TorchLibrary.Load(TorchFiles.Find() with { TorchSharp = damaged }));

        Assert.Equal($"{damaged} can't be read (damaged at byte 0: no header of a 64-bit little-endian ELF file)", e.Problem);
    }

    [Fact]
    public void A_copy_that_the_loader_refuses_leaves_no_file_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux finds its temporary folder by TMPDIR.");
        Environment.SetEnvironmentVariable("TMPDIR", _folder);

        Assert.Throws<DllNotFoundException>(() => PrivateCopy.Load("no library"u8.ToArray(), "libx.so"));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_temporary_folder_that_is_not_there_is_named_with_the_way_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux finds its temporary folder by TMPDIR.");
        var missing = Path.Combine(_folder, "missing");
        Environment.SetEnvironmentVariable("TMPDIR", missing);

        var e = Assert.Throws<TorchNotLoadableException>(() => PrivateCopy.Load([], "libx.so"));

        Assert.StartsWith($"the temporary folder {missing}/ can't take a copy of libx.so (", e.Problem, StringComparison.Ordinal);
        Assert.Equal("Set TMPDIR to a folder that you can write to and that allows programs.", e.Remedy);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporary);
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Loaded(string file) => File.ReadLines("/proc/self/maps")
        .Where(line => line.Contains($"/{file}") || line.Contains($"/memfd:{file}"))
        .Select(line => line[line.IndexOf('/')..])
        .Distinct();
}
