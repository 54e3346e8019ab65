using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--model</c>, the same for every verb.</summary>
internal static class ModelOption
{
    public static Option<string?> Create() => new("--model", "-m") { Description = $"The model file. [default: {DefaultFile.Model}]" };

    public static ICharacterModel Open(string? path, Engine engine, TextWriter error) =>
        CharacterModel.Open(PathOf(path, error.WriteLine), engine);

    /// <summary>Gets the model file and says nothing.</summary>
    /// <param name="path">The value of the option.</param>
    public static string FileOf(string? path) => path ?? DefaultFile.Find(DefaultFile.Model);

    /// <summary>Gets the model file, and says which one it is where none was given.</summary>
    /// <param name="path">The value of the option.</param>
    /// <param name="tell">Receives one line for people.</param>
    public static string PathOf(string? path, Action<string> tell)
    {
        if (path is not null)
            return path;

        var shipped = DefaultFile.Find(DefaultFile.Model);
        if (File.Exists(shipped))
            tell(Describe(shipped, TrainedModels.FindNewest(shipped)));
        return shipped;
    }

    /// <summary>Says which model is used where none was given.</summary>
    /// <param name="shipped">The model that comes with the programs.</param>
    /// <param name="trained">The newest one that was trained here; null where there is none.</param>
    public static string Describe(string shipped, string? trained) =>
        $"Model: {shipped} (shipped; " +
            $"{(trained is null ? "--model chooses another" : $"newest trained here: --model {ShellText.Quote(NextCommand.File(trained))}")}).";
}
