namespace MlPipeline.Generation;

/// <summary>Orders by probability: no name is likelier than the text it begins with.</summary>
internal sealed class LikeliestFirst : ISearchOrder
{
    public (double Rank, ulong Key) Start() => (0, 0);

    public ulong KeyOf(in SearchText text, int token) => 0;

    public (int Token, double Rank) Next(in SearchText text, ReadOnlySpan<double> logProbabilities, double rank, int place)
    {
        var next = -1;
        for (var token = 0; token < logProbabilities.Length; token++)
        {
            if (!double.IsNegativeInfinity(logProbabilities[token]) && (next < 0 || logProbabilities[token] > logProbabilities[next]))
                next = token;
        }

        return next < 0 ? (-1, 0) : (next, text.Rank - logProbabilities[next]);
    }
}
