using System.Security.Cryptography;
using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>Tells files apart by what is in them.</summary>
internal static class FileHash
{
    /// <summary>Computes the SHA-256 of a file.</summary>
    /// <param name="path">Path of a file.</param>
    /// <returns>64 hexadecimal digits, small letters.</returns>
    /// <exception cref="DataFileException">There is no such file, or it can't be read.</exception>
    public static string Sha256Of(string path)
    {
        using var stream = DataFile.Open(Argument.NotNull(path));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
