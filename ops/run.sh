#!/usr/bin/env bash
# Builds, fills an installation with a demo province the first time, and serves it until Ctrl-C.
set -euo pipefail
cd "$(dirname "$0")/.."

: "${DATA:=data/installation}" "${UNITS:=data/units/units_2023_camau.csv}" "${PROVINCE:=Tỉnh Cà Mau}"
: "${LISTEN:=127.0.0.1:8080}" "${OPS_LISTEN:=127.0.0.1:9090}" "${PROFILE:=release}"

command -v cargo >/dev/null || { echo "cargo is missing; 'make setup' says how to get it" >&2; exit 1; }
if (exec 3<>"/dev/tcp/${LISTEN%:*}/${LISTEN##*:}") 2>/dev/null; then
  echo "$LISTEN is taken, perhaps by an earlier 'make run'; stop that or say LISTEN=127.0.0.1:PORT" >&2
  exit 1
fi

# The writing screen's editor goes into the program; without it officers get a plain field for their text.
ops/setup.sh editor || echo "run.sh: the desk's editor could not be built; the desk shows a plain text field" >&2

cargo build --locked --profile "$PROFILE"
folder=$PROFILE
[ "$PROFILE" = dev ] && folder=debug
conglang="${CARGO_TARGET_DIR:-target}/$folder/conglang"

# Both commands do only what is still undone, so a second `make run` starts at once.
mkdir -p "$DATA"
"$conglang" --data "$DATA" migrate
"$conglang" --data "$DATA" demo --units "$UNITS" --province "$PROVINCE"

# Says where to look only when there is something to see; `$$` is the server's own number after the exec.
{
  port=${LISTEN##*:}
  while kill -0 $$ 2>/dev/null; do
    if (exec 3<>"/dev/tcp/${OPS_LISTEN%:*}/${OPS_LISTEN##*:}") 2>/dev/null; then
      cat <<TEXT

  The demo's addresses and accounts are listed above; to begin with:

    the province   http://camau.localhost:$port/
    a commune      http://anxuyen.camau.localhost:$port/
    the desk       http://quantri.camau.localhost:$port/
    metrics        http://$OPS_LISTEN/metrics

  Ctrl-C stops it; everything is kept in $DATA.

TEXT
      break
    fi
    sleep 0.2
  done
} &

exec "$conglang" --data "$DATA" serve --listen "$LISTEN" --ops-listen "$OPS_LISTEN"
