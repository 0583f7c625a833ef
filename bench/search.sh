#!/usr/bin/env bash
# Measures search: how well it answers (the relevance suite) and how far it reaches (a million synthetic
# entries over 3,321 sites). Writes docs/benchmarks-search.md and prints it. ENTRIES makes the second part
# smaller; `bench/search.sh --build` only builds, so that a measurement finds the machine quiet.
set -euo pipefail
cd "$(dirname "$0")/.."

ENTRIES=${ENTRIES:-1000000}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cargo test --locked --release -p conglang-search --test relevance --no-run
cargo build --locked --release -p conglang-search --example reach
if [ "${1:-}" = --build ]; then exit; fi

echo "… search: relevance" >&2
cargo test --locked --release -p conglang-search --test relevance -- --nocapture |
  grep 'questions, MRR' | tee "$out/relevance" >&2

echo "… search: $ENTRIES entries are written and asked" >&2
reach="${CARGO_TARGET_DIR:-$PWD/target}/release/examples/reach"
"$reach" build "$out/index" "$ENTRIES" >"$out/figures"
"$reach" ask "$out/index" >>"$out/figures"

figure() { awk -v name="$1" '$1 == name { print $2 }' "$out/figures"; }
mrr() { sed -nE "s/^$1: .* MRR@10 ([0-9.]+) \(plain.*recall.*/\1/p" "$out/relevance"; }
line() { # what, measured, unit, most or least, target
  local verdict
  verdict=$(awk -v v="$2" -v t="$5" -v way="$4" 'BEGIN { print (way == "most" ? v <= t : v >= t) ? "pass" : "miss" }')
  echo "| $1 | $([ "$4" = most ] && echo ≤ || echo ≥) $5 $3 | $2 $3 | $verdict |"
}
row() { line "$1" "$(figure "$2")" "$3" "$4" "$5"; }

without=$(awk -v with="$(mrr WithAccents)" 'BEGIN { printf "%.3f", with - 0.02 }')
{
  echo "# Benchmarks of search"
  echo
  echo "Written by \`make bench\` on $(date +%F): $(nproc) cores, load average at the end $(cut -d' ' -f1 /proc/loadavg)."
  echo
  echo "$(figure entries) synthetic entries over 3,321 sites, texts of $(figure words_per_body) words, an index of $(figure index_mb) MB. Questions are some words of real titles, half of them without accents, and document numbers."
  echo
  echo "| figure | target | measured | |"
  echo "|---|---:|---:|---|"
  line "MRR@10 with accents" "$(mrr WithAccents)" "" least 0.95
  line "MRR@10 without accents" "$(mrr WithoutAccents)" "" least "$without"
  line "MRR@10 with one slip" "$(mrr OneSlip)" "" least 0.85
  line "MRR@10 by number" "$(mrr ByNumber)" "" least 0.99
  row "Within one site, median" site_p50_ms ms most 3
  row "Within one site, 99th percentile" site_p99_ms ms most 20
  row "Over all sites, 99th percentile" all_p99_ms ms most 60
  row "Over all sites, each named, as a province asks, 99th percentile" listed_p99_ms ms most 60
  row "Suggestions within one site, 99th percentile" suggest_site_p99_ms ms most 10
  row "Suggestions over all sites, 99th percentile" suggest_p99_ms ms most 10
  row "Memory of the asking program" ask_own_mb MB most 300
  row "The same with what is mapped of the index" ask_resident_mb MB most 300
  row "Entries written in a second" entries_per_second "" least 3000
  row "Within one site while entries are written, 99th percentile" site_during_updates_p99_ms ms most 20
  echo
  echo "Within one site, looking at the texts of all 3,321 where little is found, as a portal asks: $(figure site_around_p50_ms) ms at the median, $(figure site_around_p99_ms) ms at the 99th percentile. A question with a slip: $(figure site_slip_p50_ms) ms at the median, $(figure site_slip_p99_ms) ms at the 99th percentile. No target is set for it; a province has some thirtieth of these sites."
  echo
  echo "## Beside plain BM25"
  echo
  echo "Known items and topics over a hundred official documents and some entries, asked in four ways; plain BM25 (k1 1.2, b 0.75, folded syllables) in the same run."
  echo
  echo "| kind of question | questions | MRR@10 | plain BM25 | recall@10 | plain BM25 |"
  echo "|---|---:|---:|---:|---:|---:|"
  sed -E 's/^([A-Za-z]+): ([0-9]+) questions, MRR@10 ([0-9.]+) \(plain BM25 ([0-9.]+)\), recall@10 ([0-9.]+) \(plain BM25 ([0-9.]+)\)$/| \1 | \2 | \3 | \4 | \5 | \6 |/' "$out/relevance"
} >docs/benchmarks-search.md
cat docs/benchmarks-search.md
