namespace MlPipeline.Training.Native;

/// <summary>Tags of the dynamic segment (System V ABI, chapter 5; the version tags are GNU's).</summary>
internal enum ElfTag : long
{
    /// <summary>Ends the segment.</summary>
    Null = 0,

    /// <summary>Size of the relocations of functions, bytes.</summary>
    FunctionRelocationsSize = 2,

    /// <summary>Address of the names.</summary>
    Strings = 5,

    /// <summary>Address of the relocations of data.</summary>
    DataRelocations = 7,

    /// <summary>Size of the relocations of data, bytes.</summary>
    DataRelocationsSize = 8,

    /// <summary>Size of the names, bytes.</summary>
    StringsSize = 10,

    /// <summary>Address of the relocations of functions.</summary>
    FunctionRelocations = 23,

    /// <summary>Address of the version index of each symbol.</summary>
    SymbolVersions = 0x6ffffff0,

    /// <summary>Address of the versions that the library defines.</summary>
    DefinedVersions = 0x6ffffffc,

    /// <summary>Address of the versions that the library needs of others.</summary>
    NeededVersions = 0x6ffffffe,
}
