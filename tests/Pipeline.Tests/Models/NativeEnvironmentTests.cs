using System.Runtime.InteropServices;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed partial class NativeEnvironmentTests
{
    private readonly string _name = $"MLPIPELINE_{Guid.NewGuid():N}";

    [Fact]
    public void Loading_the_library_switches_the_telemetry_of_onnx_runtime_off()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(ModelFile).Module.ModuleHandle);

        Assert.Equal(Environment.GetEnvironmentVariable("ORT_DISABLE_TELEMETRY") ?? "1", Native("ORT_DISABLE_TELEMETRY"));
    }

    [Fact]
    public void SetDefault_reaches_native_code()
    {
        NativeEnvironment.SetDefault(_name, "ą");

        Assert.Equal("ą", Native(_name));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Ž")]
    public void SetDefault_gives_native_code_what_the_app_has_set(string value)
    {
        Environment.SetEnvironmentVariable(_name, value);

        NativeEnvironment.SetDefault(_name, "1");

        Assert.Equal((value, value), (Native(_name), Environment.GetEnvironmentVariable(_name)));
    }

    [Fact]
    public void SetDefault_gives_way_to_what_the_app_sets_later()
    {
        NativeEnvironment.SetDefault(_name, "1");
        Environment.SetEnvironmentVariable(_name, "0");

        NativeEnvironment.SetDefault(_name, "1");

        Assert.Equal("0", Native(_name));
    }

    [Fact]
    public void SetDefault_leaves_what_native_code_has_set()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There .NET has no environment of its own.");
        _ = SetInLibc(_name, "0", 1);

        NativeEnvironment.SetDefault(_name, "1");

        Assert.Equal("0", Native(_name));
    }

    [Fact]
    public void Unset_removes_a_default()
    {
        NativeEnvironment.SetDefault(_name, "1");

        NativeEnvironment.Unset(_name);

        Assert.Null(Native(_name));
    }

    private static string? Native(string name) => OperatingSystem.IsWindows()
        ? Marshal.PtrToStringUni(GetFromUcrt(name))
        : Marshal.PtrToStringUTF8(GetFromLibc(name));

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetFromLibc(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetInLibc(string name, string value, int overwrite);

    [LibraryImport("ucrtbase", EntryPoint = "_wgetenv", StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint GetFromUcrt(string name);
}
