# shellcheck shell=bash
# What the embedding tests share; to be sourced. Afterwards there is a temporary folder, $work, outside the repository, so that
# none of its build settings reach the apps in there. It ends with the script.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly repository
work=$(mktemp -d "${TMPDIR:-/tmp}/embedding.XXXXXX")
readonly work
mkdir "$work/log" "$work/home" "$work/tmp"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
# Where dotnet puts what it builds of a single file.
export XDG_DATA_HOME=$work/share
# Where this machine keeps packages.
readonly packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}

say() { echo "$(printf '%4d' "$SECONDS") s  $*"; }

fail() {
    reason=$*
    exit 1
}

finish() {
    local code=$?
    trap - EXIT
    if [ "$code" != 0 ] && [ "$code" != 77 ]; then
        tail -n 30 "$work"/log/*.log || true
        echo "failed: ${reason:-a command ended with exit code $code}"
    fi
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

# sample NUMBER: the C# block of this number, from 1, of the README and docs/embedding.md.
sample() { awk -v number="$1" '/^```csharp/ { inside = ++block == number; next } /^```/ { inside = 0 } inside' <(cat "$repository/README.md" "$repository/docs/embedding.md"); }

sample_count() { cat "$repository/README.md" "$repository/docs/embedding.md" | grep -c '^```csharp'; }

# new_folder NAME: an app's folder that holds the files which the samples name, and nothing else.
new_folder() {
    mkdir -p "$work/$1/models" "$work/$1/data"
    cp "$repository/models/lithuanian-names.onnx" "$work/$1/models/"
    cp "$repository/data/names.csv" "$work/$1/data/"
}

# new_project NAME REFERENCE [PROPERTY...]: a console project whose Program.cs is standard input.
new_project() {
    local name=$1 reference=$2
    shift 2
    new_folder "$name"
    cat >"$work/$name/Program.cs"
    cat >"$work/$name/$name.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
    <NuGetAudit>false</NuGetAudit>
    $*
  </PropertyGroup>
  <ItemGroup>
    $reference
  </ItemGroup>
</Project>
XML
}

# build NAME
build() {
    dotnet build "$work/$1" -v quiet >"$work/log/$1.log" 2>&1 ||
        fail "$1 can't be built: $(grep -m 1 -E 'error|warn' "$work/log/$1.log" || true)"
}

# in_private FOLDER COMMAND...: runs it there with an environment that holds nothing but an empty home and temporary folder,
# and checks that both and the folder are afterwards as they were.
in_private() {
    local folder=$1 before after
    shift
    before=$(list_files "$folder")
    (cd "$folder" && env -i PATH="$PATH" HOME="$work/home" TMPDIR="$work/tmp" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} "$@") >"$work/log/output" 2>"$work/log/error.log" ||
        fail "$* ended with exit code $?"
    after=$(list_files "$folder")
    [ "$before" = "$after" ] || fail "it left files: $(diff <(echo "$before") <(echo "$after") || true)"
}

list_files() { find "$1" "$work/home" "$work/tmp" | sort; }

# has_lines NUMBER PATTERN: the output has as many lines that match.
has_lines() { [ "$(grep -cE "$2" "$work/log/output")" = "$1" ] || fail "not $1 lines like '$2': $(cat "$work/log/output")"; }

# The samples as programs, and what they print.
program() {
    case $1 in
        1) sample 1 ;;
        2) printf '%s\n\n' "$(sample 1)" && sample 2 ;;
        3) sample 3 ;;
        *) fail "there is a sample $1, which this test doesn't know" ;;
    esac
}

check_output() {
    has_lines "$((1 == $1 || 2 == $1))" '^[0-9.]+ nats per character$'
    case $1 in
        1) has_lines 5 '^[[:alpha:]]+: -[0-9.]+ nats$' ;;
        2) has_lines 3 '^R..as$' && has_lines 3 '^[123]\. [[:alpha:]]+ija: ' ;;
        3) has_lines 1 '^.LogLikelihood, -[0-9.]+.$' ;;
    esac
}

# use_feed NAME: lets the project take packages from $work/feed too, and those that this machine has from there.
use_feed() {
    cat >"$work/$1/nuget.config" <<XML
<configuration>
  <packageSources>
    <add key="feed" value="$work/feed" />
  </packageSources>
  <fallbackPackageFolders>
    <add key="machine" value="$packages" />
  </fallbackPackageFolders>
</configuration>
XML
}
