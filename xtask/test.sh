#!/usr/bin/env bash
# All tests, in the order in which they fail fastest. Run by `./corridor test` and by the gate.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
step() { printf '\n\033[1m== %s (%s s)\033[0m\n' "$*" "$SECONDS"; }

install_browser() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return
    fi
  done
  step "Installing Chromium for the browser tests"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium: install it and run this again, or set CHROMIUM to its path." >&2
    exit 1
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  CHROMIUM=$(command -v chromium)
  export CHROMIUM
}

install_browser

step "Console: packages, types, unit tests, build"
stamp=web/node_modules/.lock-stamp
if ! cmp -s web/package-lock.json "$stamp"; then
  npm --prefix web ci --no-audit --no-fund --loglevel=error
  cp web/package-lock.json "$stamp"
fi
npm --prefix web run --silent build
npm --prefix web test --silent

step "Rust: format, lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets --locked -- -D warnings

step "Rust: tests"
if command -v cargo-nextest >/dev/null 2>&1; then
  cargo nextest run --workspace --locked --no-fail-fast
  cargo test --workspace --locked --doc --quiet
else
  cargo test --workspace --locked
fi

step "The tree: heads, lengths, edges, licences, map"
cargo run --quiet --locked -p xtask -- tidy

step "The program"
cargo build --release --locked -p corridor
bash xtask/program.sh "${CARGO_TARGET_DIR:-$root/target}/release/corridor"

step "Browser: the demo in Chromium"
CORRIDOR="${CARGO_TARGET_DIR:-$root/target}/release/corridor" npm --prefix web run --silent e2e

step "All tests passed"
