namespace MlPipeline.Training.Tests;

/// <summary>What the program leaves on a machine and whom it talks to. Its libraries would do more, if they were let.</summary>
public sealed class PrivacyTests : IDisposable
{
    private readonly PrivateProcess _process = new("MlPipeline.Training.dll");

    [Fact]
    public async Task No_verb_leaves_a_file_that_was_not_asked_for_or_opens_a_socket()
    {
        File.WriteAllText(Path.Combine(_process.Work, "names.csv"), Tiny.Csv);

        await Check(0, ["train", "--data", "names.csv", "--epochs", "1", "--hidden", "8", "--output", "model.onnx"],
            ["model.onnx", "model.run/checkpoint.safetensors", "model.run/metrics.csv"]);
        await Check(0, ["export", "model.run/checkpoint.safetensors", "--output", "again.onnx"], ["again.onnx"]);
        await Check(0, ["clean", "names.csv", "--output", "clean.csv", "--report", "profile.html"],
            ["clean.card.md", "clean.csv", "clean.rules.json", "profile.html"]);
        await Check(2, ["fetch", "vlkk", "--offline", "--output", "vlkk.csv"], ["vlkk.cache/lock"]);
        await Check(2, ["fetch", "course", "--offline", "--output", "course.csv"], ["course.cache/lock"]);
    }

    public void Dispose() => _process.Dispose();

    private async Task Check(int expected, string[] arguments, string[] files)
    {
        var traces = await _process.Run(arguments, TestContext.Current.CancellationToken);

        var verb = arguments[0];
        Assert.True(traces.Code == expected, $"{verb}: exit code {traces.Code}: {traces.Error}");
        Assert.Equal((verb, string.Join(' ', files), "", "", ""), (verb, traces.Created, traces.Strays, traces.Sockets, traces.Surprises));
    }
}
