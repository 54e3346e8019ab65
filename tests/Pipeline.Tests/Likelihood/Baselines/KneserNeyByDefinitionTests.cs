using CsCheck;
using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class KneserNeyByDefinitionTests
{
    [Fact]
    public void Kneser_Ney_agrees_with_its_definition() => BaselineSamples.Any.Sample(sample =>
    {
        var definition = new KneserNeyByDefinition(sample.Names, sample.SymbolCount, sample.Order);
        var model = KneserNey.Fit(sample.Names, sample.SymbolCount, sample.Order);

        for (var symbol = 0; symbol <= sample.SymbolCount; symbol++)
            Assert.Equal(definition.Probability(sample.Prefix, symbol), model.Probability(sample.Prefix, symbol), 12);
    });
}
