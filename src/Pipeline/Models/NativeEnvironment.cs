using System.Runtime.InteropServices;

namespace MlPipeline.Models;

/// <summary>
/// Environment variables as native libraries see them. On Unix .NET's own are a copy of those that the process was started with,
/// and what it sets there never reaches native code.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable for native code, unless the user or the app has set it: then native code gets their value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value where no one has set it.</param>
    /// <returns>Whether native code now has that value because no one has set the variable.</returns>
    public static bool SetDefault(string name, string value)
    {
        var own = Environment.GetEnvironmentVariable(name);
        if (OperatingSystem.IsWindows())
        {
            // The C runtime keeps a copy too, which is as old as the C runtime.
            if (own is null)
                Environment.SetEnvironmentVariable(name, value);
            _ = SetInUcrt(name, own ?? value);
        }
        else if (own is null)
        {
            var isSet = GetFromLibc(name) != 0;
            _ = SetInLibc(name, value, overwrite: 0);
            return !isSet;
        }
        else if (own != Marshal.PtrToStringUTF8(GetFromLibc(name)))
        {
            _ = SetInLibc(name, own, overwrite: 1);
        }

        return own is null;
    }

    /// <summary>Removes a variable that <see cref="SetDefault"/> has set.</summary>
    public static void Unset(string name)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(name, null);
            _ = SetInUcrt(name, "");
        }
        else
        {
            _ = UnsetInLibc(name);
        }
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetFromLibc(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetInLibc(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetInLibc(string name);

    [LibraryImport("ucrtbase", EntryPoint = "_wputenv_s", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int SetInUcrt(string name, string value);
}
