using Microsoft.ML.OnnxRuntime;
using MlPipeline.Models;
using static TorchSharp.torch;

namespace MlPipeline.Training.Export;

/// <summary>Feeds an exported model's state back in ONNX Runtime, without ML.NET between.</summary>
internal sealed class RuntimeState(ModelManifest manifest, int batch)
{
    private readonly IReadOnlyList<string> _names = manifest.StateNames;

    /// <summary>Hidden and, for an LSTM, cell state, each float32 [L, B, H].</summary>
    public float[][] States { get; private set; } =
        [.. manifest.StateNames.Select(_ => new float[manifest.Layers * batch * manifest.Hidden])];

    /// <summary>Tokens read so far by each sequence.</summary>
    public long Time { get; private set; }

    /// <summary>Reads tokens, int64 [B, T], and returns logits, float32 [B, T, V].</summary>
    public float[] Run(InferenceSession session, Tensor tokens)
    {
        Time += tokens.shape[1];
        long[] shape = [manifest.Layers, batch, manifest.Hidden];
        var inputs = new Dictionary<string, OrtValue>
        {
            ["tokens"] = OrtValue.CreateTensorValueFromMemory(tokens.contiguous().data<long>().ToArray(), tokens.shape),
        };
        foreach (var (name, state) in _names.Zip(States))
            inputs.Add(name, OrtValue.CreateTensorValueFromMemory(state, shape));

        using var options = new RunOptions();
        using var outputs = session.Run(options, inputs, [.. _names.Select(name => name + "_out").Prepend("logits")]);
        var values = outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray()).ToArray();
        foreach (var input in inputs.Values)
            input.Dispose();
        States = values[1..];
        return values[0];                                            // [B, T, V]
    }
}
