using System.Runtime.InteropServices;

namespace MlPipeline.Training.Native;

/// <summary>Settings of the OpenMP runtime, which reads them from the environment as it is loaded.</summary>
internal static partial class OpenMp
{
    /// <summary>
    /// Lets waiting threads sleep instead of spin, unless the user chose otherwise: with more threads than free cores,
    /// spinning makes a step many times slower. .NET's own environment never reaches native code, so this asks libc.
    /// </summary>
    public static void WaitPassively() => SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
