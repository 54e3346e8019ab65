namespace MlPipeline.Architecture.Tests.Planted.First
{
    internal sealed class Outer
    {
        public Second.Inner? Inner { get; init; }
    }
}

namespace MlPipeline.Architecture.Tests.Planted.Second
{
    internal sealed class Inner
    {
        public static string Name => nameof(Inner) + new First.Outer();
    }
}
