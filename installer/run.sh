#!/usr/bin/env bash
# `make run`: the window, or, where no display answers, the program's whole main job through the same code.
set -euo pipefail
cd "$(dirname "$0")/.."

# Asking Qt itself is the only sure way: DISPLAY may be set and dead. Qt aborts then, so the question is asked in a
# shell of its own that keeps the noise.
display_answers() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
  bash -c 'ulimit -c 0; .venv/bin/python -c "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"; exit $?' \
    >/dev/null 2>&1 && return 0
  echo "画面 ${DISPLAY:-$WAYLAND_DISPLAY} につながりません。/ the display ${DISPLAY:-$WAYLAND_DISPLAY} does not answer."
  return 1
}

if display_answers; then
  exec .venv/bin/jukiself
fi

echo "画面がないので、見本4件の回答書・報告書と画面の写しを out/ に作ります。"
echo "no display: making the four sample cases and pictures of the window in out/"
mkdir -p out
.venv/bin/jukiself samples out
QT_QPA_PLATFORM=offscreen .venv/bin/jukiself pictures out
echo
echo "できたもの / made in $PWD/out:"
ls out | sed 's/^/  /'
