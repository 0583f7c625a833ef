#!/usr/bin/env bash
# Gives the readers of foreign files what nobody would think of: so many seconds for each target.
#   ops/fuzz.sh [SECONDS [TARGET…]]
# Goes on after a find; what was found lies in fuzz/artifacts, and the last lines say how to see it again.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(sed -n 's|^path = "fuzz_targets/\(.*\)\.rs"|\1|p' fuzz/Cargo.toml)

# The engine asks for options of the compiler that are not settled yet; the compiler is the usual one.
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}

cargo fuzz --version >/dev/null 2>&1 || cargo install cargo-fuzz --locked --quiet

# Not every toolchain brings the sanitizer of addresses.
sanitizer=none
if compgen -G "$(rustc --print sysroot)/lib/rustlib/*/lib/librustc*_rt.asan.*" >/dev/null; then
  sanitizer=address
fi

# The longest input, and files of the repository to begin with besides fuzz/seeds.
length_of() {
  case $1 in
    html_text) echo 8192 ;;
    docx_file | pdf_words) echo 65536 ;;
    *) echo 16384 ;;
  esac
}
files_for() {
  case $1 in
    docx_file | office_words) echo crates/docx/fixtures ;;
    pdf_words) echo crates/pdf/fixtures ;;
    units_table) echo data/units ;;
  esac
}

logs=$CARGO_TARGET_DIR/fuzz-logs
mkdir -p "$logs"
broken=()
for target in "${targets[@]}"; do
  printf '\n== %s\n' "$target"
  options=(-s "$sanitizer")
  [ "$target" != units_table ] || options+=(--features units)
  cargo fuzz build "${options[@]}" "$target"
  mkdir -p "fuzz/corpus/$target"
  begin=("fuzz/corpus/$target")
  for folder in "fuzz/seeds/$target" $(files_for "$target"); do
    [ ! -d "$folder" ] || begin+=("$folder")
  done
  limits=("-max_total_time=$seconds" "-max_len=$(length_of "$target")" -rss_limit_mb=2048 -timeout=20 -print_final_stats=1)
  words=fuzz/dictionaries/$target.dict
  [ ! -e "$words" ] || limits+=("-dict=$words")
  if cargo fuzz run "${options[@]}" "$target" "${begin[@]}" -- "${limits[@]}" >"$logs/$target.log" 2>&1; then
    grep -E 'cov: [0-9]' "$logs/$target.log" | tail -n 1
  else
    broken+=("$target")
    tail -n 60 "$logs/$target.log"
  fi
done

echo
for target in "${broken[@]}"; do
  echo "found something: $target (fuzz/artifacts/$target, $logs/$target.log)"
done
[ ${#broken[@]} -eq 0 ] && echo "nothing found in ${#targets[@]} targets, $seconds seconds each"
