namespace MlPipeline.Models;

/// <summary>A stream's bytes as a file, for what opens files alone. The file goes when it is disposed.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    private readonly DirectoryInfo _folder;

    private TemporaryCopy(DirectoryInfo folder) => _folder = folder;

    /// <summary>Gets the path of the copy.</summary>
    public string FilePath => Path.Combine(_folder.FullName, "model.onnx");

    /// <summary>Copies a stream from where it is to its end.</summary>
    /// <param name="stream">The stream; not closed.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ModelFileException">The stream can't be read, or the temporary folder can't be written to.</exception>
    public static TemporaryCopy Of(Stream stream, string source)
    {
        if (!stream.CanRead)
        {
            throw new ModelFileException(
                source, "it can't be read: it is closed, or open for writing alone. Give one that is open for reading.");
        }

        var copy = Writing(source, () => new TemporaryCopy(Directory.CreateTempSubdirectory("mlpipeline-")));
        try
        {
            using var file = Writing(
                source, () => new FileStream(copy.FilePath, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
            var buffer = new byte[1 << 16];
            while (Read(stream, source, buffer) is > 0 and var count)
            {
                Writing(source, () =>
                {
                    file.Write(buffer, 0, count);
                    return count;
                });
            }

            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The model is open or refused by now: that matters more than a file that another program holds.
        }
    }

    // A stream is somebody else's code: whatever it throws is the reason, but for being asked to stop.
    private static int Read(Stream stream, string source, byte[] buffer)
    {
        try
        {
            return stream.Read(buffer, 0, buffer.Length);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new ModelFileException(source, $"reading it failed: {exception.Message.TrimEnd('.')}. Copy the model again.", exception);
        }
    }

    // Without the path of the file, which no one chose.
    private static T Writing<T>(string source, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ModelFileException(
                source, $"ONNX Runtime needs a copy of it, which can't be written to the temporary folder {Path.GetTempPath()}: " +
                $"{exception.Message.Split(" : '", 2)[0].Split(" '", 2)[0].TrimEnd('.', ' ')}. Make room there, choose another temporary " +
                    $"folder, or open the model by its path.", exception);
        }
    }
}
