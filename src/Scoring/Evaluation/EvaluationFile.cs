using MlPipeline.Data;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>A file that numbers come from.</summary>
/// <param name="File">Its path as it was given.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="Names">Names that were taken from it.</param>
/// <param name="Unreadable">Names among them that hold characters which the vocabulary lacks; they are left out.</param>
/// <param name="Part">Which of its names were taken; null for all.</param>
internal sealed record EvaluationFile(string File, string Sha256, int Names, int Unreadable, string? Part = null)
{
    /// <summary>Describes a file.</summary>
    /// <exception cref="DataFileException">It can't be read.</exception>
    public static EvaluationFile Of(string path, int names, int unreadable) => new(path, FileHash.Sha256Of(path), names, unreadable);
}
