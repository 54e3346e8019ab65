using MlPipeline.CommandLine;
using MlPipeline.Scoring.Verbs;

var output = StandardStreams.OpenOutput();
var error = StandardStreams.OpenError();

return await CommandHost.RunAsync(ScoringCommand.Create(), args, output, error);
