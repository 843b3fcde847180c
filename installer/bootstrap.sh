#!/usr/bin/env bash
# Makes this checkout ready: Python, system libraries, .venv with pinned packages, fonts. Idempotent; about a quarter of
# a second when there is nothing to do. Called by every make target.
#   bootstrap.sh run    what the program needs      bootstrap.sh test   the tests' needs too (Xvfb)
#   bootstrap.sh fonts  take the fonts anew         bootstrap.sh windows, test-windows   what these targets need (NSIS, Wine)
# With root or password-free sudo it installs missing Debian/Ubuntu packages and says which; without, it prints the one
# line for the administrator and exits 1.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=${1:-run}
export PATH="$PATH:/usr/sbin:/sbin" PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf 'jukiself: %s\n' "$*"; }
fail() { printf 'jukiself: %s\n' "$@" >&2; exit 1; }

# Before anything is touched: a word misspelt must not make an environment.
case $mode in
  run | test | fonts | windows | test-windows) ;;
  *) fail "bootstrap.sh run | test | fonts | windows | test-windows" ;;
esac

# ------------------------------------------------------------------ Python 3.11 or newer
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
  if new_enough "$candidate"; then python=$(command -v "$candidate"); break; fi
done

# ------------------------------------------------------------------ what the system lacks
libraries=$(ldconfig -p 2>/dev/null || true)
missing=()
# $1 is a library's file name as the loader knows it, $2 the package that brings it.
library() { case "$libraries" in *"$1 "*) ;; *) missing+=("$2") ;; esac; }

[ -n "$python" ] || missing+=(python3 python3-venv)
# Qt itself, also without a display.
library libglib-2.0.so.0 libglib2.0-0
library libGL.so.1 libgl1
library libEGL.so.1 libegl1
library libxkbcommon.so.0 libxkbcommon0
library libdbus-1.so.3 libdbus-1-3
library libfontconfig.so.1 libfontconfig1
# A real window on X.
if [ "$mode" = test ] || [ -n "${DISPLAY:-}" ]; then
  library libxcb-cursor.so.0 libxcb-cursor0
  library libxcb-icccm.so.4 libxcb-icccm4
  library libxcb-keysyms.so.1 libxcb-keysyms1
  library libxcb-shape.so.0 libxcb-shape0
  library libxkbcommon-x11.so.0 libxkbcommon-x11-0
fi
if [ "$mode" = test ] || [ "$mode" = test-windows ]; then
  command -v Xvfb >/dev/null || missing+=(xvfb)
fi
if [ "$mode" = windows ] || [ "$mode" = test-windows ]; then
  command -v makensis >/dev/null || missing+=(nsis)
fi
if [ "$mode" = test-windows ]; then
  command -v wine >/dev/null || missing+=(wine wine64)
  command -v x86_64-w64-mingw32-gcc >/dev/null || missing+=(gcc-mingw-w64-x86-64)
  # A Japanese Windows speaks another encoding than an English one.
  [ -f /usr/share/i18n/locales/ja_JP ] || missing+=(locales)
fi

as_root=none
if [ "$(id -u)" = 0 ]; then as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo -n"
fi

# A .venv counts when it runs, is new enough, was made here (its scripts hold the path) and has pip.
venv_works() {
  new_enough .venv/bin/python && grep -qsF "$PWD/.venv" .venv/bin/activate && .venv/bin/python -c 'import pip' 2>/dev/null
}
if ! venv_works && [ -n "$python" ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  # Debian keeps ensurepip in a package of its own. Without root there are two ways round it (see make_venv).
  if [ "$as_root" != none ] || ! "$python" -c 'import venv' 2>/dev/null ||
     ! { "$python" -m pip --version >/dev/null 2>&1 || apt-get download --print-uris python3-pip-whl >/dev/null 2>&1; }; then
    missing+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
  fi
fi
fonts_package=fonts-morisawa-bizud-gothic
if [ ! -f resources/fonts/BIZUDPGothic-Regular.ttf ] && [ ! -d /usr/share/doc/$fonts_package ] && [ "$as_root" = none ] &&
   ! apt-get download --print-uris $fonts_package >/dev/null 2>&1; then
  missing+=("$fonts_package")
fi

if [ ${#missing[@]} -gt 0 ]; then
  line="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  command -v apt-get >/dev/null || fail \
    "次のもの（Debianでの名前）が足りません。この機械のパッケージ管理で入れてください: ${missing[*]}" \
    "missing (Debian's names): ${missing[*]}"
  if [ "$as_root" = none ]; then
    fail "足りないものがあります。管理者に次の1行を頼んでください（そのあと同じ make をもう一度）:" \
      "the administrator has to run this one line; then run make again:" \
      "  sudo sh -c '$line'"
  fi
  say "システムに入れます / installing system packages: ${missing[*]}"
  log=$(mktemp)
  if ! { DEBIAN_FRONTEND=noninteractive $as_root apt-get update -qq &&
         $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "apt-get が失敗しました（上の出力）。直してからもう一度 make を。" "apt-get failed, see above; by hand: $line"
  fi
  rm -f "$log"
fi
[ -n "$python" ] || python=$(command -v python3 || true)
if [ -z "$python" ] || ! new_enough "$python"; then
  fail "Python 3.11 以上が要ります（PYTHON=/path/to/python3.12 make … でも指せます）。" \
    "Python 3.11 or newer is needed; PYTHON=/path/to/python3.12 make … names one."
fi
# BIZ UD is downloaded as a package: that needs a package list, which a bare machine may not have yet.
if [ ! -f resources/fonts/BIZUDPGothic-Regular.ttf ] && [ ! -d /usr/share/doc/$fonts_package ] && [ "$as_root" != none ] &&
   command -v apt-get >/dev/null && ! apt-get download --print-uris $fonts_package >/dev/null 2>&1; then
  $as_root apt-get update -qq
fi

# ------------------------------------------------------------------ .venv
make_venv() {
  say "Pythonの環境を .venv に作ります / making .venv with $("$python" --version)"
  rm -rf .venv
  if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv .venv
    return
  fi
  "$python" -m venv --without-pip .venv
  if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m pip --quiet --python .venv/bin/python install pip
    return
  fi
  # The distribution's own pip wheel, unpacked without installing it; a wheel of pip can run itself.
  local work wheel
  work=$(mktemp -d)
  (cd "$work" && apt-get download -qq python3-pip-whl >/dev/null && dpkg-deb -x python3-pip-whl_*.deb .)
  wheel=$(echo "$work"/usr/share/python-wheels/pip-*.whl)
  .venv/bin/python "$wheel/pip" --quiet install --no-index "$wheel"
  rm -rf "$work"
}
venv_works || make_venv

wanted=$(cat requirements.lock pyproject.toml | sha256sum)
stamp=.venv/jukiself-ready
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ] || [ ! -x .venv/bin/jukiself ]; then
  say "部品を入れます（初回は約170MBを取ります）/ installing the pinned packages (about 170 MB the first time)"
  rm -f $stamp
  .venv/bin/python -m pip install --quiet --require-hashes --only-binary=:all: --no-deps -r requirements.lock
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
  printf '%s\n' "$wanted" > $stamp
fi

# ------------------------------------------------------------------ fonts
if [ "$mode" = fonts ]; then .venv/bin/python installer/fonts.py --again; else .venv/bin/python installer/fonts.py; fi
