namespace MlPipeline.Decoding;

/// <summary>
/// A text as a path: a start token, then one character a node. It is light and stays for as long as somebody holds it;
/// what the model says about the text is kept by the <see cref="PrefixTree"/>, which may forget it and read it again.
/// </summary>
internal sealed class PrefixNode(PrefixNode? parent, int token)
{
    /// <summary>The text without its last character; null for a start token.</summary>
    public PrefixNode? Parent => parent;

    /// <summary>The last character, or the start token.</summary>
    public int Token => token;

    /// <summary>Where the tree keeps what the model says; -1 where it doesn't.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>The last round in which a decoder needed this text.</summary>
    public long Round { get; set; } = -1;

    /// <summary>Whether the text was used since the tree last looked for room.</summary>
    public bool WasUsed { get; set; }

    /// <summary>Whether the text waits to be evaluated.</summary>
    public bool IsWanted { get; set; }
}
