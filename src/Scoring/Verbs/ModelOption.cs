using System.CommandLine;
using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--model</c>, the same for every verb.</summary>
internal static class ModelOption
{
    public static Option<string?> Create() => new("--model", "-m") { Description = $"The model file. [default: {DefaultFile.Model}]" };

    public static OnnxCharacterModel Open(string? path) => OnnxCharacterModel.Open(PathOf(path));

    public static string PathOf(string? path) => path ?? DefaultFile.Find(DefaultFile.Model);
}
