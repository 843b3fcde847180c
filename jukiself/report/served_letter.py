"""個別助言 to an office that has not replied itself: whose reply it rests on, and what is left to do at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.years import fiscal_year
from jukiself.report.letter_head import ask, head, letter
from jukiself.report.outline import Bullets, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.model import Nature, Office
    from jukiself.report.letter_head import Sender
    from jukiself.report.outline import Document, Part


def served_letter(sender: Sender, office: Office, body: Office, year: int, nature: Nature) -> Document:
    """The letter to an office whose part ``body`` has answered."""
    return letter(sender, year, nature, "個別助言", _parts(sender, office, body, year), about=office.name)


def _parts(sender: Sender, office: Office, body: Office, year: int) -> Iterator[Part]:
    said = fiscal_year(year)
    to = f"{office.name}　住基ネット点検ご担当　様"
    yield from head(sender, to, f"{said}　住基ネット自己点検の結果について（個別助言）")
    yield Paragraph(
        f"{said}の点検では、{body.name}の回答書を、{office.name}の回答としても数えました。"
        f"{office.name}から届いた回答書はないので、県の助言も{body.name}の回答によるものです。"
    )
    yield Heading(2, f"助言は{body.name}にお送りしました")
    yield Paragraph(
        f"所見と、それについての県のコメントは、{body.name}への個別助言と「講評」のファイルにあります。"
        f"{body.name}の担当の方に見せてもらってください。多くの団体に共通することは、全体への通知に書きました。"
    )
    yield Heading(2, "していただきたいこと")
    asked = (
        f"助言のうち、{body.name}が行うことと、{office.name}が行うことを、{body.name}といっしょに分けてください。",
        "自分の役場で行うことについて、担当と期限を決めてください。",
        f"{body.name}の回答が自分の役場の様子と違うときは、下の問い合わせ先に知らせてください。",
    )
    yield Bullets(tuple((Paragraph(one),) for one in asked), numbered=True)
    yield Heading(2, "お問い合わせ")
    yield ask(sender)
