namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>The look of a report: light and dark, on screen and on paper.</summary>
internal static class ReportStyle
{
    // The series have Okabe and Ito's colours, which people with any colour vision can tell apart (Color Universal Design, 2008).
    public const string Css = """
        :root { color-scheme: light dark; --page: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d8dee4; --card: #f6f8fa;
          --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #a04e7d; --s4: #7a6a00; }
        @media (prefers-color-scheme: dark) { :root { --page: #14171a; --ink: #e8eaed; --soft: #a3abb4; --line: #353b42; --card: #1d2125;
          --s0: #56b4e9; --s1: #e69f00; --s2: #2cc59b; --s3: #d99abf; --s4: #f0e442; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 54rem; background: var(--page); color: var(--ink);
          font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
        h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 0 0 .25rem; font-size: 1.25rem; }
        h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
        p { margin: .25rem 0 .75rem; }
        .soft, figcaption { color: var(--soft); }
        code { font-size: .82em; overflow-wrap: anywhere; }
        section { margin-top: 2.75rem; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.25rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; padding: 0; }
        .figures div { padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        .figures dt { color: var(--soft); font-size: .875rem; }
        .figures dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        figure { margin: .75rem 0 0; }
        figcaption { font-size: .9rem; }
        svg { display: block; width: 100%; max-width: 45rem; height: auto; margin-top: .5rem; font-family: inherit; }
        .label { fill: var(--ink); font-size: 13px; }
        .number { fill: var(--soft); font-size: 11.5px; font-variant-numeric: tabular-nums; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); } .s4 { fill: var(--s4); }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
        .legend svg { display: inline-block; width: .8rem; height: .8rem; margin: 0 .4rem 0 0; vertical-align: -.05rem; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 0 2rem; }
        .pair .label { font-size: 18px; } .pair .number { font-size: 16px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        th, td { padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; }
        td.count { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        tr.none { color: var(--soft); }
        .rules td:last-child { min-width: 16rem; overflow-wrap: anywhere; }
        .rules td:nth-child(2) { min-width: 11rem; } .rules td.count { padding-right: 1.25rem; }
        .rules small { color: var(--soft); }
        details { margin-top: .5rem; font-size: .9rem; }
        details table { width: auto; }
        summary { color: var(--soft); cursor: pointer; }
        .twins { columns: 15rem; column-gap: 2rem; margin: .25rem 0 0; padding: 0; list-style: none; font-size: .95rem; }
        .twins li { overflow-wrap: anywhere; break-inside: avoid; }
        footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .85rem; color: var(--soft); }
        @media print {
          :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #444; --line: #bbb; --card: #fff;
            --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #a04e7d; --s4: #7a6a00; }
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          figure, tr, .figures div { break-inside: avoid; }
          h2, h3, h2 + p, .legend { break-after: avoid; }
          details:not([open]) { display: none; }
        }
        """;
}
