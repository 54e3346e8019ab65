namespace MlPipeline.Batch.Clusters;

/// <summary>Writes manifests of <c>batch/v1</c> jobs that share an image and a volume.</summary>
/// <param name="Image">The image.</param>
/// <param name="VolumeClaim">The claim of the volume.</param>
/// <param name="Folder">Where the volume is mounted and programs run.</param>
/// <param name="Shards">Number of shards, which all containers know.</param>
/// <remarks>See <see href="https://kubernetes.io/docs/concepts/workloads/controllers/job/">Jobs</see>.</remarks>
internal sealed record KubernetesManifest(string Image, string VolumeClaim, string Folder, int Shards)
{
    /// <summary>Writes a job.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="completion">Lines of its <c>spec</c>: how often it is run.</param>
    /// <param name="deadlineSeconds">Time limit of a pod; null for none.</param>
    /// <param name="initContainer">What runs first; null for nothing.</param>
    /// <param name="container">What runs.</param>
    public string Job(string name, string completion, long? deadlineSeconds, string? initContainer, string container) => $"""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {name}
        spec:
          {Indent(2, completion)}
          podFailurePolicy:
            rules:
              # The command or its input is wrong, the program has a defect or is not there: a retry won't help.
              - action: FailJob
                onExitCodes:
                  operator: In
                  values: [1, 2, 126, 127]
              # The node was taken away: that is not counted as a retry.
              - action: Ignore
                onPodConditions:
                  - type: DisruptionTarget
                    status: "True"
          template:
            spec:
              restartPolicy: Never{(deadlineSeconds is null ? "" : $"\n      activeDeadlineSeconds: {deadlineSeconds}")}{Containers("initContainers", initContainer)}{Containers("containers", container)}
              volumes:
                - name: data
                  persistentVolumeClaim:
                    claimName: {YamlText.Quote(VolumeClaim)}
        """;

    /// <summary>Writes a container.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What <c>sh</c> runs.</param>
    /// <param name="words">The script's arguments.</param>
    /// <param name="cpus">Processors.</param>
    /// <param name="mebibytes">Memory; null for any.</param>
    public string Container(string name, string script, IEnumerable<string> words, string cpus, int? mebibytes) => $"""
        name: {name}
        image: {YamlText.Quote(Image)}
        workingDir: {YamlText.Quote(Folder)}
        command:
          - /bin/sh
          - -c
          - |
            {Indent(4, script.TrimEnd())}
          - sh
          {Indent(2, string.Join('\n', words.Select(word => $"- {YamlText.Quote(Literal(word))}")))}
        env:
          - name: JOB_COMPLETIONS
            value: "{Shards}"
        resources:
          requests:
            cpu: {cpus}{(mebibytes is null ? "" : $"\n    memory: {mebibytes}Mi\n  limits:\n    memory: {mebibytes}Mi")}
        volumeMounts:
          - name: data
            mountPath: {YamlText.Quote(Folder)}
        """;

    private static string Containers(string title, string? container) =>
        container is null ? "" : $"\n      {title}:\n        - {Indent(10, container)}";

    // Kubernetes would put a variable's value in the place of $(NAME), which $$ prevents.
    private static string Literal(string word) => word.Replace("$", "$$", StringComparison.Ordinal);

    private static string Indent(int spaces, string lines) => lines.Replace("\n", "\n" + new string(' ', spaces), StringComparison.Ordinal);
}
