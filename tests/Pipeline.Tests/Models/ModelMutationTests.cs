using MlPipeline.Models;
using MlPipeline.Training.Export;

namespace MlPipeline.Tests.Models;

/// <summary>
/// Damages model files at random, from a seed: each is refused with the one error that files have, or computes the same as before.
/// </summary>
public sealed class ModelMutationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(RecurrentCell.Lstm, 1)]
    [InlineData(RecurrentCell.Gru, 2)]
    [InlineData(RecurrentCell.Rnn, 1)]
    public void Damaged_file_with_a_checksum_is_refused_or_is_the_same_model(RecurrentCell cell, int layers)
    {
        var bytes = new SmallNetwork(cell, layers).ToFile(change: model => ModelSeal.Seal(model));
        var expected = Compute(bytes);

        foreach (var damaged in Damage(bytes, count: 400))
        {
            if (Compute(damaged) is { } found)
                Assert.Equal(expected, found);
        }
    }

    // Nothing vouches for its weights, and yet it is an error of ours or finite numbers.
    [Fact]
    public void Damaged_file_from_before_checksums_is_refused_or_gives_finite_numbers()
    {
        var bytes = new SmallNetwork(RecurrentCell.Lstm).ToFile();

        foreach (var damaged in Damage(bytes, count: 400))
            Assert.All(Compute(damaged)?.Logits ?? [], logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void Beginning_of_a_file_with_a_checksum_is_refused()
    {
        var bytes = new SmallNetwork(RecurrentCell.Rnn).ToFile(change: model => ModelSeal.Seal(model));

        for (var length = 0; length < bytes.Length; length += 11)
            Assert.Null(Compute(bytes[..length]));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<byte[]> Damage(byte[] bytes, int count)
    {
        var random = new Random(14);
        for (var round = 0; round < count; round++)
        {
            var damaged = bytes.ToList();
            for (var i = 0; i <= round % 3; i++)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(6))
                {
                    case 0: damaged[at] = (byte)random.Next(256); break;
                    case 1: damaged.RemoveAt(at); break;
                    case 2: damaged.Insert(at, (byte)random.Next(256)); break;
                    case 3: damaged.InsertRange(at, damaged.Skip(random.Next(damaged.Count)).Take(random.Next(64)).ToList()); break;
                    default: damaged[at] ^= (byte)(1 << random.Next(8)); break;
                }
            }

            yield return [.. damaged];
        }
    }

    // Null where the file is refused.
    private (string Manifest, float[] Logits)? Compute(byte[] bytes)
    {
        try
        {
            using var model = OnnxCharacterModel.Open(_folder.Write("m.onnx", bytes));
            var (state, logits) = (new RecurrentState(model.Manifest, batch: 1), Array.Empty<float>());
            model.Forward([1, 3, 4], state, ref logits);
            return (string.Join('\n', model.Manifest.ToProperties()), logits);
        }
        catch (ModelFileException exception)
        {
            Assert.StartsWith(_folder["m.onnx"] + ": ", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', exception.Message);
            return null;
        }
    }
}
