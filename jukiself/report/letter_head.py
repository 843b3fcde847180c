"""What all letters of a prefecture begin and end with: number, day, to whom, from whom, subject, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Contact, Nature
from jukiself.answers.years import fiscal_year
from jukiself.report.inspection import BANDS
from jukiself.report.outline import Document, Paragraph, Style
from jukiself.report.words import era_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jukiself.report.outline import Part

_NO_DAY = "令和　　年　　月　　日"
_NO_SENDER = "（差出人）"
_FOOT = "この文書には、団体の守りの弱い所が書かれています。取扱注意"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and when; what is not known is left to be filled in. ``number`` is the 文書番号 or empty."""

    name: str = ""
    contact: Contact = field(default_factory=Contact)
    day: date | None = None
    number: str = ""
    no_seal: bool = False

    @property
    def ask_us(self) -> str:
        """Whom to ask back, in one line."""
        one = self.contact
        return "　".join(part for part in (one.section or self.name, one.person, one.phone, one.mail) if part)


def head(sender: Sender, to: str, subject: str) -> Iterator[Part]:
    """Everything above the first sentence."""
    if sender.number:
        yield Paragraph(sender.number, Style.RIGHT)
    yield Paragraph(era_day(sender.day) if sender.day else _NO_DAY, Style.RIGHT)
    yield Paragraph(to)
    name = "　".join(filter(None, (sender.name or _NO_SENDER, sender.contact.section)))
    yield Paragraph(f"{name}\n（公印省略）" if sender.no_seal else name, Style.RIGHT)
    yield Paragraph(subject, Style.SUBJECT)


def ask(sender: Sender) -> Paragraph:
    """The last line."""
    return Paragraph(f"お問い合わせ先：{sender.ask_us or '　　　　　　　　　　　　　　　　'}")


def letter(
    sender: Sender, year: int, nature: Nature, title: str, parts: Iterable[Part], *, about: str, landscape: bool = False
) -> Document:
    """A letter of 講評; ``about`` is the office it goes to, or empty."""
    return Document(
        title=f"{title}　{fiscal_year(year)}　{about}".strip(),
        subject=f"住基ネット自己点検　{NATURE_LABELS[nature]}",
        author=sender.name or "jukiself",
        header=f"{title}　{fiscal_year(year)}　【{NATURE_LABELS[nature]}】　{about}".strip(),
        footer=_FOOT,
        parts=tuple(parts),
        band=BANDS[nature].replace("報告書", "文書"),
        made_on=sender.day,
        landscape=landscape,
    )
