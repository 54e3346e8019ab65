#!/usr/bin/env bash
# Batch verbs as whole processes: rows/s, resident memory, growth from 100,000 to 1,000,000 rows, and the speed of the scan for rows.
# Usage: benchmarks/batch.sh [folder for about 3 GB of files]; needs GNU time and python3.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release -v q src/Scoring > /dev/null
program="$PWD/src/Scoring/bin/Release/net10.0/MlPipeline.Scoring.dll" model="$PWD/models/lithuanian-names.onnx" names="$PWD/data/names.csv"
folder=$(mktemp -d "${1:-/tmp}/batch-XXXXXX")
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 - "$names" <<'PYTHON'
import csv, random, sys
random.seed(1)
names = [row[0] for row in csv.reader(open(sys.argv[1], encoding="utf-8"))][1:]
for rows in (100_000, 1_000_000):
    with open(f"{rows}.csv", "w", encoding="utf-8") as file:
        file.write("id,prefix\n")
        file.writelines(f"{i},{random.choice(names)[:i % 4]}\n" for i in range(rows))
for kind, field in (("plain", "v{} abcd"), ("quoted", '"v{} ab"')):
    with open(f"{kind}.csv", "w", encoding="utf-8") as file:
        file.write(",".join(["prefix", *(f"c{i}" for i in range(99))]) + "\n")
        row = ",".join(["Jo", *(field.format(i) for i in range(99))]) + "\n"
        for _ in range(1_000_000_000 // (1000 * len(row))):
            file.write(row * 1000)
PYTHON

measure() {
    /usr/bin/time -f '%e %M' -o time.txt dotnet "$program" "$@" 2> log.txt || { cat log.txt; exit 1; }
    read -r seconds kilobytes < time.txt
}

for verb in complete score; do
    for rows in 100000 1000000; do
        measure "$verb" $rows.csv --column prefix --model "$model" --output out.csv --errors bad.csv --progress none
        echo "$verb, $rows rows: $seconds s, $((kilobytes / 1024)) MB resident"
        [ $rows = 100000 ] && first=$seconds
    done
    awk -v a="$first" -v b="$seconds" 'BEGIN { printf "  10 times the rows take %.1f times as long\n", b / a }'
done

for kind in plain quoted; do
    measure index $kind.csv
    echo "index, 1 GB of 100 columns, $kind: $(cat log.txt)  $seconds s, $((kilobytes / 1024)) MB resident"
    measure score $kind.csv --column prefix --model "$model" --shard 500/1000 --output shard.csv
    echo "score, shard 500/1000 of it: $seconds s, $((kilobytes / 1024)) MB resident"
done
