#!/usr/bin/env bash
# `make audit`: asks the public advisories about every version of requirements.lock. This is the one target that needs the
# Internet itself: a mirror of packages does not answer such questions. 0 nothing known · 1 something is · 2 nobody answered.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1
place=build/audit
mkdir -p build
wanted=$(sha256sum < installer/audit.lock)
if [ "$(cat $place/ready 2>/dev/null)" != "$wanted" ]; then
  rm -rf $place
  "${PYTHON:-python3}" -m venv $place
  if ! $place/bin/python -m pip install --quiet --require-hashes --only-binary=:all: --no-deps -r installer/audit.lock; then
    echo "make audit: pip-audit を取れません。パッケージの置き場につながる所で行ってください。/ cannot take pip-audit" >&2
    exit 2
  fi
  echo "$wanted" > $place/ready
fi
rm -f $place/found.json
$place/bin/pip-audit --requirement requirements.lock --no-deps --disable-pip --require-hashes --progress-spinner off \
  --timeout 20 --format json --output $place/found.json > $place/said.txt 2>&1 || true
nobody() {
  echo "make audit: 弱い所の知らせを集めた所が答えません。何も確かめていません。インターネットにつながる所で行ってください。" >&2
  echo "make audit: nobody answered${1:+ ($1)}; nothing was checked" >&2
  exit 2
}
[ -s $place/found.json ] || nobody "$(tail -n 1 $place/said.txt | cut -c1-200)"
code=0
$place/bin/python - $place/found.json <<'END' || code=$?
import json, sys

found = json.load(open(sys.argv[1], encoding="utf-8"))["dependencies"]
skipped = [one for one in found if "skip_reason" in one]
holes = [(one, hole) for one in found for hole in one.get("vulns", ())]
if len(skipped) == len(found):
    # A mirror of packages knows of no holes; pip-audit says then that it has found none.
    sys.exit(2)
for one, hole in holes:
    print(f"{one['name']} {one['version']}: {hole['id']} {' '.join(hole['aliases'])} → {', '.join(hole['fix_versions']) or '直した版なし'}")
for one in skipped:
    print(f"{one['name']}: 確かめていません / not checked: {one['skip_reason']}")
print(f"make audit: {len(found) - len(skipped)} 個の部品、知られている弱い所 {len(holes)} 件 / packages asked about, holes known")
sys.exit(1 if holes or skipped else 0)
END
[ $code -ne 2 ] || nobody
exit $code
