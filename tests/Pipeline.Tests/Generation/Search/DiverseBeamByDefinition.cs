namespace MlPipeline.Tests.Generation.Search;

/// <summary>
/// Algorithm 1 of Vijayakumar et al. (AAAI 2018) with Hamming diversity, over strings: at each time the groups choose one
/// after the other, and what an earlier group chose at this time costs its diversity once for each of its beams. An end
/// is a choice like any other; it is kept if it is among the group's first choices, as many as it has beams. A group
/// stops when it has ended so many names that nothing it still holds can become likelier.
/// </summary>
internal sealed class DiverseBeamByDefinition(ScriptedModel model, string letters, int maxLength)
{
    public List<(string Name, double LogLikelihood)> Search(int width, int groups, double diversity)
    {
        var beams = Enumerable.Range(0, groups).Select(_ => new List<(string Text, double LogLikelihood)> { ("", 0) }).ToList();
        var ends = beams.Select(_ => new List<(string Text, double LogLikelihood)>()).ToList();
        for (var time = 0; time <= maxLength; time++)
        {
            var chosen = new List<char>();                               // at this time, '.' for an end
            for (var group = 0; group < groups; group++)
            {
                var size = width / groups + (group < width % groups ? 1 : 0);
                var earlier = chosen.ToList();
                var choices = beams[group].SelectMany(Longer)
                    .OrderByDescending(choice => choice.LogLikelihood - diversity * earlier.Count(c => c == choice.Text[^1])).ToList();
                var named = choices.Take(size).Where(choice => choice.Text[^1] == '.').ToList();
                var kept = choices.Where(choice => choice.Text[^1] != '.').Take(size).ToList();

                // Choices after the last beam that is kept aren't reached any more.
                if (kept.Count == size)
                    named = [.. named.Where(name => choices.IndexOf(name) < choices.IndexOf(kept[^1]))];

                chosen.AddRange(named.Concat(kept).Select(choice => choice.Text[^1]));
                ends[group] = [.. ends[group].Concat(named).OrderByDescending(name => name.LogLikelihood).Take(size)];
                var least = ends[group].Count == size ? ends[group][^1].LogLikelihood : double.NegativeInfinity;
                beams[group] = kept.Exists(text => text.LogLikelihood > least) ? kept : [];
            }
        }

        var found = ends.SelectMany(names => names).DistinctBy(name => name.Text).OrderByDescending(name => name.LogLikelihood);
        return [.. found.Select(name => (name.Text.TrimEnd('.'), name.LogLikelihood))];
    }

    private IEnumerable<(string Text, double LogLikelihood)> Longer((string Text, double LogLikelihood) beam)
    {
        var tokens = model.Manifest.Vocabulary.EncodeCharacters(beam.Text).Prepend(1).Prepend(0).ToArray();
        var logits = model[tokens[^2], tokens[^1]];
        var total = Math.Log(logits.Sum(logit => Math.Exp(logit)));
        if (beam.Text.Length > 0)
            yield return (beam.Text + '.', beam.LogLikelihood + logits[1] - total);
        if (beam.Text.Length == maxLength)
            yield break;
        foreach (var (letter, token) in letters.Zip(model.Manifest.Vocabulary.EncodeCharacters(letters)))
            yield return (beam.Text + letter, beam.LogLikelihood + logits[token] - total);
    }
}
