#!/usr/bin/env bash
# Publishes samples/Console by native compilation, and compares its names with those of the program. Exit code 77: it can't be done here.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

command -v gcc >/dev/null || command -v clang >/dev/null || { echo "there is no linker (gcc or clang)" && exit 77; }
dotnet publish "$repository/samples/Console" -o "$work/names" >"$work/log/publish.log" 2>&1 || fail "samples/Console can't be published"
grep -q ' warning ' "$work/log/publish.log" && fail "publishing samples/Console brings warnings"
dotnet run -c Release --project "$repository/src/Scoring" -- generate --engine managed --model "$repository/models/lithuanian-names.onnx" \
    --count 500 --seed 7 --prefix Jo >"$work/expected" 2>"$work/log/generate.log" || fail "generate ends with exit code $?"
(cd "$work" && env -i ./names/names 500 7 Jo >found) || fail "the sample ends with exit code $?"
cmp "$work/expected" "$work/found" || fail "the sample draws other names than the program"
(cd "$work" && env -i ./names/names 5 7 'Q#' 2>error) && fail "a prefix that the model lacks is taken"
grep -q "^error: 'Q#' holds" "$work/error" || fail "the error of a prefix is $(cat "$work/error")"
say "one file of $(stat -c %s "$work/names/names") bytes draws the program's names"
