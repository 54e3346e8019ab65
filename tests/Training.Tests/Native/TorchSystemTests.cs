using MlPipeline.Training.Native;

namespace MlPipeline.Training.Tests.Native;

public sealed class TorchSystemTests
{
    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("osx-x64")]
    public void A_system_without_a_package_is_refused_with_those_that_have_one(string system)
    {
        var e = Assert.Throws<TorchNotLoadableException>(() => TorchSystem.RequirePackage(system));

        Assert.Equal(
            $"Torch can't be loaded: there is no libtorch package for {system}, only for linux-x64, osx-arm64, win-x64. " +
            "Train on one of these; generating and scoring need no Torch.",
            e.Message);
    }

    [Fact]
    public void The_current_system_is_named_as_packages_name_it() =>
        Assert.Matches("^(linux|osx|win|other)-[a-z0-9]+$", TorchSystem.Current);
}
