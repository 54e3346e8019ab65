namespace MlPipeline.Training.Native;

/// <summary>The C++ standard library of this process: which one it is, and which versions of symbols it lacks.</summary>
internal static class StandardLibrary
{
    /// <summary>The soname, the same on every Linux system with glibc.</summary>
    public const string Name = "libstdc++.so.6";

    private const string Remedy = "Use Debian 12, Ubuntu 22.04 or newer, or bring it up to date (apt-get install libstdc++6).";

    /// <summary>Finds which file the loader took, whatever LD_LIBRARY_PATH made it choose.</summary>
    /// <param name="maps">Lines of <c>/proc/self/maps</c>.</param>
    /// <returns>A full path, such as <c>/usr/lib/libstdc++.so.6.0.30</c>; null where none is loaded.</returns>
    public static string? Loaded(IEnumerable<string> maps) => maps
        .Where(line => line.Contains('/'))
        .Select(line => line[line.IndexOf('/')..])
        .FirstOrDefault(path => $"{Path.GetFileName(path)}.".StartsWith($"{Name}.", StringComparison.Ordinal));

    /// <summary>Rewrites <paramref name="library"/> so that it loads with an older standard library.</summary>
    /// <param name="library">What the library needs.</param>
    /// <param name="standard">What the standard library defines.</param>
    /// <param name="path">The standard library's path, for the message.</param>
    /// <returns>The library with a weak need of what <paramref name="standard"/> lacks.</returns>
    /// <remarks>
    /// Measured on TorchSharp 0.107.0: it needs GLIBCXX_3.4.32 for <c>_ZSt21ios_base_library_initv</c> alone, a symbol that
    /// GCC 13 and later mention so as to refuse an older library that doesn't set up std::cout by itself, and that no
    /// relocation refers to. libtorch is built with an older GCC and sets it up; it is loaded first.
    /// Needs of other libraries stay: glibc has versions without symbols which say what its loader can do.
    /// </remarks>
    /// <exception cref="TorchNotLoadableException">The library uses a version that is missing.</exception>
    public static byte[] WithoutUnusedNeeds(ElfSymbolVersions library, ElfSymbolVersions standard, string path)
    {
        var missing = library.Needed.Where(version => version.Library == Name && !standard.Defined.Contains(version.Name)).ToList();
        var used = missing.Intersect(library.Used).Select(version => version.Name).Order(StringComparer.Ordinal).ToList();
        return used.Count == 0
            ? library.Weaken(missing)
            : throw new TorchNotLoadableException($"{path} is too old: it lacks {string.Join(", ", used)}", Remedy);
    }
}
