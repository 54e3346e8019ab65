namespace MlPipeline.Reporting.Charts;

/// <summary>Which part of a text is at its coordinate.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
