namespace MlPipeline.Kernels;

/// <summary>The kinds of gates that a panel of 32 sums has.</summary>
internal enum PanelKind
{
    /// <summary>Eight units: input, forget, cell, output.</summary>
    Lstm,

    /// <summary>Eight units: update, reset, candidate from the input, candidate from the hidden state.</summary>
    Gru,

    /// <summary>Thirty-two units.</summary>
    Rnn,
}

/// <summary>A recurrent layer, its weights in panels.</summary>
internal sealed class RecurrentLayer
{
    private readonly AlignedFloats _starts;

    /// <summary>Makes a layer of zeros.</summary>
    /// <param name="kind">Its gates.</param>
    /// <param name="hidden">Units.</param>
    /// <param name="inputs">Inputs; 0 where a table of start values, a row for each token, stands for input and weights.</param>
    /// <param name="rows">Rows of start values: tokens, or 1.</param>
    public RecurrentLayer(PanelKind kind, int hidden, int inputs, int rows)
    {
        (Kind, Rows) = (kind, rows);
        var count = (hidden + UnitsOf(kind) - 1) / UnitsOf(kind);
        Recurrent = new Panels(count, hidden);
        Input = inputs == 0 ? null : new Panels(count, inputs);
        _starts = new AlignedFloats(checked(rows * count * Panels.Width));
    }

    public PanelKind Kind { get; }

    /// <summary>Gets the number of rows of start values.</summary>
    public int Rows { get; }

    public Panels? Input { get; }

    public Panels Recurrent { get; }

    /// <summary>Gets a row of start values, float32 [panels, 32].</summary>
    public unsafe float* StartOf(long row) => _starts.Pointer + row * Recurrent.Count * Panels.Width;

    /// <summary>Finds where the sum of a gate of a unit is.</summary>
    /// <param name="kind">The gates.</param>
    /// <param name="gate">The gate, in the order of <see cref="PanelKind"/>.</param>
    /// <param name="unit">The unit.</param>
    public static (int Panel, int Lane) PlaceOf(PanelKind kind, int gate, int unit) =>
        (unit / UnitsOf(kind), gate * UnitsOf(kind) + unit % UnitsOf(kind));

    private static int UnitsOf(PanelKind kind) => kind == PanelKind.Rnn ? Panels.Width : 8;

    /// <summary>Reads one token of every sequence.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="starts">For each sequence its row of start values.</param>
    /// <param name="x">Inputs; unused where a table stands for them.</param>
    /// <param name="before">Hidden states before, filled up with zeros to a multiple of 32.</param>
    /// <param name="cell">Cell states of an LSTM, rewritten; filled up likewise.</param>
    /// <param name="hidden">Receives the hidden states.</param>
    public unsafe void Step(int batch, nint* starts, Rows x, Rows before, Rows cell, Rows hidden)
    {
        switch (Kind)
        {
            case PanelKind.Lstm: Product.Run(batch, starts, Input, x, Recurrent, before, new LstmUpdate(cell, hidden)); break;
            case PanelKind.Gru: Product.Run(batch, starts, Input, x, Recurrent, before, new GruUpdate(before, hidden)); break;
            default: Product.Run(batch, starts, Input, x, Recurrent, before, new RnnUpdate(hidden)); break;
        }
    }
}
