using MlPipeline.Reporting.Charts;

namespace MlPipeline.Reporting.Html;

/// <summary>The look of pages: light and dark, on screens of any width and on paper; colours meet WCAG 2.2 AA.</summary>
internal static class PageStyle
{
    /// <summary>The stylesheet, that of the charts in it.</summary>
    public const string Css = ChartStyle.Css + "\n" + """
        :root { color-scheme: light dark; --card: #f6f8fa; --accent: #0969da; --defect: #b3261e; --warning: #8a5300; --note: #0b5cad; --passed: #1a7f37; }
        @media screen and (prefers-color-scheme: dark) { :root { --card: #1d2125; --accent: #6cb6ff; --defect: #ff8a80; --warning: #ffb74d; --note: #79c0ff; --passed: #6fd08c; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 58rem; background: var(--chart-page); color: var(--chart-ink);
          font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
        h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .25rem; font-size: 1.35rem; } h3 { margin: 1.75rem 0 .25rem; font-size: 1.05rem; }
        p { margin: .25rem 0 .75rem; max-width: 46rem; }
        a { color: var(--accent); }
        .skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--chart-page); }
        .soft, figcaption, caption { color: var(--chart-soft); }
        code { font-size: .85em; overflow-wrap: anywhere; }
        section { margin-top: 3rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 1rem 0 0; padding: 0; list-style: none; font-size: .95rem; }
        .findings { margin: 1.5rem 0 0; padding: 0; list-style: none; }
        .findings li { margin: 0 0 .6rem; padding: .6rem .9rem .65rem; border: 1px solid var(--chart-line); border-left: .35rem solid var(--mark); border-radius: .4rem; background: var(--card); }
        .findings b { color: var(--mark); }
        .defect { --mark: var(--defect); } .warning { --mark: var(--warning); } .note { --mark: var(--note); } .passed { --mark: var(--passed); } .open { --mark: var(--chart-soft); }
        .word { font-weight: 600; color: var(--mark); white-space: nowrap; }
        figure { margin: 1rem 0 0; } figcaption { font-size: .9rem; max-width: 46rem; }
        .chart { margin-top: .5rem; }
        .scroll { overflow-x: auto; margin-top: .75rem; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        caption { text-align: left; padding-bottom: .35rem; font-size: .9rem; }
        th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--chart-line); text-align: left; vertical-align: top; }
        thead th { color: var(--chart-soft); font-weight: 600; vertical-align: bottom; }
        tbody th { font-weight: 400; min-width: 8rem; } tbody th code { white-space: nowrap; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .interval { color: var(--chart-soft); font-size: .88em; }
        .names { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .35rem .9rem; margin: .75rem 0 0; padding: 0; list-style: none; }
        .names li { overflow-wrap: anywhere; line-height: 1.3; break-inside: avoid; } .names small { display: block; color: var(--chart-soft); font-size: .8rem; }
        .names .mark { color: var(--mark); }
        details { margin-top: .75rem; } summary { cursor: pointer; color: var(--accent); }
        dl { margin: .75rem 0 0; } dt { margin-top: .6rem; font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        footer { margin-top: 3rem; border-top: 1px solid var(--chart-line); padding-top: .75rem; font-size: .85rem; color: var(--chart-soft); }
        @media (max-width: 30rem) { body { padding: 1.25rem .9rem 3rem; } th, td { padding-right: .6rem; } }
        @media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 10pt; } nav, .skip { display: none; } .scroll { overflow: visible; } details::details-content { content-visibility: visible; block-size: auto; }
          figure, tr, .findings li { break-inside: avoid; } h2, h3, caption { break-after: avoid; } section { margin-top: 1.75rem; } }
        """;
}
