namespace MlPipeline.Kernels;

/// <summary>
/// The output layer. Its sums are taken over 64 inputs at a time in single precision, and the parts are added in double: so the
/// rounding errors stay small however wide the network is.
/// </summary>
internal sealed class Head
{
    private const int PartLength = 64;

    private readonly Panels[] _parts;
    private readonly double[] _bias;

    /// <summary>Packs the weights.</summary>
    /// <param name="weight">Float32 [hidden, tokens].</param>
    /// <param name="bias">Float32 [tokens].</param>
    public Head(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        var (hidden, count) = (weight.Length / bias.Length, (bias.Length + Panels.Width - 1) / Panels.Width);
        Width = count * Panels.Width;
        _bias = new double[Width];
        for (var token = 0; token < bias.Length; token++)
            _bias[token] = bias[token];

        _parts = new Panels[(hidden + PartLength - 1) / PartLength];
        for (var part = 0; part < _parts.Length; part++)
        {
            var first = part * PartLength;
            _parts[part] = new Panels(count, Math.Min(PartLength, hidden - first));
            for (var k = 0; k < _parts[part].Inputs; k++)
            {
                for (var token = 0; token < bias.Length; token++)
                    _parts[part].Set(token / Panels.Width, k, token % Panels.Width, weight[(first + k) * bias.Length + token]);
            }
        }
    }

    /// <summary>Gets the number of sums of a sequence: the tokens, filled up to a multiple of 32.</summary>
    public int Width { get; }

    /// <summary>Computes the logits of every sequence in double precision.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="zeros">For each sequence the address of as many zeros as it has sums.</param>
    /// <param name="hidden">Hidden states of the last layer.</param>
    /// <param name="sums">Receives the logits, float64 [batch, <see cref="Width"/>].</param>
    public unsafe void Run(int batch, nint* zeros, Rows hidden, double* sums)
    {
        for (var sequence = 0; sequence < batch; sequence++)
            _bias.CopyTo(new Span<double>(sums + (long)sequence * Width, Width));
        for (var part = 0; part < _parts.Length; part++)
        {
            var rows = new Rows((nint)(hidden[0] + part * PartLength), hidden.Stride);
            Product.Run(batch, zeros, null, default, _parts[part], rows, new HeadUpdate((nint)sums, Width));
        }
    }
}
