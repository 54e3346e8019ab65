using System.Globalization;

namespace MlPipeline.Data;

/// <summary>
/// Tells the lines of a file from its rows: a quoted field may hold line breaks, and one that isn't closed may hold other rows.
/// </summary>
internal static class RowLines
{
    private const string Joined = "Quotation marks join these lines into one row: none of them was read as a row of its own.";

    /// <summary>Puts a row's lines before what is wrong with it, where its number alone would not tell them.</summary>
    /// <param name="number">The row's number, counted from 1 with the header.</param>
    /// <param name="first">The line that it begins in, counted from 1.</param>
    /// <param name="last">The line that it ends in.</param>
    /// <param name="problem">What is wrong.</param>
    public static string Explain(long number, long first, long last, string problem) => last > first
        ? string.Create(CultureInfo.InvariantCulture, $"lines {first} to {last}: {problem} {Joined}")
        : first == number ? problem : string.Create(CultureInfo.InvariantCulture, $"line {first}: {problem}");

    /// <summary>Refuses a row that is too long to be kept.</summary>
    /// <param name="source">What the file is called.</param>
    /// <param name="number">The row's number, counted from 1 with the header.</param>
    /// <param name="first">The line that it begins in, counted from 1.</param>
    /// <param name="more">Line feeds in it, as far as it was read.</param>
    public static DataFileException TooLong(string source, long number, long first, long more)
    {
        var problem = $"the row is longer than {TableReader.LongestRecord >> 20} MB. Is it a text file, and is every quotation mark closed?";
        return new DataFileException(source, number, Explain(number, first, first + more, problem)) { JoinsLines = more > 0 };
    }
}
