using System.Runtime.InteropServices;

namespace MlPipeline.Models;

/// <summary>
/// Keeps ONNX Runtime from collecting and sending data about the machine. Its official builds do so unless the environment
/// says <c>ORT_DISABLE_TELEMETRY=1</c> before the first call into them; its own <c>DisableTelemetryEvents</c> comes too late.
/// </summary>
/// <remarks>
/// The library does this by itself, before anything of it runs. The user's setting wins: a variable that is set, to whatever
/// value, keeps it, and with the <see cref="AppContext"/> switch <see cref="AllowSwitch"/> nothing is touched.
/// </remarks>
public static partial class OnnxRuntimeTelemetry
{
    /// <summary>The switch with which an app leaves the choice to ONNX Runtime; false where it isn't set.</summary>
    public const string AllowSwitch = "MlPipeline.AllowOnnxRuntimeTelemetry";

    /// <summary>The variable that ONNX Runtime reads.</summary>
    internal const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lock _gate = new();
    private static string? _written;

    /// <summary>
    /// Sets the variable for native code. Needed only in an app that calls ONNX Runtime, or loads a model into ML.NET, before
    /// it calls anything of this library: what ONNX Runtime has begun can't be undone.
    /// </summary>
    /// <remarks>Thread-safe; may be called any number of times. Does nothing in a browser.</remarks>
    public static void Disable()
    {
        if (OperatingSystem.IsBrowser() || (AppContext.TryGetSwitch(AllowSwitch, out var isAllowed) && isAllowed))
            return;

        // .NET's environment is a copy on Unix: it holds what the process was started with and what the app has set since.
        var own = Environment.GetEnvironmentVariable(Variable);
        lock (_gate)
        {
            if (_written is not null && (own ?? _written) == _written)
                return;
            Write(own ?? "1", isOwn: own is not null);
            _written = own ?? "1";
        }
    }

    private static void Write(string value, bool isOwn)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetInLibc(Variable, value, overwrite: isOwn ? 1 : 0);
            return;
        }

        // The C runtime keeps a copy too, which is as old as the C runtime.
        Environment.SetEnvironmentVariable(Variable, value);
        _ = SetInUcrt(Variable, value);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetInLibc(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_wputenv_s", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int SetInUcrt(string name, string value);
}
