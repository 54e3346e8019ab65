using MlPipeline.Data;

namespace MlPipeline.Files;

/// <summary>
/// Tells whether two paths name the same file, by whatever name: relative or not, through links of the file or of its folders, as a
/// hard link, in other letter case where the file system doesn't tell. The file need not be there.
/// </summary>
internal sealed class FileIdentity
{
    private readonly NodeStatus? _status;
    private readonly string _real;
    private readonly string _key;

    private FileIdentity(NodeStatus? status, string real, string key) => (_status, _real, _key) = (status, real, key);

    /// <summary>Gets whether it is a device: whoever reads one doesn't read what was written to it.</summary>
    public bool IsDevice => _status is { IsDevice: true };

    /// <summary>Gets whether it is a folder.</summary>
    public bool IsFolder => Directory.Exists(_real);

    /// <summary>Gets whether it is a pipe.</summary>
    public bool IsPipe => _status is { IsPipe: true };

    /// <summary>Finds out what a path names.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followsLink">Whether of a symbolic link its target is meant; those of its folders are followed in any case.</param>
    /// <exception cref="OutputFileException">Its links lead round in a circle.</exception>
    public static FileIdentity Of(string path, bool followsLink = true)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var status = NodeStatus.Find(full, followsLink);
            var real = followsLink || Path.GetDirectoryName(full) is not { } folder
                ? RealPath.Of(full)
                : Path.Combine(RealPath.Of(folder), Path.GetFileName(full));
            return new FileIdentity(status, real, KeyOf(real));
        }
        catch (IOException exception)
        {
            throw new OutputFileException(path, exception);
        }
    }

    /// <summary>Says whether both are the same.</summary>
    public bool IsSameAs(FileIdentity other) =>
        _status is not null && other._status is not null ? _status.IsSameAs(other._status) : _key == other._key;

    /// <summary>Says whether this one lies in a folder, or deeper.</summary>
    public bool IsIn(FileIdentity folder) => _real.StartsWith(folder._real + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The deepest folder that is there, and the names below it.
    private static string KeyOf(string real)
    {
        var (folder, names) = (real, "");
        while (Path.GetDirectoryName(folder) is { } parent && !Directory.Exists(folder))
            (folder, names) = (parent, Path.DirectorySeparatorChar + Path.GetFileName(folder) + names);

        var isFolded = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() || (names.Length > 0 && IgnoresCase(folder));
        var place = NodeStatus.Find(folder, followsLink: true) is { } status ? $"{status.Device}:{status.Inode}"
            : isFolded ? folder.ToUpperInvariant() : folder;
        return place + (isFolded ? names.ToUpperInvariant() : names);
    }

    // By trying another case of a name that is there: that of something in the folder, or the folder's own.
    private static bool IgnoresCase(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Append(folder).FirstOrDefault(path => Swap(path) != path) is { } known
                && NodeStatus.Find(known, followsLink: false) is { } status
                    && status.IsSameAs(NodeStatus.Find(Swap(known), followsLink: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // a folder that may not be looked into
        }
    }

    // Of the last name alone.
    private static string Swap(string path) => Path.Combine(
        Path.GetDirectoryName(path) ?? "",
        string.Concat(
            Path.GetFileName(path)
                .Select(letter => char.IsAsciiLetterLower(letter) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))));
}
