using MlPipeline.Common;
using MlPipeline.Training.Optimization;
using Spectre.Console;

namespace MlPipeline.Training.Runs;

/// <summary>
/// Shows how training goes: a live bar on a terminal with a line for each epoch above it; the lines alone where the output
/// is redirected; nothing when asked to be quiet.
/// </summary>
internal sealed class ProgressDisplay(IAnsiConsole console, TrainingOptions options, bool quiet) : ITrainingObserver
{
    private ProgressTask? _task;
    private double _secondsOfEpoch;

    /// <summary>Runs training under the display.</summary>
    public TrainingEnd Run(Func<TrainingEnd> train)
    {
        if (!quiet)
            console.WriteLine("Nats per character; * marks the best epoch so far, and '<=' marks an upper bound on the remaining time.");
        if (quiet || !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
            return train();

        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                _task = context.AddTask("starting", maxValue: options.Epochs);
                return train();
            });
    }

    public void OnStep(int epoch, double shareOfEpoch, double trainingNats, double charactersPerSecond)
    {
        if (_task is null)
            return;

        _task.Value = epoch - 1 + shareOfEpoch;
        _task.Description = $"epoch {epoch}/{options.Epochs}  train {trainingNats:F4}  {charactersPerSecond:N0} " +
            $"chars/s{Left(epoch - 1 + shareOfEpoch)}";
    }

    public void OnEpoch(TrainingState state)
    {
        var epoch = state.History[^1];
        _secondsOfEpoch = epoch.Seconds / epoch.Epoch;
        if (quiet)
            return;

        var best = state.EpochsSinceBest == 0 ? " *" : "";
        var labelled = epoch.LabelledNats is { } nats ? $" ({nats:F4} with label)" : "";
        console.WriteLine(
            $"epoch {epoch.Epoch,2}/{options.Epochs}  train {epoch.TrainingNats:F4}  validation {epoch.ValidationNats:F4}{labelled}  " +
            $"{epoch.CharactersPerSecond:N0} chars/s{(state.IsFinished ? "" : Left(epoch.Epoch))}{best}");
    }

    // Early stopping may end it sooner.
    private string Left(double epochs)
    {
        if (_secondsOfEpoch == 0)
            return "";

        return $"  <= {DurationText.Of(_secondsOfEpoch * (options.Epochs - epochs))}";
    }
}
