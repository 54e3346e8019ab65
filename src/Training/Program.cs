using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

var output = StandardStreams.OpenOutput();
var error = StandardStreams.OpenError();

// "train" may be left out, with or without its options.
string[] asksOfRoot = ["--help", "-h", "-?", "--version"];
var line = args is [] || (args[0].StartsWith('-') && !asksOfRoot.Contains(args[0])) ? ["train", .. args] : args;
return await CommandHost.RunAsync(TrainingCommand.Create(), line, output, error);
