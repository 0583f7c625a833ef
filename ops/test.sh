#!/usr/bin/env bash
# Everything a change must pass. Each part runs even when an earlier one failed, and the last line is the sum of all.
# ONLY=lint, ONLY=rust or ONLY=browser runs one part.
set -uo pipefail
cd "$(dirname "$0")/.."

logs=target/test-logs
mkdir -p "$logs"
passed=0 failed=0 skipped=0
broken=()

wanted() { [ -z "${ONLY:-}" ] || [ "$ONLY" = "$1" ]; }

# part NAME COMMAND…: runs it, shows it, adds up what it counted.
part() {
  local name=$1 log="$logs/${1// /-}.log" status p f s
  shift
  printf '\n== %s\n' "$name"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  read -r p f s < <(ops/counts.sh "$log")
  # A part that falls before it counts anything (it did not compile, say) is still a failure.
  [ "$status" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  [ "$status" -eq 0 ] && [ "$f" -gt 0 ] && status=1
  [ "$status" -eq 0 ] || broken+=("$name")
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

lock_files() {
  if grep -nE '"resolved": *"[a-z]+:' browser/package-lock.json editor/package-lock.json; then
    echo "a package-lock.json holds download addresses; the .npmrc beside it leaves them out: run npm install there again"
    return 1
  fi
  cargo metadata --locked --format-version 1 --no-deps >/dev/null
}

shell_syntax() {
  local file
  for file in ops/*.sh .ci/run; do bash -n "$file" || return 1; done
}

# The tests take both engines from one run: SQLite always, PostgreSQL where its address is in the environment.
rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    ops/postgres.sh with -- cargo nextest run --workspace --locked --no-fail-fast --status-level=fail --final-status-level=fail
  else
    ops/postgres.sh with -- cargo test --workspace --locked --no-fail-fast --lib --bins --tests
  fi
}

# What is shown to people is Node's readable report; what is counted is its TAP.
browser_tests() {
  local tap="$PWD/$logs/browser.tap" status
  rm -f "$tap"
  ops/setup.sh editor || return 1
  cargo build --locked || return 1
  (cd browser && CONGLANG_BIN="${CARGO_TARGET_DIR:-../target}/debug/conglang" timeout --kill-after=10 20m node --test --test-concurrency=1 \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" journeys.test.mjs)
  status=$?
  grep -E '^# (pass|fail|cancelled|skipped|todo) [0-9]+$' "$tap"
  return "$status"
}

if wanted lint; then
  part 'format' cargo fmt --all --check
  part 'lints' cargo clippy --workspace --all-targets --locked -- -D warnings
  part 'lock files' lock_files
  part 'shell' shell_syntax
fi
if wanted rust; then
  part 'rust tests' rust_tests
  part 'doc examples' cargo test --workspace --locked --doc --no-fail-fast --quiet
fi
if wanted browser; then
  part 'browser' browser_tests
fi

echo
[ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ ${#broken[@]} -eq 0 ]
