using System.Runtime.CompilerServices;

namespace MlPipeline.Models;

/// <summary>Lets ML.NET generate code, as its prediction engines do, in apps whose settings are those of native compilation.</summary>
/// <remarks>
/// <c>dotnet run app.cs</c> has those settings, and a runtime that compiles at run time all the same. Compiled natively an
/// app never reads the switch.
/// </remarks>
internal static class DynamicCode
{
    private const string Switch = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";

    public static void Allow()
    {
        if (AppContext.TryGetSwitch(Switch, out var isAllowed) && !isAllowed)
            AppContext.SetSwitch(Switch, true);
    }

    // The runtime reads the switch once, which something else in the app may have made it do before this library was used.
    public static void Require()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException(
                "ML.NET generates code while it runs, which this app has disabled: its setting PublishAot is true, as it is by default in " +
                "apps of one file. Set PublishAot to false (in a file: #:property PublishAot=false), or use MlPipeline before anything " +
                "that asks whether code can be generated, such as compiled regular expressions, expression trees and calls by reflection.");
        }
    }
}
