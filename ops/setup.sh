#!/usr/bin/env bash
# Installs what building and testing Cổng Làng needs. Looks for commands first, so a second run is instant.
# With the word `bench` it sees to the load generator and the web server that `make bench` compares with;
# with the word `editor` only to the bundle of the writing screen.
set -euo pipefail
cd "$(dirname "$0")/.."

node_major_min=20
missing=()

have() { command -v "$1" >/dev/null 2>&1; }
need() { have "$1" || missing+=("$2"); }

has_postgres() {
  have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_certificates() {
  [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -s /etc/pki/tls/certs/ca-bundle.crt ]
}

# Chromium draws Vietnamese only with a font that has its letters.
has_vietnamese_font() {
  ! have fc-list || [ -n "$(fc-list :lang=vi family | head -n 1)" ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    echo "setup: '$*' needs root and there is no sudo; run it yourself" >&2
    exit 1
  fi
}

# Debian starts a server as soon as its package is there. Ours are started by the tests alone,
# on ports of their own, so that nothing keeps running on a developer's machine.
hold_services() {
  local policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] && return 0
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
  trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
}

install_missing() {
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! have apt-get; then
    echo "setup: please install: ${missing[*]} (names of Debian packages)" >&2
    exit 1
  fi
  echo "setup: installing ${missing[*]}"
  hold_services
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

check_rust() {
  if ! have cargo; then
    echo "setup: cargo is missing; install Rust $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer with rustup" >&2
    exit 1
  fi
  cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
  cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
  # The tests run under plain `cargo test` as well; nextest only runs them faster.
  if ! cargo nextest --version >/dev/null 2>&1 && [ -z "${CONGLANG_NO_NEXTEST:-}" ]; then
    cargo install cargo-nextest --locked --quiet \
      || echo "setup: cargo-nextest could not be built; 'cargo test' takes its place"
  fi
}

check_node() {
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  if [ "$major" -lt "$node_major_min" ]; then
    echo "setup: Node.js $node_major_min or newer is needed for the desk's editor and the browser tests, found $(node -v)" >&2
    exit 1
  fi
}

# `npm ci` throws everything away first, so it runs only when the lock file has changed.
install_browser_packages() {
  local stamp=browser/node_modules/.lock-of-install
  cmp -s browser/package-lock.json "$stamp" && return 0
  echo "setup: installing the browser tests' packages"
  (cd browser && npm ci --ignore-scripts --loglevel=error)
  cp browser/package-lock.json "$stamp"
}

# What the writing screen loads. The folder of the bundle is no part of the repository: it is made again
# whenever something it is made of is newer.
build_editor() {
  local stamp=editor/node_modules/.lock-of-install built=editor/node_modules/.lock-of-build
  if [ -s assets/built/editor.js ] && cmp -s editor/package-lock.json "$built" \
    && [ -z "$(find editor/src editor/build.mjs -newer "$built" -print -quit)" ]; then
    return 0
  fi
  echo "setup: building the desk's editor"
  if ! cmp -s editor/package-lock.json "$stamp"; then
    (cd editor && npm ci --ignore-scripts --loglevel=error)
    cp editor/package-lock.json "$stamp"
  fi
  (cd editor && node build.mjs)
}

if [ "${1:-}" = editor ]; then
  need node nodejs
  need npm npm
  install_missing
  check_node
  build_editor
  exit 0
fi

if [ "${1:-}" = bench ]; then
  have nginx || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
  need wrk wrk
  need node nodejs
  install_missing
  exit 0
fi

need cc build-essential
need pkg-config pkg-config
need git git
need curl curl
need node nodejs
need npm npm
need "${CHROMIUM:-chromium}" chromium
has_postgres || missing+=(postgresql)
has_certificates || missing+=(ca-certificates)
has_vietnamese_font || missing+=(fonts-noto-core)
install_missing
check_rust
check_node
build_editor
install_browser_packages
