#!/usr/bin/env bash
# A throw-away PostgreSQL for tests: own folder, own port on 127.0.0.1, gone when the command ends.
#
#   ops/postgres.sh with -- COMMAND…   run COMMAND with CONGLANG_TEST_POSTGRES_URL set, then remove the server
#   ops/postgres.sh start              start one that stays; prints its folder and its address
#   ops/postgres.sh stop FOLDER        stop and remove what `start` made
set -euo pipefail

programs() {
  if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
    dirname "$(readlink -f "$(command -v initdb)")"
    # A bare `return` inside an exit trap would hand on the status of the command that ended the script.
    return 0
  fi
  local newest
  newest=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
  if [ -z "$newest" ]; then
    echo "postgres.sh: initdb and pg_ctl not found; run 'make setup'" >&2
    exit 1
  fi
  echo "$newest"
}

# PostgreSQL refuses to run as root, so root lends it an ordinary account.
as_server() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  elif id postgres >/dev/null 2>&1; then
    setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
  else
    setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"
  fi
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return 0
    fi
  done
  echo "postgres.sh: no free port found" >&2
  return 1
}

# Sets `folder` and `url`.
start() {
  local bin port settings
  bin=$(programs)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/conglang-postgres.XXXXXX")
  chmod 755 "$folder"
  if [ "$(id -u)" -eq 0 ]; then
    if id postgres >/dev/null 2>&1; then chown postgres "$folder"; else chown nobody "$folder"; fi
  fi
  cd "$folder"
  as_server "$bin/initdb" -D "$folder/cluster" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 \
    || { cat "$folder/initdb.log" >&2; return 1; }
  # Nothing here has to survive a crash.
  settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200
    -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=128MB
    -c autovacuum=off"
  for _ in 1 2 3; do
    port=$(free_port)
    if as_server "$bin/pg_ctl" -D "$folder/cluster" -w -t 60 -l "$folder/server.log" \
      -o "-p $port ${settings//$'\n'/ }" start >/dev/null; then
      # Not a superuser: superusers walk past row-level security, which the tests are there to see.
      "$bin/psql" -q -h "$folder" -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1 \
        -c 'CREATE ROLE conglang LOGIN CREATEDB'
      url="postgres://conglang@127.0.0.1:$port/postgres"
      return 0
    fi
  done
  cat "$folder/server.log" >&2
  return 1
}

stop() {
  local bin
  bin=$(programs)
  case "$1" in
    */conglang-postgres.??????) ;;
    *) echo "postgres.sh: '$1' is not a folder that this script made" >&2; return 1 ;;
  esac
  if [ -f "$1/cluster/postmaster.pid" ]; then
    (cd "$1" && as_server "$bin/pg_ctl" -D "$1/cluster" -m immediate -w stop >/dev/null) || true
  fi
  rm -rf "$1"
}

case "${1:-}" in
  with)
    shift
    [ "${1:-}" = -- ] && shift
    back=$PWD
    folder=
    trap 'cd "$back"; [ -z "$folder" ] || stop "$folder"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    start
    cd "$back"
    CONGLANG_TEST_POSTGRES_URL=$url "$@"
    ;;
  start)
    start
    printf 'folder %s\nCONGLANG_TEST_POSTGRES_URL=%s\n' "$folder" "$url"
    ;;
  stop)
    stop "${2:?which folder?}"
    ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
