using System.Diagnostics;
using Google.Protobuf;
using MlPipeline.Models;
using MlPipeline.Training.Export;

namespace MlPipeline.Training.Tests.Export;

public sealed class OnnxExporterTests : IDisposable
{
    private const string PythonWithOnnx = "/usr/bin/python3";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<RecurrentCell, int> Shapes { get; } = new MatrixTheoryData<RecurrentCell,
        int>(Enum.GetValues<RecurrentCell>(), [1, 2, 3]);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Exported_file_computes_what_the_network_computes(RecurrentCell cell, int layers)
    {
        using var network = Tiny.Network(cell, layers);

        var report = ModelWriter.Write(_folder["model.onnx"], network, Tiny.Manifest(network), ["abė", "f", "ddddddd"]);

        Assert.InRange(report.MaxAbsLogitDifference, 0, 1e-5);
        Assert.Equal([1, 33], report.BatchSizes);
        Assert.Equal(["model.onnx"], _folder.Files);
        Assert.Equal(
            report.MaxAbsLogitDifference, (double)ModelFile.ReadManifest(_folder["model.onnx"]).ExportCheck["max_abs_logit_difference"]!);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Exported_file_passes_the_checker_of_the_onnx_project(RecurrentCell cell, int layers)
    {
        Assert.SkipUnless(HasOnnxChecker(), "Python's onnx package is not installed (Debian: python3-onnx).");
        using var network = Tiny.Network(cell, layers);
        File.WriteAllBytes(_folder["model.onnx"], OnnxExporter.ToOnnx(network, Tiny.Manifest(network)).ToByteArray());

        var (code, errors) = Python($"import onnx; onnx.checker.check_model(onnx.load(r'{_folder["model.onnx"]}'), full_check=True)");

        Assert.True(code == 0, errors);
    }

    [Theory]
    [InlineData(RecurrentCell.Lstm)]
    [InlineData(RecurrentCell.Gru)]
    [InlineData(RecurrentCell.Rnn)]
    public void Check_fails_when_the_file_holds_other_weights(RecurrentCell cell)
    {
        using var network = Tiny.Network(cell, layers: 1);
        using var other = Tiny.Network(cell, layers: 1);
        using (TorchSharp.torch.no_grad())
            other.named_parameters().Single(pair => pair.name == "layer0.cell.weight_hh_l0").parameter[0, 0] += 0.01;
        File.WriteAllBytes(_folder["model.onnx"], OnnxExporter.ToOnnx(other, Tiny.Manifest(network)).ToByteArray());

        var exception = Assert.Throws<ExportException>(
            () => new ExportCheck(_folder["model.onnx"], network, Tiny.Manifest(network)).Run(["abė"]));

        Assert.StartsWith("The export check failed: logit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failing_proof_leaves_the_model_from_before_and_nothing_else()
    {
        _folder.Write("model.onnx", "the model from before");
        using var network = Tiny.Network(RecurrentCell.Lstm, layers: 1);
        using (TorchSharp.torch.no_grad())
            network.named_parameters().Single(pair => pair.name == "head.bias").parameter[4] = float.NaN;

        Assert.Throws<ExportException>(() => ModelWriter.Write(_folder["model.onnx"], network, Tiny.Manifest(network), ["abė"]));

        Assert.Equal(["model.onnx"], _folder.Files);
        Assert.Equal("the model from before", File.ReadAllText(_folder["model.onnx"]));
    }

    [Fact]
    public void Same_network_gives_the_same_bytes()
    {
        using var network = Tiny.Network(RecurrentCell.Gru, layers: 2);

        ModelWriter.Write(_folder["first.onnx"], network, Tiny.Manifest(network), ["abė"]);
        ModelWriter.Write(_folder["second.onnx"], network, Tiny.Manifest(network), ["abė"]);

        Assert.Equal(File.ReadAllBytes(_folder["first.onnx"]), File.ReadAllBytes(_folder["second.onnx"]));
    }

    public void Dispose() => _folder.Dispose();

    private static bool HasOnnxChecker() => File.Exists(PythonWithOnnx) && Python("import onnx").Code == 0;

    private static (int Code, string Errors) Python(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(PythonWithOnnx, ["-c", program]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
