using MlPipeline.Scoring.Tables;

namespace MlPipeline.Scoring.Outputs;

/// <summary>Placeholder until merged.</summary>
internal static class ParquetTable
{
    public static void Write(string part, string path, CsvDialect dialect, IReadOnlyList<OutputColumn> columns) => throw new NotImplementedException();
}
