"""見回り票: what can be seen on one's feet, place by place, with boxes to tick on a clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.errand import Errand, sheet, ticks
from jukiself.report.outline import Bullets, Heading, PageBreak, Paragraph, Space, Style, WriteIn
from jukiself.report.still_open import on_the_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Document, Part

_HOW = (
    "紙ばさみにはさみ、上の所から順に歩きます。見たものに合う□に印を付けます。1か所だけで終えてもかまいません。",
    "見ても分からないときは「わからない」に印を付けます。それも点検の結果です。",
    "見たものの名前と日付を「メモ」に書きます。後で根拠資料になります。住民の名前、パスワードは書きません。",
    "席に戻ったら「答える」のページで入れ、根拠は「見た」を選びます。",
)


def walk(errand: Errand) -> Document:
    """The whole sheet; it says so where nothing is left to see."""
    return sheet(errand, "見回り票", _parts(errand))


def _parts(errand: Errand) -> Iterator[Part]:
    stops = on_the_walk(errand.situation)
    yield Heading(1, "見回り票")
    if not stops:
        yield Paragraph("歩いて見る所は、残っていません。")
        return
    yield Bullets(tuple((Paragraph(one),) for one in _HOW))
    yield WriteIn((("歩いた日", "　　　　年　　月　　日（　　）　　　時から　　　時まで"), ("歩いた人", "")))
    yield Space(2)
    route = " → ".join(f"{place.title}（{len(found)}問）" for place, found in stops)
    yield Paragraph(f"回る順：{route}", Style.STRONG)
    for number, (place, found) in enumerate(stops, 1):
        if number > 1:
            yield PageBreak()  # a stop is a sheet one can hand to whoever goes there
        yield Heading(2, f"{number}　{place.title}　{len(found)}問")
        yield ticks(errand.situation, found, asked=False)
