using System.Text.Json.Nodes;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Report;

/// <summary>The model of a report.</summary>
/// <param name="File">Its path as it was given.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Cell">Its recurrence.</param>
/// <param name="Layers">Recurrent layers.</param>
/// <param name="Embedding">Width of the character embedding.</param>
/// <param name="Hidden">Width of the hidden state.</param>
/// <param name="Characters">The characters that it reads and writes.</param>
/// <param name="Labels">Its labels; empty without.</param>
/// <param name="MaxLength">Characters of the longest training name.</param>
/// <param name="Dataset">What its file says about its data.</param>
/// <param name="Training">What its file says about its training.</param>
internal sealed record EvaluatedModel(
    string File, string Sha256, long Bytes, RecurrentCell Cell, int Layers, int Embedding, int Hidden, string Characters,
    IReadOnlyList<string> Labels, int MaxLength, JsonObject Dataset, JsonObject Training);
