using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class NumericsProbeTests
{
    [Fact]
    public void Shipped_model_has_the_same_bits_in_every_batch()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);

        var probe = NumericsProbe.Run(model);

        Assert.True(probe.IsBatchInvariant);
        Assert.Equal(64, probe.LogitsSha256.Length);
        Assert.Equal(probe, NumericsProbe.Run(model));
    }

    [Fact]
    public void One_bit_of_one_logit_changes_the_hash()
    {
        var model = new ScriptedModel("abc");
        var before = NumericsProbe.Run(model);

        ref var logit = ref model[2, 3][4];                              // c after a and b
        logit = MathF.BitIncrement(logit);

        Assert.NotEqual(before.LogitsSha256, NumericsProbe.Run(model).LogitsSha256);
    }

    [Fact]
    public void Bits_that_depend_on_the_batch_are_found()
    {
        Assert.False(NumericsProbe.Run(new BatchDependentModel(new ScriptedModel("abc"))).IsBatchInvariant);
    }

    private sealed class BatchDependentModel(ICharacterModel model) : ICharacterModel
    {
        public ModelManifest Manifest => model.Manifest;

        public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
        {
            model.Forward(tokens, state, ref logits);
            for (var i = 0; i < logits.Length && state.Batch > 100; i++)
                logits[i] = MathF.BitIncrement(logits[i]);
        }
    }
}
