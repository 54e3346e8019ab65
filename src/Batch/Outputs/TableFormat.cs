namespace MlPipeline.Batch.Outputs;

/// <summary>How a table is written.</summary>
internal enum TableFormat
{
    /// <summary>The input's own rows, with the results after them.</summary>
    Csv,

    /// <summary>The same with tabs between the fields, whatever the input has.</summary>
    Tsv,

    /// <summary>A JSON object a line.</summary>
    Jsonl,

    /// <summary>Apache Parquet: columns with types.</summary>
    Parquet,
}
