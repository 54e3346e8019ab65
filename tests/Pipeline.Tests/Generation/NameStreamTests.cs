using MlPipeline.Generation;
using MlPipeline.Tests.Decoding;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

/// <summary>Names as a stream: those that Generate gives, and nothing continues behind the back of whoever takes them.</summary>
public sealed class NameStreamTests
{
    private readonly GatedModel _model = new(new ScriptedModel("abc", maxLength: 20), _ => { });

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(255, 1, 1)]
    [InlineData(256, 7, 1)]
    [InlineData(257, 64, 2)]
    [InlineData(3_000, 64, 5)]
    public async Task GenerateAsync_gives_the_names_of_Generate(int count, int batchSize, int threads)
    {
        var options = new GenerationOptions { Count = count, BatchSize = batchSize, Threads = threads, MinLength = 2 };

        var names = await new NameGenerator(_model).GenerateAsync(options).ToListAsync();

        Assert.Equal(new NameGenerator(_model).Generate(options), names);
    }

    [Fact]
    public async Task GenerateAsync_can_be_enumerated_twice_and_at_once()
    {
        var stream = new NameGenerator(_model).GenerateAsync(new GenerationOptions { Count = 300 });

        var lists = await Task.WhenAll(stream.ToListAsync().AsTask(), stream.ToListAsync().AsTask());

        Assert.Equal(300, lists[0].Count);
        Assert.Equal(lists[0], lists[1]);
        Assert.Equal(lists[0], await stream.ToListAsync());
    }

    [Fact]
    public async Task Nothing_is_asked_before_somebody_listens()
    {
        _ = new NameGenerator(_model).GenerateAsync(new GenerationOptions { Count = 300 });

        await Task.Delay(20);
        Assert.Equal(0, _model.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Who_breaks_out_ends_the_work(int threads)
    {
        var taken = 0;

        await foreach (var name in new NameGenerator(_model).GenerateAsync(new GenerationOptions { Count = 1_000_000, Threads = threads }))
        {
            if (++taken == 5)
                break;
        }

        var calls = _model.Calls;
        Assert.Equal(0, _model.UnderWay);
        await Task.Delay(50);
        Assert.Equal(calls, _model.Calls);
    }

    // The names that wait are as many as the channel holds, and one more in the hand of the writer; each takes a call or more.
    [Fact]
    public async Task Few_names_are_drawn_ahead()
    {
        var options = new GenerationOptions { Count = 1_000_000, BatchSize = 1 };
        await using var names = new NameGenerator(_model).GenerateAsync(options).GetAsyncEnumerator();
        await names.MoveNextAsync();

        var (calls, before) = (0, -1);
        while (calls != before)
        {
            before = calls;
            await Task.Delay(50);
            calls = _model.Calls;
        }

        Assert.InRange(calls, 1, 21 * 300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Consumer_s_token_stops_it(int threads)
    {
        using var source = new CancellationTokenSource();
        var taken = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var options = new GenerationOptions { Count = 1_000_000, Threads = threads };
            await foreach (var name in new NameGenerator(_model).GenerateAsync(options).WithCancellation(source.Token))
            {
                if (++taken == 5)
                    await source.CancelAsync();
            }
        });

        var calls = _model.Calls;
        Assert.InRange(taken, 5, 300);
        Assert.Equal(0, _model.UnderWay);
        await Task.Delay(50);
        Assert.Equal(calls, _model.Calls);
    }

    [Fact]
    public async Task Token_of_the_request_stops_it()
    {
        using var source = new CancellationTokenSource();
        var model = new GatedModel(new ScriptedModel("abc", maxLength: 20), call => { if (call == 9) source.Cancel(); });
        var names = new NameGenerator(model).GenerateAsync(new GenerationOptions { Count = 1_000_000, BatchSize = 1 }, source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await names.CountAsync());

        Assert.Equal(10, model.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Failure_comes_behind_the_names_before_it(int threads)
    {
        var (generator, names) = (new NameGenerator(new ScriptedModel("ab", maxLength: 2)), new List<GeneratedName>());
        var options = new GenerationOptions { Count = 100, Unique = true, Threads = threads };

        var exception = await Assert.ThrowsAsync<GenerationException>(async () =>
        {
            await foreach (var name in generator.GenerateAsync(options))
                names.Add(name);
        });

        Assert.StartsWith("6 of 100 names were found", exception.Message, StringComparison.Ordinal);
        Assert.Equal(generator.Generate(options with { Count = 6 }), names);
    }

    [Fact]
    public async Task Failure_of_the_model_is_passed_on_as_it_is()
    {
        var model = new GatedModel(new ScriptedModel("ab"), call => { if (call == 5) throw new TimeoutException("scripted"); });

        await Assert.ThrowsAsync<TimeoutException>(async () =>
            await new NameGenerator(model).GenerateAsync(new GenerationOptions { Count = 1_000_000, BatchSize = 1 }).CountAsync());
    }

    [Fact]
    public void Impossible_requests_fail_at_once()
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 3));

        Assert.Throws<UnknownCharacterException>(() => generator.GenerateAsync(new GenerationOptions { Prefix = "ax" }));
        Assert.Throws<ArgumentException>(() => generator.GenerateAsync(new GenerationOptions { Label = "female" }));
        Assert.Throws<GenerationException>(() => generator.GenerateAsync(new GenerationOptions { Prefix = "abab" }));
    }
}
