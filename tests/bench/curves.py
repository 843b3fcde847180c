"""``make bench-curves``: what things cost from 10 to 10,000 offices, as a picture (``docs/bench-curves.png``).

    python -m tests.bench.curves [--most 10000]

Each point is a process of its own (`tests.bench.curve_point`); a book of that many offices is made by repetition
(`tests.bench.grown`). A curve that bends upwards, steeper than its size, is told.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.at_work import told
from tests.bench.chart import Chart, drawn
from tests.bench.starts import ROOT
from tests.bench.table import put

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICES, FRESH = (10, 30, 100, 300, 1000, 3000, 10000), 24
PICTURE, DOCUMENT = ROOT / "docs" / "bench-curves.png", ROOT / "docs" / "bench.md"
_BEGIN, _END = "<!-- curves -->", "<!-- /curves -->"
#: Steeper than this, between a thousand offices and the most, is worse than linear; below that, what is paid once counts.
_STEEP, _FROM = 1.15, 1000


@dataclass(frozen=True, slots=True)
class Curve:
    """``each`` is per file: it should not grow at all."""

    name: str
    said: str
    times: float = 1.0
    each: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves of one unit."""

    title: str
    unit: str
    curves: tuple[Curve, ...]


PANELS = (
    Panel("取り込む、1ファイルあたり　collect, per file", "ms", (Curve("collect", "読んで判断して保存", 1000, each=True),)),
    Panel(
        "取り込みの始め・状況の表　begin a collect, status page", "ms",
        (Curve("status", "状況の表", 1000), Curve("collect begun", "最初の1ファイルまで", 1000)),
    ),
    Panel(
        "見渡す　look across", "s",
        (Curve("first", "すべて判断し直して"), Curve("again", "2回目から")),
    ),
    Panel("市町村調査結果の概要　survey report, PDF", "s", (Curve("report", "組んで書く"),)),
    Panel("保存ファイル　the book", "MB", (Curve("book MB", "大きさ"),)),
    Panel(
        "最大の記憶　peak memory", "MB",
        (Curve("collect MB", "取り込む"), Curve("first MB", "見渡す"), Curve("report MB", "概要の PDF")),
    ),
)  # fmt: skip


def slope(points: Sequence[tuple[float, float]]) -> float:
    """How steep on paper with two logarithmic scales, from `_FROM` offices on: 1 is linear."""
    far = [one for one in points if one[0] >= _FROM]
    if len(far) < 2:
        return math.nan
    (left, low), (right, high) = far[0], far[-1]
    return math.log(high / low) / math.log(right / left)


def main() -> int:
    """Measure, draw, write; 1 where a curve bends upwards."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=OFFICES[-1])
    given = parser.parse_args()
    before, begun = os.getloadavg()[0], time.perf_counter()
    found = []
    for offices in (one for one in OFFICES if one <= given.most):
        found.append(told("tests.bench.curve_point", str(offices), str(FRESH)))
        sys.stderr.write(f"{json.dumps(found[-1])}\n")
    charts, lines, bent = [], ["| | at the most | steepness |", "|---|---|---|"], []
    for panel in PANELS:
        curves = {}
        for one in panel.curves:
            points = [(point["offices"], point[one.name] * one.times) for point in found]
            curves[one.said] = points
            steep = slope(points)
            if steep > (_STEEP - 1 if one.each else _STEEP):
                bent.append(f"{panel.title} {one.said}: {steep:.2f}")
            most = points[-1][1]
            lines.append(
                f"| {panel.title}: {one.said} | {most:,.{0 if most >= 10 else 1}f} {panel.unit} | {steep:.2f} |"
            )
        charts.append(Chart(panel.title, panel.unit, curves, flat=all(one.each for one in panel.curves)))
    PICTURE.write_bytes(drawn(charts))
    minutes = (time.perf_counter() - begun) / 60
    said = (
        f"![cost curves](bench-curves.png)\n\nAt {found[-1]['offices']:,} offices (processor time; steepness from {_FROM:,} "
        f"offices on: 1 is linear, 0 does not grow), measured on {time.strftime('%Y-%m-%d')} in {minutes:.0f} minutes, load before "
        f"it {before:.1f}:\n\n"
    )
    put(DOCUMENT, said + "\n".join(lines), _BEGIN, _END)
    sys.stdout.write("\n".join([*lines, *(f"bends upwards: {one}" for one in bent)]) + "\n")
    return bool(bent)


if __name__ == "__main__":
    sys.exit(main())
