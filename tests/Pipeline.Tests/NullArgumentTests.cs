using System.Reflection;
using System.Runtime.CompilerServices;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Tests;

/// <summary>Every public door refuses null by the parameter's name, wherever its type doesn't allow null.</summary>
public sealed class NullArgumentTests : IDisposable
{
    private static readonly NullabilityInfoContext Nullability = new();
    private readonly SampleArguments _samples = new();

    public static TheoryData<string> Types { get; } =
    [
        .. new[] { typeof(ModelFile), typeof(OnnxCharacterModel) }.SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => !type.IsEnum && !type.IsInterface).Select(type => $"{type.FullName}, {type.Assembly.GetName().Name}")
                .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_is_refused_by_name(string name)
    {
        var type = Type.GetType(name)!;

        var wrong = Doors(type).SelectMany(door => Required(door).Select(parameter => Try(type, door, parameter)))
            .Where(problem => problem is not null);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Doors_are_found()
    {
        var found = Types.Select(row => Type.GetType(row.Data)!).SelectMany(Doors).SelectMany(Required).Count();

        Assert.InRange(found, 90, 1_000);
    }

    // What comes lazily is looked at when its turn comes.
    [Fact]
    public void Null_among_elements_is_refused_by_name()
    {
        var (scorer, model) = (new NameScorer(new ScriptedModel("ab")), new ScriptedModel("ab"));
        (string Parameter, Action Call)[] calls =
        [
            ("value", () => _ = new GenerationOptions { Banned = ["a", null!] }),
            ("value", () => _ = new SearchOptions { Excluded = [null!] }),
            ("names", () => _ = scorer.Score(["ab", null!]).ToList()),
            ("names", () => _ = scorer.Score([("ab", null), (null!, null)]).ToList()),
            ("names", () => _ = scorer.Explain([(null!, null)]).ToList()),
            ("prompts", () => _ = new NameGenerator(model).Complete([null!]).ToList()),
            ("prompts", () => _ = new NameGenerator(model).Complete([null!], new() { Threads = 2 }).ToList()),
            ("prompts", () => _ = new NameCompleter(model).Complete([null!]).ToList()),
            ("names", () => _ = Vocabulary.Of(["ab", null!])),
            ("labels", () => _ = Vocabulary.Of(["ab"], ["x", null!])),
            ("tokens", () => _ = Vocabulary.FromTokens(["<unknown>", "<boundary>", null!], new Dictionary<string, int>())),
            ("names", () => _ = NameFingerprints.Of([null!])),
            ("names", () => _ = DataSplit.Split([null!], SplitKind.Random, 0.5, 1)),
            ("names", () => _ = AdditiveNGram.Fit([[0], null!], 1, 1, 1)),
            ("validation", () => _ = KneserNey.FitBestOrder([[0]], [null!], 1)),
        ];

        Assert.All(calls, call => Assert.Equal(call.Parameter, Assert.Throws<ArgumentNullException>(call.Call).ParamName));
    }

    public void Dispose() => _samples.Dispose();

    private static IEnumerable<MethodBase> Doors(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var written = type.GetMethods(Public)
            .Where(method =>
                method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                    || method.Name.StartsWith("set_", StringComparison.Ordinal));
        return type.IsAbstract ? written : [.. type.GetConstructors(), .. written];
    }

    // Reflection can't call with spans: BaselineLikelihoodTests does.
    private static IEnumerable<ParameterInfo> Required(MethodBase door) => door.GetParameters().Where(parameter =>
        !door.GetParameters().Any(other => other.ParameterType.IsByRefLike) && !parameter.IsOut
            && !(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType).IsValueType &&
        !parameter.ParameterType.IsGenericParameter && Nullability.Create(parameter).WriteState == NullabilityState.NotNull);

    // What is wrong with a door, or null.
    private string? Try(Type type, MethodBase door, ParameterInfo parameter)
    {
        var called = door is MethodInfo { IsGenericMethodDefinition: true } generic ? generic.MakeGenericMethod(typeof(int)) : door;
        var arguments = called.GetParameters()
            .Select(other => other.Position == parameter.Position ? null : _samples.Of(other.ParameterType)).ToArray();
        try
        {
            if (called is ConstructorInfo constructor)
                constructor.Invoke(arguments);
            else
                called.Invoke(called.IsStatic ? null : _samples.Of(type), arguments);
            return $"{door} takes null for {parameter.Name}";
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException is ArgumentNullException refused
                && string.Equals(refused.ParamName, parameter.Name, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"{door}, {parameter.Name}: {exception.InnerException!.GetType().Name}: {exception.InnerException.Message}";
        }
    }
}
