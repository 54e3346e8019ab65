namespace MlPipeline.Evaluation.Report;

/// <summary>What only pictures show.</summary>
/// <param name="Losses">Training and validation by epoch; empty where the model file hasn't them.</param>
/// <param name="NextLetters">Next-letter probabilities.</param>
/// <param name="LikeliestNames">The most probable names, provably, with their probabilities.</param>
/// <param name="Embedding">Letter embeddings; null where the model file has no table of embeddings.</param>
internal sealed record PictureSection(
    IReadOnlyList<EpochLoss> Losses, NextLetters NextLetters, IReadOnlyList<LikelyName> LikeliestNames, EmbeddingMap? Embedding);

/// <summary>An epoch of the training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Training">Nats per character, with dropout.</param>
/// <param name="Validation">Nats per character of the validation names.</param>
internal sealed record EpochLoss(int Epoch, double Training, double Validation);

/// <summary>Mean probabilities of the model over the held-out names, capitals with their small letters.</summary>
/// <param name="Rows">The letter before; the first is the beginning of the name.</param>
/// <param name="Columns">The letter that follows; the last is the end of the name.</param>
/// <param name="Probabilities">For each row a number for each column; a row sums to 1.</param>
internal sealed record NextLetters(
    IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Probabilities);

/// <summary>A name and its probability.</summary>
/// <param name="Name">The name.</param>
/// <param name="Probability">In (0, 1].</param>
internal sealed record LikelyName(string Name, double Probability);

/// <summary>The two directions in which the embeddings of the letters differ most.</summary>
/// <param name="Letters">The letters with their places.</param>
/// <param name="FirstShare">Share of the variance along the first direction.</param>
/// <param name="SecondShare">Along the second.</param>
internal sealed record EmbeddingMap(IReadOnlyList<EmbeddedLetter> Letters, double FirstShare, double SecondShare);

/// <summary>A letter's place.</summary>
/// <param name="Text">The letter.</param>
/// <param name="X">Along the first direction.</param>
/// <param name="Y">Along the second.</param>
internal sealed record EmbeddedLetter(string Text, double X, double Y);
