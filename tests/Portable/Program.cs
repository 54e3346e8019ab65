using MlPipeline.Models;
using MlPipeline.Portable;

// Computes a fixed list of jobs with the managed engine, and writes a line with the SHA-256 of each one's results.
if (args is not [var path])
{
    Console.Error.WriteLine("MlPipeline.Portable MODEL.onnx");
    return 2;
}

var model = ManagedCharacterModel.Open(path);
foreach (var (name, job) in Jobs.All)
    Console.Out.Write($"{Digest.Of(job(model))}  {name}\n");
return 0;
