namespace MlPipeline.Training.Tests.Fetching.Replica;

/// <summary>Names that no one bears, with stress marks as the site writes them.</summary>
internal static class MadeUpNames
{
    private static readonly string[] Stems = ["bìr", "gál", "mañ", "rõ", "šveĩ", "žvìl", "kū́", "lė̃", "tą́", "nę̃"];
    private static readonly string[] Middles = ["d", "gr", "ktv", "m", "rš", "sl", "v", "nd"];

    /// <summary>Makes different names that start with a letter, men and women in turn.</summary>
    public static IReadOnlyList<(string Raw, bool IsMan)> For(char letter, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (Raw(letter, i), i % 2 == 0))];

    private static string Raw(char letter, int i)
    {
        var name = $"{letter}{Stems[i % 10]}";
        for (var rest = i / 10; rest > 0; rest /= 8)
            name += Middles[rest % 8] + "u";
        return (name + (i % 2 == 0 ? "nas" : "nė")).Normalize();
    }
}
