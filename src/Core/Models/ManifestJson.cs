using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MlPipeline.Models;

/// <summary>How the JSON inside a model file is written: snake case, and letters as letters instead of escapes.</summary>
internal static class ManifestJson
{
    /// <summary>Gets the options for reading and writing.</summary>
    /// <remarks>
    /// What the library itself reads and writes needs no reflection. Types of an app are read by reflection, where the app has
    /// not disabled that (trimming, native compilation and <c>dotnet run app.cs</c> do): there, copy the options and
    /// add a source-generated resolver.
    /// </remarks>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gets how a type is read and written.</summary>
    internal static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reflection is used only where it is enabled.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reflection is used only where it is enabled.")]
    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
            TypeInfoResolver = ManifestJsonContext.Default,
        };
        if (JsonSerializer.IsReflectionEnabledByDefault)
            options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}
