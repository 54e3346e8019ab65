using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>Whichever way a state came about, reading on from it gives the bits of reading from the start.</summary>
public sealed class RecurrentStateForkTests
{
    [Theory]
    [MemberData(nameof(ModelUnderTest.All), MemberType = typeof(ModelUnderTest))]
    public void Fork_and_original_go_on_without_each_other(string name)
    {
        using var model = new ModelUnderTest(name);
        var (head, left, right) = (model.Text(time: 5), model.Text(time: 6, seed: 2), model.Text(time: 6, seed: 3));
        var state = After(model, head);

        var fork = state.Fork();
        List<int> ofState = [], ofFork = [];
        for (var t = 0; t < left.Length; t++)
        {
            ofState.AddRange(model.Read(state, left[t]));
            ofFork.AddRange(model.Read(fork, right[t]));
        }

        var (straightLeft, straightRight) = (After(model, head), After(model, head));
        Assert.Equal(left.SelectMany(token => model.Read(straightLeft, token)), ofState);
        Assert.Equal(right.SelectMany(token => model.Read(straightRight, token)), ofFork);
        Assert.Equal(ModelUnderTest.Bits(straightLeft), ModelUnderTest.Bits(state));
        Assert.Equal(ModelUnderTest.Bits(straightRight), ModelUnderTest.Bits(fork));
    }

    [Theory]
    [MemberData(nameof(ModelUnderTest.All), MemberType = typeof(ModelUnderTest))]
    public void Fork_of_a_row_is_that_sequence_alone(string name)
    {
        using var model = new ModelUnderTest(name);
        var heads = Enumerable.Range(1, 3).Select(row => model.Text(time: 4 + row, seed: row)).ToArray();
        var together = model.Start(batch: 3);
        for (var row = 0; row < 3; row++)
            After(model, heads[row]).CopyRow(0, together, row);

        for (var row = 0; row < 3; row++)
            AssertGoesOn(model, heads[row], together.Fork(row));
    }

    [Theory]
    [MemberData(nameof(ModelUnderTest.All), MemberType = typeof(ModelUnderTest))]
    public void Rewound_state_goes_on_from_where_it_was_kept_as_often_as_one_likes(string name)
    {
        using var model = new ModelUnderTest(name);
        var head = model.Text(time: 5);
        var state = After(model, head);
        var saved = state.Fork();

        for (var time = 0; time < 3; time++)
        {
            model.Read(state, model.Text(time: 3, seed: 2));
            state.Rewind(saved);

            AssertGoesOn(model, head, state);
        }
    }

    [Theory]
    [MemberData(nameof(ModelUnderTest.All), MemberType = typeof(ModelUnderTest))]
    public void Loaded_state_goes_on_from_where_it_was_saved(string name)
    {
        using var model = new ModelUnderTest(name);
        var head = model.Text(time: 5);
        var state = After(model, head);
        using var stream = new MemoryStream();
        state.Save(stream);
        model.Read(state, model.Text(time: 3, seed: 2));
        stream.Position = 0;

        using var again = new ModelUnderTest(name);
        var loaded = RecurrentState.Load(stream, again.Manifest);

        AssertGoesOn(again, head, loaded);
    }

    private static RecurrentState After(ModelUnderTest model, long[] head)
    {
        var state = model.Start();
        model.Read(state, head);
        return state;
    }

    private static void AssertGoesOn(ModelUnderTest model, long[] head, RecurrentState state)
    {
        var tail = model.Text(time: 4, seed: 9);
        var straight = After(model, head);

        Assert.Equal(model.Read(straight, tail), model.Read(state, tail));
        Assert.Equal(ModelUnderTest.Bits(straight), ModelUnderTest.Bits(state));
    }
}
