#!/usr/bin/env bash
# Resolves the versions named in pyproject.toml anew into requirements.lock (exact pins, a hash for every file,
# valid for every Python from 3.11 and every system). Run by `make lock`; review the diff, then `make test`.
# A new fontTools may change the bytes of the Noto Sans JP made at setup: `make fonts` tells, and the new hash goes
# into installer/fonts.sha256 after a look at the font tests.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=.venv/bin/python
[ -x "$python" ] || python=python3
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet uv
"$work/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --upgrade \
  --generate-hashes --extra dev --no-header --no-annotate --no-emit-index-url \
  -o "$work/lock" pyproject.toml
{
  echo "# Exact versions and hashes of everything the program and its tests need. Made by \`make lock\`; never edited by hand."
  cat "$work/lock"
} > requirements.lock
echo "requirements.lock を作り直しました / resolved $(grep -cE '^[a-z]' requirements.lock) packages anew"
