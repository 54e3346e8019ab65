using MlPipeline.Text;

namespace MlPipeline.Tests.Text;

public sealed class NameFamilyTests
{
    [Theory]
    [InlineData("Adomas", "adom")]
    [InlineData("Adomė", "adom")]
    [InlineData("Adoma", "adom")]
    [InlineData("Dalius", "dal")]
    [InlineData("Dalia", "dal")]
    [InlineData("Žydrūnas", "zydrun")]
    [InlineData("Ona", "ona")]
    [InlineData("", "")]
    public void Twins_share_a_stem(string name, string stem) => Assert.Equal(stem, NameFamily.StemOf(name));
}
