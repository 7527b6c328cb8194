#!/usr/bin/env bash
# The built program on every scenario: no findings, a plan, the judge agrees, bad input is refused.
set -euo pipefail
corridor=$1
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
expect() { # CODE DESCRIPTION COMMAND…
  local code=$1 what=$2; shift 2
  local got=0
  "$@" >"$dir/out" 2>&1 || got=$?
  if [ "$got" = "$code" ]; then
    passed=$((passed + 1)); printf 'ok    %s\n' "$what"
  else
    failed=$((failed + 1)); printf 'FAIL  %s: exit %s, expected %s\n' "$what" "$got" "$code"; head -20 "$dir/out"
  fi
}
for file in "$root"/scenarios/*.toml; do
  name=$(basename "$file" .toml)
  expect 0 "$name: no findings" "$corridor" check "$file"
  expect 0 "$name: planned" "$corridor" plan "$file" --seconds 3 --json "$dir/$name.json" --svg "$dir/$name.svg" --progress "$dir/$name.lines"
  sed -n '2,4p' "$dir/out"
  expect 0 "$name: progress was told" grep -q '"bound":.*"value":' "$dir/$name.lines"
  expect 0 "$name: the judge agrees" "$corridor" judge "$file" "$dir/$name.json"
done
if command -v python3 >/dev/null 2>&1; then
  for family in corridor multi open few small large million bep; do
    python3 "$root/bench/plan/generate.py" "$family" --seed 1 >"$dir/$family.json"
    expect 0 "drawn $family: no findings" "$corridor" check "$dir/$family.json"
  done
fi
first=$root/scenarios/aleppo-2016-first-day.toml
expect 0 "what one more would buy" "$corridor" explain "$first" "$dir/aleppo-2016-first-day.json" --seconds 1 --top 2
expect 0 "what a request would buy" "$corridor" explain "$first" --seconds 1 --more bus=2 --more ambulance=1 --by 20:00 --json
expect 0 "why a convoy is not earlier" "$corridor" explain "$first" "$dir/aleppo-2016-first-day.json" --convoy C001
expect 1 "more of nothing is refused" "$corridor" explain "$first" --more trams=1
expect 1 "a plan of another operation is refused" "$corridor" explain "$first" "$dir/pripyat-1986.json"
printf '[operation]\nname = "x"\0' >"$dir/nul.toml"
expect 1 "a NUL byte is refused" "$corridor" check "$dir/nul.toml"
head -c 120000 /dev/zero | tr '\0' '[' >"$dir/deep.json"
expect 1 "deep nesting is refused" "$corridor" check "$dir/deep.json"
truncate -s 100M "$dir/large.toml"
expect 1 "100 MB are refused" "$corridor" check "$dir/large.toml"
expect 1 "a missing file is said" "$corridor" check "$dir/none.toml"
expect 1 "a folder is no file" "$corridor" plan "$dir"
expect 2 "an unknown command is refused" "$corridor" frobnicate
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
