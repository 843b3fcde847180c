"""鑑文: the letter that goes with the blanks, one for all offices, with whom it goes to on a sheet behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.answers.years import fiscal_year
from jukiself.checklist.local import TITLE
from jukiself.report.letter_head import Sender, head
from jukiself.report.outline import (
    Column,
    Document,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    Style,
    Table,
)
from jukiself.report.words import day_with_weekday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jukiself.report.outline import Part
    from jukiself.survey.request import Listed, Request

_BAND = "見本　この依頼は見本です。回答書を送る必要はありません。"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter is made from; ``extras`` are the titles of optional areas asked, ``number`` the 文書番号 or empty."""

    request: Request
    roll: Sequence[Listed]
    day: date
    extras: tuple[str, ...] = ()
    number: str = ""
    no_seal: bool = False


def default_title(request: Request) -> str:
    """The subject where nobody wrote one."""
    return f"{_year(request)}　住基ネット自己点検の実施について（依頼）"


def default_words(request: Request) -> str:
    """The body where nobody wrote one."""
    return (
        "日頃から、住民基本台帳の事務に御協力いただき、ありがとうございます。\n"
        f"住民基本台帳ネットワークシステムと、これにつながる庁内のシステムの守りを確かめるため、{_year(request)}の自己点検をお願いします。"
        "下のとおり、添付の回答書に記入し、期限までに返してください。\n"
        "この点検は、弱い所を早く見つけて直すためのものです。団体の優劣を付けるものでも、担当の方を責めるものでもありません。"
        "分からないことは「わからない」と答えてください。調べる時間がないときも、分かった所までを返してください。"
    )


def covering_letter(given: Letter) -> Document:
    """The letter and, behind it, its addressees."""
    request = given.request
    head = f"住基ネット自己点検の依頼　{_year(request)}　{request.prefecture.name}"
    return Document(
        title=request.title or default_title(request),
        subject=head,
        author=request.prefecture.name,
        header=head,
        footer=f"添付の回答書は、記入した後は{request.handling or '取扱注意'}です",
        parts=(*_letter(given), PageBreak(), *_addressees(given)),
        band=_BAND if request.nature is Nature.SAMPLE else "",
        cover=True,
        made_on=given.day,
    )


def _letter(given: Letter) -> Iterator[Part]:
    request = given.request
    sender = Sender(request.prefecture.name, request.contact, given.day, given.number, given.no_seal)
    to = "別紙の各団体　住民基本台帳ネットワークシステム御担当　様"
    yield from head(sender, to, request.title or default_title(request))
    for text in (request.letter or default_words(request)).split("\n"):
        if text.strip():
            yield Paragraph(text if text.startswith("　") else f"　{text}")
    yield Paragraph("記", Style.SUBJECT)
    yield KeyValues(tuple(_points(given)))


def _points(given: Letter) -> Iterator[tuple[str, str]]:
    request = given.request
    yield (
        "返すもの",
        "添付の回答書（Excel ブック）1つ。ファイルの名前は変えず、圧縮せずに返してください。紙は要りません。",
    )
    yield "期限", day_with_weekday(request.deadline) or "別に知らせます。"
    yield "設問", "、".join(_scope(given))
    yield (
        "記入の方法",
        "Excel か LibreOffice で開き、色の付いた欄に書きます。「住基セルフ点検ブック」があれば、回答書を開くと画面で答えられます。事務用のパソコンを使い、統合端末などの住基の機器には入れないでください。",
    )
    yield "返す先", "下の連絡先へ、県と市町村の間で決めた方法で送ってください。"
    if any(one.served_by for one in given.roll):
        yield (
            "まとめて回答",
            "組合などがまとめて回答する団体は、別紙に示しました。その団体は、自分で返す必要はありません。",
        )
    yield (
        "取扱い",
        f"{request.handling or '取扱注意'}。回答書には弱い所が書かれます。必要な人だけで見て、保存する期限が来たら消してください。",
    )
    if contact := _contact(request):
        yield "連絡先", contact


def _scope(given: Letter) -> Iterator[str]:
    yield "詳細（全部の設問）" if given.request.full else "簡易（要の設問）"
    yield from given.extras
    if given.request.questions:
        yield f"{TITLE} {len(given.request.questions)}問（回答書の最後にあります）"


def _contact(request: Request) -> str:
    contact = request.contact
    phone = f"電話 {contact.phone}" if contact.phone else ""
    mail = f"メール {contact.mail}" if contact.mail else ""
    return "　".join(part for part in (contact.section, contact.person, phone, mail) if part)


def _addressees(given: Letter) -> Iterator[Part]:
    names = {one.office.code: one.office.name for one in given.roll}
    yield Heading(1, f"別紙　送付先（{len(given.roll)}団体）")
    columns = (Column("団体コード", 15), Column("団体名", 30), Column("担当", 30), Column("回答", 25))
    rows = tuple(
        Row(
            (
                one.office.code,
                one.office.name,
                "　".join(part for part in (one.contact.section, one.contact.person) if part),
                f"{names.get(one.served_by, one.served_by)}がまとめて回答" if one.served_by else "",
            )
        )
        for one in given.roll
    )
    yield Table(columns, rows, compact=True)


def _year(request: Request) -> str:
    """令和8年度 without the western year."""
    return fiscal_year(request.year).split("（", 1)[0]
