// Lithuanian names from one native file, with the model inside: names [COUNT [SEED [PREFIX]]]
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using MlPipeline;
using MlPipeline.Generation;
using MlPipeline.Models;

if (!Fma.IsSupported && !AdvSimd.IsSupported)
    Console.Error.WriteLine("warning: this processor, or this build, has no fused multiply-add: names are the same, thirty times slower.");

var count = args.Length > 0 && int.TryParse(args[0], out var number) ? number : 10;
var seed = args.Length > 1 && long.TryParse(args[1], out var given) ? given : 1;
try
{
    using var file = typeof(Program).Assembly.GetManifestResourceStream("model.onnx")!;
    var model = ManagedCharacterModel.Open(file);
    var options = new GenerationOptions { Count = count, Seed = seed, Prefix = args.Length > 2 ? args[2] : "" };
    foreach (var name in new NameGenerator(model).Generate(options))
        Console.WriteLine(name.Name);
    return 0;
}
catch (Exception exception) when (exception is ArgumentException or MlPipelineException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 2;
}
