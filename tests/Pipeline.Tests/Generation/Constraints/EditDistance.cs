namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>The Levenshtein distance, by the whole table of the textbook.</summary>
internal static class EditDistance
{
    public static int Between(string x, string y)
    {
        var distance = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++)
        {
            for (var j = 0; j <= y.Length; j++)
            {
                distance[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        distance[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1),
                        1 + Math.Min(distance[i - 1, j], distance[i, j - 1])),
                };
            }
        }

        return distance[x.Length, y.Length];
    }
}
