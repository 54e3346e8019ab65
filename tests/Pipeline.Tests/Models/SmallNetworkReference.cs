using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>
/// Computes one sequence through a <see cref="SmallNetwork"/> in double precision, number by number, from the equations of
/// the LSTM, GRU and RNN operators in ONNX's specification (https://onnx.ai/onnx/operators).
/// </summary>
internal sealed class SmallNetworkReference
{
    private readonly SmallNetwork _network;
    private readonly int _hidden;

    public SmallNetworkReference(SmallNetwork network)
    {
        (_network, _hidden) = (network, network.Manifest.Hidden);
        Hidden = [.. network.Layers.Select(_ => new double[_hidden])];
        Cell = [.. network.Layers.Select(_ => new double[_hidden])];
    }

    /// <summary>Hidden state of each layer.</summary>
    public double[][] Hidden { get; }

    /// <summary>Cell state of each layer; zeros for other cells than the LSTM.</summary>
    public double[][] Cell { get; }

    /// <summary>Reads a token and returns the logits of the next, [V].</summary>
    public double[] Step(long token)
    {
        var (embedding, vocabulary) = (_network.Manifest.Embedding, _network.Manifest.Vocabulary.Count);
        var x = _network.Embedding.Skip((int)token * embedding).Take(embedding).Select(value => (double)value).ToArray();
        for (var layer = 0; layer < Hidden.Length; layer++)
            x = Hidden[layer] = Advance(layer, x);

        return [.. Enumerable.Range(0, vocabulary).Select(id =>
            _network.HeadBias[id] + Enumerable.Range(0, _hidden).Sum(row => x[row] * _network.HeadWeight[row * vocabulary + id]))];
    }

    /// <summary>
    /// Checks numbers of the real engine: to 2·10⁻⁵, which float32 leaves room for; impossible logits to being impossible.
    /// </summary>
    public static void AssertClose(IEnumerable<double> expected, float[] actual)
    {
        var all = expected.ToList();
        Assert.Equal(all.Count, actual.Length);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(
                Math.Abs(all[i] - actual[i]) <= 2e-5 || all[i] < -1e38
                    && actual[i] < -1e38f, $"[{i}]: {actual[i]} where {all[i]} was expected");
        }
    }

    private double[] Advance(int layer, double[] x)
    {
        var (h, c) = (Hidden[layer], Cell[layer]);
        var next = new double[_hidden];
        for (var j = 0; j < _hidden; j++)
        {
            switch (_network.Manifest.Cell)
            {
                case RecurrentCell.Lstm: // i, o, f, c
                    var (i, o, f) = (Sigmoid(Gate(layer, 0, j, x, h)), Sigmoid(Gate(layer, 1, j, x, h)), Sigmoid(Gate(layer, 2, j, x, h)));
                    Cell[layer][j] = f * c[j] + i * Math.Tanh(Gate(layer, 3, j, x, h));
                    next[j] = o * Math.Tanh(Cell[layer][j]);
                    break;
                case RecurrentCell.Gru: // z, r, h; the reset gate behind the product
                    var (z, r) = (Sigmoid(Gate(layer, 0, j, x, h)), Sigmoid(Gate(layer, 1, j, x, h)));
                    next[j] = (1 - z) * Math.Tanh(FromInput(layer, 2, j, x) + r * FromHidden(layer, 2, j, h)) + z * h[j];
                    break;
                default:
                    next[j] = Math.Tanh(Gate(layer, 0, j, x, h));
                    break;
            }
        }

        return next;
    }

    private double Gate(int layer, int gate, int j, double[] x, double[] h) => FromInput(layer, gate, j, x) + FromHidden(layer, gate, j, h);

    // W x + Wb
    private double FromInput(int layer, int gate, int j, double[] x)
    {
        var (w, _, b) = _network.Layers[layer];
        var row = gate * _hidden + j;
        return b[row] + x.Select((value, i) => value * w[row * x.Length + i]).Sum();
    }

    // R h + Rb
    private double FromHidden(int layer, int gate, int j, double[] h)
    {
        var (_, r, b) = _network.Layers[layer];
        var row = gate * _hidden + j;
        return b[_network.Gates * _hidden + row] + h.Select((value, i) => value * r[row * _hidden + i]).Sum();
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
