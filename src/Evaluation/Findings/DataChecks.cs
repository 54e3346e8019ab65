using MlPipeline.Evaluation.Report;
using MlPipeline.Text;
using static MlPipeline.Evaluation.Report.Wording;

namespace MlPipeline.Evaluation.Findings;

/// <summary>Whether the names allow a judgement.</summary>
internal static class DataChecks
{
    private const int FewTestNames = 200;
    private const double CapitalsDifference = 0.5;

    /// <summary>Whether held-out names are held out.</summary>
    public static Finding? Leak(CheckInput input) => input.CountOf("nats_per_character.known") is > 0 and var known
        ? new Finding(
            "leak", Severity.Warning,
            $"{known:N0} of {input.CountOf("nats_per_character"):N0} held-out names are also training names, so the held-out " +
                $"likelihood is optimistic. Look at the subgroups of new families and distant names.")
        : new Finding("leak", Severity.Passed, "No held-out name is a training name.");

    /// <summary>Whether the names had a say in the training.</summary>
    public static Finding? Chosen(CheckInput input) => input.HaveChosen
        ? new Finding(
            "chosen", Severity.Note,
            "The held-out set was also used for early stopping, so these results are slightly optimistic. Use an untouched test set.")
        : null;

    /// <summary>Whether names were left out.</summary>
    public static Finding? Unreadable(CheckInput input) => input.Data.Unreadable + input.Train.Unreadable > 0
        ? new Finding(
            "unreadable", Severity.Warning,
            $"{input.Data.Unreadable:N0} of {input.Data.Names:N0} held-out names and {input.Train.Unreadable:N0} of " +
                $"{input.Train.Names:N0} training names contain characters that the model lacks. They are excluded from every " +
                    $"metric, which makes the results optimistic.")
        : null;

    /// <summary>Whether names have labels that the model hasn't learnt.</summary>
    public static Finding? Unlearnt(CheckInput input)
    {
        var (data, train) = (input.Data, input.Train);
        if (data.UnlearntLabels + train.UnlearntLabels == 0)
            return null;

        var labels = MessageText.List((data.Unlearnt ?? []).Union(train.Unlearnt ?? []));
        var known = input.Labels.Count == 0 ? "It has no labels" : $"Its labels: {MessageText.List(input.Labels)}";
        return new Finding("unlearnt_labels", Severity.Warning,
            $"{data.UnlearntLabels:N0} of {data.Names:N0} held-out names and {train.UnlearntLabels:N0} of {train.Names:N0} training " +
                $"names have labels that the model doesn't know ({labels}). " +
            $"They are treated as unlabelled. {known}.");
    }

    /// <summary>Whether held-out and training names are written alike.</summary>
    public static Finding? Capitals(CheckInput input) =>
        input.Find("heldout.capitalised") is { } heldOut && input.Find("training.capitalised") is { } training
            && Math.Abs(heldOut.Value - training.Value) > CapitalsDifference
            ? new Finding(
                "capitals", Severity.Warning,
                $"Held-out and training names differ in capitalisation: {Percent(heldOut)} of the held-out names begin with a " +
                    $"capital letter, against {Percent(training)} of the training names. Likelihood, copies and coverage mean little " +
                        $"until both are normalised in the same way.")
            : null;

    /// <summary>Whether there are enough names.</summary>
    public static Finding? FewNames(CheckInput input) => input.CountOf("nats_per_character") is < FewTestNames and var count
        ? new Finding(
            "few_names", Severity.Note,
            $"There are few held-out names ({count:N0}): the intervals are wide, and unreliable below a few dozen names.")
        : null;
}
