using MathNet.Numerics.LinearAlgebra;
using MlPipeline.Evaluation.Report;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Pictures;

/// <summary>Projects the embeddings of the characters on the two directions in which they differ most: principal components.</summary>
internal static class EmbeddingProjection
{
    private const int Fewest = 3;

    /// <summary>Projects; each direction points where its largest component is positive.</summary>
    /// <param name="table">A row for each token of the vocabulary.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <returns>Null where there are fewer than three characters, or they don't differ.</returns>
    public static EmbeddingMap? Of(float[][] table, Vocabulary vocabulary)
    {
        var rows = table.Skip(vocabulary.FirstCharacter).Select(row => row.Select(value => (double)value).ToArray()).ToList();
        if (table.Length != vocabulary.Count || rows.Count < Fewest || rows[0].Length < 2)
            return null;

        var centred = Matrix<double>.Build.DenseOfRowArrays(rows);                            // [V, E]
        centred -= Matrix<double>.Build.Dense(rows.Count, 1, 1) * centred.ColumnSums().ToRowMatrix() / rows.Count;
        var svd = centred.Svd();
        var variance = svd.S.DotProduct(svd.S);
        if (!(variance > 0))
            return null;

        var (x, y) = (Along(0), Along(1));
        return new EmbeddingMap(
            [.. x.Zip(y)
                .Select((place, i) => new EmbeddedLetter(vocabulary.Tokens[vocabulary.FirstCharacter + i], place.First, place.Second))],
            svd.S[0] * svd.S[0] / variance, svd.S[1] * svd.S[1] / variance);

        double[] Along(int component)
        {
            var direction = svd.VT.Row(component);
            var sign = direction[direction.AbsoluteMaximumIndex()] < 0 ? -1 : 1;
            return [.. (centred * direction * sign)];
        }
    }
}
