using Microsoft.ML.Data;

namespace MlPipeline.Models;

/// <summary>A row as ML.NET's ONNX transformer reads it: tokens and the state before them.</summary>
/// <remarks>One row holds a whole batch: B sequences of one token, or one sequence of T tokens.</remarks>
public class CharacterStep
{
    /// <summary>Gets or sets the token ids, int64 [B, 1] or [1, T].</summary>
    [ColumnName("tokens")]
    public long[] Tokens
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets or sets the hidden state, float32 [L, B, H].</summary>
    [ColumnName("hidden")]
    public float[] Hidden
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets or sets the cell state of an LSTM, float32 [L, B, H]; not read for other cells.</summary>
    [ColumnName("cell")]
    public float[] Cell
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];
}

/// <summary>A row as ML.NET's ONNX transformer writes it, for a cell without cell state: GRU and RNN.</summary>
public class CharacterStepResult
{
    /// <summary>Gets or sets the logits of the next token, float32 [B, 1, V] or [1, T, V].</summary>
    [ColumnName("logits")]
    public float[] Logits
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets or sets the hidden state after the tokens, float32 [L, B, H].</summary>
    [ColumnName("hidden_out")]
    public float[] Hidden
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];
}

/// <summary>A row as ML.NET's ONNX transformer writes it, for an LSTM.</summary>
public sealed class LstmStepResult : CharacterStepResult
{
    /// <summary>Gets or sets the cell state after the tokens, float32 [L, B, H].</summary>
    [ColumnName("cell_out")]
    public float[] Cell
    {
        get;
        set => field = Argument.NotNull(value);
    } = [];
}
