namespace MlPipeline.Text.Unicode;

/// <summary>A value for each Unicode code point, most of which have the default: pages of 256 are made when one is set.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class CodePointTable<T>
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;
    private readonly T[]?[] _pages = new T[]?[0x110000 >> PageBits];

    /// <summary>Gets or sets the value of a code point in [0, 0x10FFFF].</summary>
    public T? this[int codePoint]
    {
        get => _pages[codePoint >> PageBits] is { } page ? page[codePoint & (PageSize - 1)] : default;
        set => (_pages[codePoint >> PageBits] ??= new T[PageSize])[codePoint & (PageSize - 1)] = value!;
    }
}
