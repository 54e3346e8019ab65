using MlPipeline.Common;
using MlPipeline.Corpus.Fetching;
using MlPipeline.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlPipeline.Training.Verbs;

/// <summary>
/// Shows how a crawl goes: a live bar on a terminal, a line for each letter and each hundred names elsewhere, nothing when asked to be
/// quiet.
/// </summary>
internal sealed class FetchDisplay(IAnsiConsole console, bool quiet) : IFetchProgress
{
    private const int DetailsPerLine = 100;
    private ProgressTask? _task;

    /// <summary>Runs a crawl under the display.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> crawl)
    {
        if (quiet || !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
            return crawl();

        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left }, new LeftColumn())
            .StartAsync(context =>
            {
                _task = context.AddTask("asking for robots.txt");
                return crawl();
            });
    }

    /// <inheritdoc/>
    public void OnLetter(int done, int total, Uri page, int names) =>
        Show(done, total, $"letter {done}/{total}  {names:N0} names  {page.AbsolutePath}", isLine: true);

    /// <inheritdoc/>
    public void OnDetail(int done, int total) =>
        Show(done, total, $"name {done:N0}/{total:N0}", isLine: done % DetailsPerLine == 0 || done == total);

    /// <inheritdoc/>
    public void OnNote(string note)
    {
        if (!quiet)
            console.WriteLine(note);
    }

    // Spectre's own column drops the days.
    private sealed class LeftColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Spectre.Console.Text(task.RemainingTime is { } left ? DurationText.Of(left.TotalSeconds) : "");
    }

    private void Show(int done, int total, string text, bool isLine)
    {
        if (_task is not null)
            (_task.MaxValue, _task.Value, _task.Description) = (total, done, Markup.Escape(VisibleText.Escape(text)));
        else if (isLine && !quiet)
            console.WriteLine(text);
    }
}
