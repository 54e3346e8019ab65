namespace MlPipeline.Models;

/// <summary>The recurrence of a model.</summary>
public enum RecurrentCell
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gate): hidden and cell state.</summary>
    Lstm,

    /// <summary>Gated recurrent unit (Cho et al. 2014; reset gate after the product, as in PyTorch): hidden state.</summary>
    Gru,

    /// <summary>Simple recurrence, h = tanh(W₁x + W₀h + b) (Elman 1990): hidden state.</summary>
    Rnn,
}
