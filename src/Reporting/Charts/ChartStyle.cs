namespace MlPipeline.Reporting.Charts;

/// <summary>
/// The stylesheet of all charts: after Okabe and Ito's colours, darkened or lightened until they stand out from the page.
/// </summary>
/// <remarks>A page may set the properties <c>--chart-*</c> itself; without any the charts are those of light paper.</remarks>
internal static class ChartStyle
{
    /// <summary>CSS for screens, light and dark, and for print.</summary>
    public const string Css =
        """
        :root { --chart-page: #fff; --chart-ink: #1b1f24; --chart-soft: #59636e; --chart-line: #d8dee4; --chart-axis: #59636e;
          --chart-s0: #0072b2; --chart-s1: #d55e00; --chart-s2: #008a65; --chart-s3: #a04e7d; --chart-s4: #7a6a00; --chart-s5: #1b1f24;
          --chart-heat: #0b2545; --chart-weak: #000; --chart-strong: #fff; --chart-edge: #4d94bf; }
        @media screen and (prefers-color-scheme: dark) { :root { --chart-page: #14171a; --chart-ink: #e8eaed; --chart-soft: #a3abb4; --chart-line: #353b42; --chart-axis: #a3abb4;
          --chart-s0: #56b4e9; --chart-s1: #e69f00; --chart-s2: #2cc59b; --chart-s3: #d99abf; --chart-s4: #f0e442; --chart-s5: #e8eaed;
          --chart-heat: #56b4e9; --chart-weak: #fff; --chart-strong: #000; --chart-edge: #3a7aa3; } }
        .chart { display: block; width: 100%; max-width: 45rem; height: auto; overflow: visible; font-family: inherit; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .chart text { font-size: 11.5px; fill: var(--chart-soft, #59636e); font-variant-numeric: tabular-nums; }
        .chart .label { font-size: 13px; fill: var(--chart-ink, #1b1f24); }
        .chart .fork { fill: var(--chart-ink, #1b1f24); } .chart .plate { fill: var(--chart-page, #fff); fill-opacity: .86; }
        .chart .note { fill: var(--chart-ink, #1b1f24); stroke: var(--chart-page, #fff); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
        .chart .letter { font-size: 13px; font-weight: 600; fill: var(--series, #1b1f24); }
        .chart .weak { fill: var(--chart-weak, #000); } .chart .strong { fill: var(--chart-strong, #fff); }
        .chart .grid { stroke: var(--chart-line, #d8dee4); stroke-width: 1; }
        .chart .axis { stroke: var(--chart-axis, #59636e); stroke-width: 1.25; }
        .chart .reference { stroke: var(--chart-soft, #59636e); stroke-width: 1.25; stroke-dasharray: 2 4; }
        .chart .s0 { --series: var(--chart-s0, #0072b2); } .chart .s1 { --series: var(--chart-s1, #d55e00); } .chart .s2 { --series: var(--chart-s2, #008a65); }
        .chart .s3 { --series: var(--chart-s3, #a04e7d); } .chart .s4 { --series: var(--chart-s4, #7a6a00); } .chart .s5 { --series: var(--chart-s5, #1b1f24); }
        .chart .line { fill: none; stroke: var(--series); stroke-width: 1.75; stroke-linejoin: round; }
        .chart .s1 .line { stroke-dasharray: 8 4; } .chart .s2 .line { stroke-dasharray: 2.5 2.5; } .chart .s3 .line { stroke-dasharray: 10 3 2 3; }
        .chart .s4 .line { stroke-dasharray: 14 5; } .chart .s5 .line { stroke-dasharray: 6 3 2 3 2 3; }
        .chart .mark { fill: var(--series); stroke: var(--chart-page, #fff); stroke-width: .75; }
        .chart .band { fill: var(--series); fill-opacity: .16; } .chart .whisker { stroke: var(--series); stroke-width: 1.5; }
        .chart .bar { fill: var(--series); stroke: var(--series); stroke-width: 1; }
        .chart .s1 .bar { fill: var(--chart-page, #fff); } .chart .s2 .bar { fill-opacity: .35; stroke-dasharray: 3 1.5; }
        .chart .heat { fill: none; stroke: var(--chart-heat, #0b2545); shape-rendering: crispEdges; } .chart .frame { fill: none; stroke: var(--chart-axis, #59636e); stroke-width: 1; }
        .chart .missing { fill: none; stroke: var(--chart-soft, #59636e); stroke-width: 1; }
        .chart .edge { fill: none; stroke: var(--chart-edge, #4d94bf); } .chart .root { fill: var(--chart-ink, #1b1f24); }
        .chart .glyph { fill: var(--chart-page, #fff); stroke: var(--series); stroke-width: 1.5; } .chart .bare { stroke: none; fill-opacity: .75; } .chart .dashed { stroke-dasharray: 3 2; }
        .chart .leader { stroke: var(--chart-soft, #59636e); stroke-width: .75; } .chart .dot { fill: var(--chart-soft, #59636e); }
        .chart .interval { fill: none; stroke: var(--chart-s0, #0072b2); stroke-width: 1.75; } .chart .decided { fill: var(--chart-s0, #0072b2); stroke: var(--chart-s0, #0072b2); stroke-width: 1.75; }
        .chart .undecided { fill: var(--chart-page, #fff); stroke: var(--chart-s0, #0072b2); stroke-width: 1.75; } .chart .baseline { fill: var(--chart-ink, #1b1f24); }
        @media print { .chart { max-height: 22cm; break-inside: avoid; } }
        """;
}
