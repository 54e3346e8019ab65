using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

var output = StandardStreams.OpenOutput();
var error = StandardStreams.OpenError();

var root = new RootCommand("Trains character-level recurrent models and writes them as ONNX files. Without a verb: train.")
{
    TrainVerb.Create(),
    ExportVerb.Create(),
    FetchVerb.Create(),
    CleanVerb.Create(),
};

// "train" may be left out, with or without its options.
string[] asksOfRoot = ["--help", "-h", "-?", "/?", "--version"];
var line = args is [] || (args[0].StartsWith('-') && !asksOfRoot.Contains(args[0])) ? ["train", .. args] : args;
return await CommandHost.RunAsync(root, line, output, error);
