#!/usr/bin/env bash
# Reads what test runners printed (cargo nextest, cargo test, Node's runner in TAP) and prints `PASSED FAILED SKIPPED`.
set -euo pipefail
sed 's/\x1b\[[0-9;]*m//g' "$@" | awk '
  function number_before(word,   i) {
    for (i = 2; i <= NF; i++) if (index($i, word) == 1) return $(i - 1) + 0
    return 0
  }
  # Summary [ 1.234s] 10 tests run: 8 passed (1 slow), 2 failed, 1 timed out, 3 skipped
  /^ *Summary \[/ {
    passed += number_before("passed"); failed += number_before("failed")
    failed += number_before("timed"); skipped += number_before("skipped")
  }
  # test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out
  /^test result: / {
    passed += number_before("passed"); failed += number_before("failed"); skipped += number_before("ignored")
  }
  # The closing lines of a TAP stream; `cancelled` tests never ran because an earlier step fell.
  /^# pass [0-9]+$/ { passed += $3 }
  /^# (fail|cancelled) [0-9]+$/ { failed += $3 }
  /^# (skipped|todo) [0-9]+$/ { skipped += $3 }
  END { printf "%d %d %d\n", passed, failed, skipped }
'
