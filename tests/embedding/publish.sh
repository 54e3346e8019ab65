#!/usr/bin/env bash
# tests/embedding/publish.sh: the README's first sample, published in the ways that docs/embedding.md says work. Each must
# print what the sample prints when it is built and run, and leave no file where none was asked for.
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# ML.NET's own assemblies warn that they weren't written for trimming.
program 1 | new_project app "<ProjectReference Include=\"$repository/src/Pipeline/Pipeline.csproj\" />" "<NoWarn>\$(NoWarn);IL2104</NoWarn>"
build app
in_private "$work/app" dotnet bin/Debug/net10.0/app.dll
check_output 1
mv "$work/log/output" "$work/expected"

# publish NAME OPTION...
publish() {
    say "$*"
    dotnet publish "$work/app" -c Release -v quiet --use-current-runtime -o "$work/$1" "${@:2}" >"$work/log/$1.log" 2>&1 ||
        fail "$1 can't be published: $(grep -m 1 -E 'error|warn' "$work/log/$1.log" || true)"
    in_private "$work/app" "$work/$1/app"
    cmp "$work/expected" "$work/log/output" || fail "$1 prints something else: $(cat "$work/log/output")"
}

publish single --self-contained false -p:PublishSingleFile=true
publish ready --self-contained false -p:PublishReadyToRun=true
publish trimmed --self-contained true -p:PublishTrimmed=true -p:PublishSingleFile=true

echo "ok: the same names from a single file, compiled ahead and trimmed; $SECONDS s"
