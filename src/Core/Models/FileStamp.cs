namespace MlPipeline.Models;

/// <summary>Tells whether a file is still the one that was read.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was written last.</param>
internal sealed record FileStamp(long Length, DateTime Written)
{
    /// <summary>Takes the stamp of a file; null where there is none.</summary>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : null;
    }
}
