#!/usr/bin/env bash
# What a user does first, once through both programs: clean, train, generate, complete, score, top, evaluate.
# job.sh APPS IN OUT: runs the programs in the folder APPS on copies of the inputs in IN and writes to OUT. Everything but the
# trained model, whose bits depend on the processor, must come out the same in every place.
set -euo pipefail
apps=$1 in=$2 out=$3

step() { # step NAME COMMAND...: a failing step ends the job with its exit code and its messages
    local name=$1 code=0
    shift
    "$@" 2>"$out/messages" || code=$?
    if [ "$code" != 0 ]; then
        echo "$name: exit code $code: $(tail -n 3 "$out/messages")" >&2
        exit "$code"
    fi
}

training() { "${launcher[@]}" "$apps/training/MlPipeline.Training" "$@"; }
scoring() { "${launcher[@]}" "$apps/scoring/MlPipeline.Scoring" "$@"; }
launcher=()

# Relative names: the report records its command, which must not differ from place to place.
cd "$in"
step clean training clean raw.csv --output "$out/clean.csv"
step train training train --data names.csv --label-column gender --epochs 1 --hidden 16 --embedding 8 --quiet --output "$out/model.onnx" >"$out/ten"
[ "$(wc -l <"$out/ten")" = 10 ] || { echo "train: no ten names" >&2 && exit 1; }
step "generate from the trained model" scoring generate --model "$out/model.onnx" --count 5 >"$out/ten"
rm "$out/ten" "$out/model.onnx" "$out/messages"
rm -rf "$out/model.run"

step generate scoring generate --model model.onnx --count 40 --seed 7 --novel --suffix s --output "$out/names.txt"
step score scoring score raw.csv --model model.onnx --output "$out/scores.csv"
step complete scoring complete prefixes.csv --model model.onnx --label-column gender --samples 3 --output "$out/completions.csv"
step top scoring top --model model.onnx --count 5 >"$out/top.csv"
step evaluate scoring evaluate --model model.onnx --data names.csv --samples 100 --output "$out/report" >"$out/summary.txt"
# Standard output names the folder, which is another one in each place.
sed -i '/^Wrote /d' "$out/summary.txt"
rm -f "$out/messages"
