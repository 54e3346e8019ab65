using System.Globalization;

namespace MlPipeline.Data;

/// <summary>Tells the lines of a file from its rows: a quoted field may hold line breaks, and one that isn't closed may hold other rows.</summary>
internal static class RowLines
{
    /// <summary>Puts a row's lines before what is wrong with it, where its number alone would not tell them.</summary>
    /// <param name="number">The row's number, counted from 1 with the header.</param>
    /// <param name="first">The line that it begins in, counted from 1.</param>
    /// <param name="last">The line that it ends in.</param>
    /// <param name="problem">What is wrong.</param>
    public static string Explain(long number, long first, long last, string problem) => last > first
        ? string.Create(CultureInfo.InvariantCulture, $"lines {first} to {last}: {problem} Quotation marks join these lines into one row: none of them was read as a row of its own.")
        : first == number ? problem : string.Create(CultureInfo.InvariantCulture, $"line {first}: {problem}");
}
