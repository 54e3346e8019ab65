namespace MlPipeline.Training.Native;

/// <summary>A version of symbols that a library needs of another.</summary>
/// <param name="Library">The other's soname, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Name">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">What the symbols of this version are marked with, in [0, 32767].</param>
/// <param name="FlagsOffset">Where in the file its flags are: 2 bytes.</param>
internal sealed record NeededVersion(string Library, string Name, int Index, int FlagsOffset);
