#!/usr/bin/env bash
# Builds for release and measures: against nginx, in memory, in time. Writes docs/benchmarks.md.
# ROUNDS and SECONDS_PER_RUN lengthen or shorten it.
set -euo pipefail
cd "$(dirname "$0")/.."

ops/setup.sh bench
ops/setup.sh editor
PATH=$PATH:/usr/sbin
cargo build --locked --release
export CONGLANG_BIN="${CARGO_TARGET_DIR:-$PWD/target}/release/conglang"
# The search figures take some minutes of their own; --quick is for the pages.
case " $* " in *' --quick '*) ;; *) bench/search.sh ;; esac
exec node bench/bench.mjs "$@"
