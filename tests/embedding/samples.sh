#!/usr/bin/env bash
# tests/embedding/samples.sh: every C# sample of README.md as a console project outside the repository, which refers to
# src/Pipeline as a project; the same from the package, out of a folder that serves as a feed; and as a file that
# dotnet run takes alone. Warnings are errors; the apps leave no file where none was asked for.
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly version=0.0.0-embedding
samples=$(sample_count)
[ "$samples" -gt 0 ] || fail "README.md has no samples"

say "$samples samples, by reference to the project"
for ((i = 1; i <= samples; i++)); do
    program "$i" | new_project "project$i" "<ProjectReference Include=\"$repository/src/Pipeline/Pipeline.csproj\" />"
    build "project$i"
    in_private "$work/project$i" dotnet "bin/Debug/net10.0/project$i.dll"
    check_output "$i"
done

say "with the user's own setting of ONNX Runtime's telemetry"
new_project setting "<ProjectReference Include=\"$repository/src/Pipeline/Pipeline.csproj\" />" <<'CS'
using System.Runtime.InteropServices;
using MlPipeline.Models;

if (args is ["allow"])
    AppContext.SetSwitch(OnnxRuntimeTelemetry.AllowSwitch, true);
OnnxRuntimeTelemetry.Disable(); // as opening a model does
Console.WriteLine(Marshal.PtrToStringUTF8(Native.getenv("ORT_DISABLE_TELEMETRY")) ?? "not set");

static class Native
{
    [DllImport("libc")]
    public static extern nint getenv(string name);
}
CS
build setting
readonly setting=(dotnet bin/Debug/net10.0/setting.dll)
in_private "$work/setting" "${setting[@]}" && has_lines 1 '^1$'
in_private "$work/setting" "${setting[@]}" allow && has_lines 1 '^not set$'
in_private "$work/setting" env ORT_DISABLE_TELEMETRY=0 "${setting[@]}" && has_lines 1 '^0$'

say "from the package"
for project in Core Pipeline; do
    dotnet pack "$repository/src/$project" -v quiet -o "$work/feed" -p:Version=$version >>"$work/log/pack.log" 2>&1 || fail "$project can't be packed"
done
for ((i = 1; i <= samples; i++)); do
    program "$i" | new_project "package$i" "<PackageReference Include=\"MlPipeline\" Version=\"$version\" />"
    use_feed "package$i"
    NUGET_PACKAGES=$work/packages build "package$i"
    in_private "$work/package$i" dotnet "bin/Debug/net10.0/package$i.dll"
    check_output "$i"
done

say "as files"
for ((i = 1; i <= samples; i++)); do
    new_folder "file$i"
    { printf '#:project %s\n' "$repository/src/Pipeline" && program "$i"; } >"$work/file$i/app.cs"
    (cd "$work/file$i" && dotnet run app.cs >"$work/log/output" 2>"$work/log/error.log") || fail "dotnet run app.cs ended with exit code $?"
    [ ! -s "$work/log/error.log" ] && ! grep -q warning "$work/log/output" || fail "dotnet run app.cs warns"
    check_output "$i"
done

echo "ok: $samples samples as projects, from the package and as files; $SECONDS s"
