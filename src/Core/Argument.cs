using System.Runtime.CompilerServices;

namespace MlPipeline;

/// <summary>Refuses null at the public doors.</summary>
internal static class Argument
{
    /// <summary>Refuses null.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static T NotNull<T>(T? value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
        where T : class => value ?? throw new ArgumentNullException(parameter);

    /// <summary>Refuses a collection that is null or holds null.</summary>
    /// <returns>The collection.</returns>
    /// <exception cref="ArgumentNullException">The collection or an element is null.</exception>
    public static T NoNulls<T>(T? elements, [CallerArgumentExpression(nameof(elements))] string? parameter = null)
        where T : class, IEnumerable<object>
    {
        foreach (var (i, element) in NotNull(elements, parameter).Index())
        {
            if (element is null)
                throw Null(i, parameter);
        }

        return elements!;
    }

    /// <summary>Gives elements as they come; null is refused when its turn comes.</summary>
    /// <exception cref="ArgumentNullException">At once: there are no elements. While enumerating: one is null.</exception>
    public static IEnumerable<T> EachNotNull<T>(
        IEnumerable<T>? elements, [CallerArgumentExpression(nameof(elements))] string? parameter = null)
        where T : class => NotNull(elements, parameter).Select((element, i) => element ?? throw Null(i, parameter));

    private static ArgumentNullException Null(int position, string? parameter) => new(parameter, $"Element {position} is null.");
}
