"""聞取り票 on paper: everything open that one addressee can answer, with the words to ask it in and boxes to tick."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jukiself.report.errand import Errand, sheet, ticks
from jukiself.report.outline import Heading, Paragraph, Space, Style, WriteIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Document, Part
    from jukiself.report.still_open import Addressee


def hearing(errand: Errand, addressee: Addressee) -> Document:
    """The whole sheet for one addressee."""
    return sheet(errand, f"聞取り票　{addressee.person.title}", _parts(errand, addressee))


def _parts(errand: Errand, addressee: Addressee) -> Iterator[Part]:
    person = addressee.person
    asked = [one for one in addressee.points if one.keys]
    yield Heading(1, f"聞取り票　{person.title}")
    yield Paragraph(
        f"住基の守りの点検のため、{len(asked)}問をお聞きします。{person.why}"
        "良し悪しを決めるものではありません。「わからない」も大切な答えです。"
    )
    yield WriteIn((
        ("答えた人", "（課・係、職、氏名）"),
        ("聞いた日", f"　　　　年　　月　　日　　　いつまでに：{errand.deadline or '　　　　　　　　　　'}"),
        ("聞いた人", errand.asks),
    ))  # fmt: skip
    yield Space(2)
    if waiting := len(addressee.points) - len(asked):
        yield Paragraph(
            f"このほかに、委託契約ごとにお聞きすることが{waiting}問あります。契約の一覧ができてから、契約の数だけ用紙に足します。",
            Style.SMALL,
        )
    titles = errand.situation.checklist.titles
    for area, found in groupby(asked, key=lambda one: one.question.area):
        yield Heading(2, titles[f"area:{area}"])
        yield ticks(errand.situation, found, asked=True)
