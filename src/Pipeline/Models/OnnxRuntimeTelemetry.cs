namespace MlPipeline.Models;

/// <summary>
/// Keeps ONNX Runtime from collecting and sending data about the machine. Its official builds do so unless the environment
/// says <c>ORT_DISABLE_TELEMETRY=1</c> before the first call into them; its own <c>DisableTelemetryEvents</c> comes too late.
/// </summary>
/// <remarks>
/// The library does this by itself, before anything of it runs. The user's setting wins: a variable that is set, to whatever
/// value, keeps it, and with the <see cref="AppContext"/> switch <see cref="AllowSwitch"/>, set before a model is opened, the choice is
/// ONNX Runtime's.
/// </remarks>
public static class OnnxRuntimeTelemetry
{
    /// <summary>The switch with which an app leaves the choice to ONNX Runtime; off where it isn't set.</summary>
    public const string AllowSwitch = "MlPipeline.AllowOnnxRuntimeTelemetry";

    private const string Variable = "ORT_DISABLE_TELEMETRY";
    private static readonly Lock _gate = new();
    private static bool _isOurs;

    /// <summary>
    /// Sets the variable for native code. Needed only in an app that calls ONNX Runtime, or loads a model into ML.NET, before
    /// it calls anything of this library: what ONNX Runtime has begun can't be undone.
    /// </summary>
    /// <remarks>Thread-safe; may be called any number of times. Does nothing in a browser.</remarks>
    public static void Disable()
    {
        if (OperatingSystem.IsBrowser())
            return;

        // The first call comes as the library is loaded, which is before an app can set the switch in the method that uses it.
        lock (_gate)
        {
            var isAllowed = AppContext.TryGetSwitch(AllowSwitch, out var isOn) && isOn;
            if (!isAllowed)
                _isOurs |= NativeEnvironment.SetDefault(Variable, "1");
            else if (_isOurs)
                NativeEnvironment.Unset(Variable);
            _isOurs &= !isAllowed;
        }
    }
}
