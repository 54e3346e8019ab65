using MlPipeline.Common;

namespace MlPipeline.Batch.Clusters;

/// <summary>The part that all bash scripts share: the three steps as functions.</summary>
/// <remarks>
/// A script gives itself to its engine, with the step as argument: so that it is one file without a script inside a
/// script, and what was checked once is what runs everywhere.
/// </remarks>
internal static class JobScript
{
    /// <summary>Writes the script.</summary>
    /// <param name="job">The job.</param>
    /// <param name="about">Comment lines: how to run the script and what to know of the engine.</param>
    /// <param name="engine">What comes behind the functions <c>index</c>, <c>shard NUMBER</c> and <c>merge</c>.</param>
    public static string Write(ClusterJob job, string about, string engine) => $$"""
        #!/usr/bin/env bash
        {{about}}
        # shellcheck disable=SC2016 # What is in single quotes is meant as it is.
        set -euo pipefail

        self=$0
        [[ $self == /* ]] || self=$PWD/$self
        cd {{ShellText.Quote(job.WorkingDirectory)}}

        index() {
            {{ShellText.Join([.. job.Executable, .. job.Command.Index])}}
        }

        shard() {
            {{ShellText.Join([.. job.Executable, .. job.Command.Shard])}} --shard "$1/{{job.Shards}}"
        }

        merge() {
            {{ShellText.Join([.. job.Executable, .. job.Command.Merge])}}
        }

        {{engine}}

        """;

    /// <summary>Writes the options that have a value, each as a word behind a space.</summary>
    public static string Options(params IEnumerable<(string Name, object? Value)> options) =>
        string.Concat(
            options.Where(option => option.Value is not null).Select(option => $" {option.Name}{ShellText.Quote($"{option.Value}")}"));
}
