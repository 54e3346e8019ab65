namespace MlPipeline.Data;

/// <summary>Opens files of data.</summary>
internal static class DataFile
{
    /// <summary>Opens a file's bytes, with the errors of a data file.</summary>
    /// <param name="path">Path of a file.</param>
    /// <exception cref="DataFileException">There is no such file, or it can't be read.</exception>
    public static Stream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (Directory.Exists(path))
                throw new DataFileException(path, null, "it is a folder, and no file. Name a file in it.");
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, null, "there is no such file. Check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException(path, null, $"the file can't be read: {exception.Message}", exception);
        }
    }
}
