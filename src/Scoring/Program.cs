using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

var output = StandardStreams.OpenOutput();
var error = StandardStreams.OpenError();

var root = new RootCommand("Generates and scores names with a model that MlPipeline's training project wrote.")
{
    GenerateVerb.Create(),
    ScoreVerb.Create(),
    CompleteVerb.Create(),
    MergeVerb.Create(),
    IndexVerb.Create(),
    TopVerb.Create(),
    CapacityVerb.Create(),
    InfoVerb.Create(),
};
return await CommandHost.RunAsync(root, args, output, error);
