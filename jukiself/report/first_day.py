"""最初の日に頼むもの: who is asked for what, and one page to hand to each of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jukiself.checklist.model import PersonKind, PlaceKind
from jukiself.report.errand import Errand, sheet
from jukiself.report.outline import (
    Column,
    Entry,
    Heading,
    OnePage,
    PageBreak,
    Paragraph,
    Row,
    Space,
    Style,
    Table,
    WriteIn,
)
from jukiself.report.still_open import by_place, to_ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Place
    from jukiself.report.outline import Document, Part
    from jukiself.report.still_open import Addressee, Point

_DAY = "　　　月　　　日（　　）"
#: A talk goes faster than writing; told so that the other side can set time aside.
_MINUTES_EACH, _ROUND = 1.5, 15
_LONGEST_TALK = 120


def first_day(errand: Errand) -> Document:
    """A list and the words to say for one's own desk, then one page to hand to each addressee."""
    return sheet(errand, "最初の日に頼むもの", _parts(errand))


def _parts(errand: Errand) -> Iterator[Part]:
    found = to_ask(errand.situation)
    yield OnePage(tuple(_list(errand, found)))
    if found:
        yield Heading(2, "そのまま話せる文・送れる文")
    for one in found:
        yield Entry((one.person.title,), (Paragraph(say(errand, one)),), compact=True)
    for one in found:
        yield PageBreak()
        yield OnePage(tuple(_page(errand, one)))


def _list(errand: Errand, found: Sequence[Addressee]) -> Iterator[Part]:
    yield Heading(1, "最初の日に頼むもの")
    if not found:
        yield Paragraph("人に頼むことは、残っていません。")
        return
    yield Paragraph(
        "点検の答えの多くは、ほかの係の書類と人の中にあります。今日のうちに頼んでおくと、答えを待つ間に自分の分を進められます。"
        "この一覧と話す文は手元に置き、その後ろの1枚ずつを、それぞれの相手に渡します。"
    )
    columns = (
        Column("頼んだ", 8),
        Column("頼む相手", 29),
        Column("問", 6),
        Column("いつまで", 15),
        Column("会う日", 15),
        Column("返った", 8),
    )
    until = errand.deadline or "　月　　日"
    rows = tuple(Row(("□", one.person.title, str(one.questions), until, "　月　　日", "□")) for one in found)
    yield Table(columns, rows)
    yield Paragraph("問の数は、まだ答えの出ていない設問の数です。頼む順は、返事に時間のかかる相手（業者・連合・県）からにします。", Style.SMALL)  # fmt: skip


def _page(errand: Errand, addressee: Addressee) -> Iterator[Part]:
    situation, person = errand.situation, addressee.person
    yield Heading(1, f"{person.title}へのお願い")
    yield Paragraph(
        f"住基（住民基本台帳）の情報の守りを、{situation.inspection.office.name or '役場'}では自分たちで点検しています。{person.why}"
        "良し悪しや責任を問うものではありません。「わからない」も大切な答えです。"
    )
    yield WriteIn((
        ("いつまでに", errand.deadline or _DAY),
        ("お話を聞く日", f"{_DAY}　　　時から{minutes(addressee)}分ほど　　場所"),
        ("頼む人", errand.asks),
    ))  # fmt: skip
    yield Space(2)
    checklist = situation.checklist
    papers = by_place(checklist, addressee.points, PlaceKind.PAPERS)
    away = by_place(checklist, addressee.points, PlaceKind.WALK)
    talk = by_place(checklist, addressee.points, PlaceKind.HERE, PlaceKind.CALL)
    lists = _lists_wanted(situation, addressee)
    if papers or lists:
        yield Heading(2, "見せていただきたい書類")
        yield _table(situation, papers, lists)
    if away:
        yield Heading(2, "一緒に見せていただきたい所")
        yield _table(situation, away)
    if talk:
        yield Heading(2, "お話だけで済むこと")
        yield _table(situation, talk)


def _lists_wanted(situation: Situation, addressee: Addressee) -> list[str]:
    """An open list nobody has closed yet comes before everything that hangs on it."""
    asked = {one.question.id for one in addressee.points}
    return [
        f"{one.title}の一覧（名前、相手、仕事の範囲、期間）"
        for one in situation.checklist.groups
        if not one.fixed and one.gate in asked and not situation.list_closed(one)
    ]


def _table(situation: Situation, found: Sequence[tuple[Place, tuple[Point, ...]]], lists: Sequence[str] = ()) -> Table:
    rows = [Row(("□", one, "ほかのことは、この一覧がそろってから始まります。")) for one in lists]
    rows += [Row(("□", place.title, _subjects(situation, points))) for place, points in found]
    return Table(
        (Column("", 5), Column("見るもの・所", 32), Column("何のことか（問の数）と、その1つ", 63)), tuple(rows)
    )


def _subjects(situation: Situation, points: Sequence[Point]) -> str:
    counts = Counter(one.question.area for one in points)
    titles = situation.checklist.titles
    named = "、".join(f"{titles[f'area:{area}']}{count}" for area, count in counts.items())
    first = next((one for one in points if one.question.short), points[0]).question
    return f"{named}\n例：{first.text}"


def minutes(addressee: Addressee) -> int:
    """How long a talk takes, in quarters of an hour; more than two hours is more than one talk."""
    needed = addressee.questions * _MINUTES_EACH
    return min(_LONGEST_TALK, _ROUND * max(1, round(needed / _ROUND)))


def say(errand: Errand, addressee: Addressee) -> str:
    """A sentence ready to say or mail."""
    situation, person = errand.situation, addressee.person
    office, contact = situation.inspection.office.name, situation.inspection.contact
    outside = person.kind is PersonKind.OUTSIDE
    own = (office if outside else "", contact.section or "住基の係", contact.person or "（氏名）")
    papers = "、".join(place.title for place, _ in by_place(situation.checklist, addressee.points, PlaceKind.PAPERS))
    until = errand.deadline or "（　　月　　日）"
    hello = "いつもお世話になっております。" if outside else "おつかれさまです。"
    wants = f"{papers}の、関係する所を見せてください。" if papers else ""
    return (
        f"{hello}{'　'.join(part for part in own if part)}です。"
        f"住基の情報の守りを自分たちで点検していて、お力を借りたいことが{addressee.questions}問あります。"
        f"{until}までに、{minutes(addressee)}分ほどお話を聞かせてください。{wants}"
        "調べてもわからないことは「わからない」で結構です。どうぞよろしくお願いいたします。"
    )
