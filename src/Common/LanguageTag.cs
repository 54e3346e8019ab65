using System.Text.RegularExpressions;

namespace MlPipeline.Common;

/// <summary>Tags of languages, such as <c>lt</c> or <c>lt-LT</c> (BCP 47).</summary>
internal static partial class LanguageTag
{
    /// <summary>Says whether a text has the form of one.</summary>
    public static bool Is(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex Form();
}
