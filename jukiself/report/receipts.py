"""受領のお知らせ: what came from an office, when, and what is still to be done; as a text for a mail and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.seal import SealState
from jukiself.answers.years import fiscal_year
from jukiself.report.outline import Bullets, Column, Document, Heading, Paragraph, Row, Style, Table
from jukiself.report.words import era_day
from jukiself.survey.arrivals import HOW_LABELS, How
from jukiself.survey.board import STANDING_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Part
    from jukiself.survey.arrivals import Arrival
    from jukiself.survey.board import Board
    from jukiself.survey.board import Row as Office

_COLUMNS = (
    Column("団体コード", 9.5),
    Column("団体名", 14),
    Column("届いた日", 18),
    Column("提出回", 7),
    Column("照合コード", 19),
    Column("コードの状態", 13),
    Column("読めない所", 9),
    Column("お願い", 8),
)
_CHANGED = (
    "表紙の照合コードを付けた後に、答えが変わっています。決裁の紙と回答書が同じ内容か、確かめてください。"
    "違うときは、紙を印刷し直すか、回答書をもう一度送ってください。"
)
_WAITING = "同じ提出回で、答えの違う回答書がほかに届いています。どちらを残すか、お知らせください。"
_CELLS = "次の欄は読み取れませんでした。直した回答書を、もう一度送ってください。"
_UNUSABLE = "次のファイルは受け取りましたが、読み取れません。"
_SOUND = "今のところ、お願いすることはありません。内容について尋ねることがあるときは、あらためて連絡します。"


def receipt_text(board: Board, row: Office) -> str:
    """The text for an office, to be pasted into a mail; empty where nothing came from it."""
    return "\n".join(_lines(board, row)) + "\n" if _came(row) else ""


def _came(row: Office) -> bool:
    newest = row.newest
    return bool(newest and newest.file_name) or bool(row.unusable or row.waiting)


def _lines(board: Board, row: Office) -> Iterator[str]:
    office, contact = row.listed.office, row.listed.contact
    yield " ".join(one for one in (office.name, contact.section) if one) + " 御中"
    if contact.person:
        yield f"（{contact.person} 様）"
    yield ""
    yield f"「{_title(board)}」の回答書を受け取りました。ありがとうございます。"
    yield ""
    if row.newest:
        yield from (f"{label}　{text}" for label, text in _facts(row.newest))
        yield ""
    asked = list(_asked(row))
    yield "お願い" if asked else _SOUND
    for place, (sentence, items) in enumerate(asked, 1):
        yield f"{place}　{sentence}"
        yield from (f"　・{one}" for one in items)
    yield from _from_whom(board)


def _title(board: Board) -> str:
    said = board.request.title if board.request else ""
    return said or f"{fiscal_year(board.year)} 住基ネット自己点検"


def _facts(newest: Arrival) -> Iterator[tuple[str, str]]:
    yield "届いた日　", era_day(newest.at.date())
    if newest.how is not How.WORKBOOK:
        yield "届き方　　", HOW_LABELS[newest.how]
    if newest.file_name:
        yield "ファイル　", newest.file_name.rpartition("/")[2]
    yield "提出回　　", f"第{newest.submission}回"
    if newest.sealed:
        yield "照合コード", f"{newest.sealed}（表紙のコード：{newest.state}）"
        yield "読み取り　", f"答え {newest.taken}、直して読んだ所 {newest.repaired}、読めなかった所 {newest.refused}"


def _asked(row: Office) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the office is asked to do, each with the places it concerns."""
    newest = row.newest
    if newest and newest.refused:
        yield _CELLS, newest.problems[: newest.refused]
    if newest and newest.state == SealState.CHANGED:
        yield _CHANGED, ()
    if row.waiting:
        yield _WAITING, tuple(one.file_name.rpartition("/")[2] for one in row.waiting)
    if row.unusable:
        yield _UNUSABLE, tuple(f"{one.file_name.rpartition('/')[2]}：{one.reason}" for one in row.unusable)


def _from_whom(board: Board) -> Iterator[str]:
    if board.request is None:
        return
    contact = board.request.contact
    said = [board.request.prefecture.name, contact.section, contact.person]
    yield ""
    yield " ".join(one for one in said if one)
    reached = [f"電話 {contact.phone}" if contact.phone else "", f"メール {contact.mail}" if contact.mail else ""]
    if any(reached):
        yield "　".join(one for one in reached if one)


def receipts_document(board: Board, nature: Nature) -> Document:
    """受領のお知らせ of all offices something came from: one table, and below it what each is asked."""
    rows = [one for one in board.rows if _came(one)]
    handling = board.request.handling if board.request else "取扱注意"
    mark = f"【{NATURE_LABELS[nature]}】" if nature is not Nature.REAL else ""
    return Document(
        title=f"受領のお知らせ {board.year}",
        subject=_title(board),
        author=board.request.prefecture.name if board.request else "",
        header=f"受領のお知らせ{mark}　{fiscal_year(board.year)}",
        footer=f"{handling}　{era_day(board.today)}現在",
        parts=tuple(_parts(board, rows)),
        band=NATURE_LABELS[nature] if nature is not Nature.REAL else "",
        made_on=board.today,
        landscape=True,
    )


def _parts(board: Board, rows: list[Office]) -> Iterator[Part]:
    yield Heading(1, "受領のお知らせ")
    yield Paragraph(f"{_title(board)}　{era_day(board.today)}現在　{len(rows)}団体")
    if not rows:
        yield Paragraph("まだ何も届いていません。")
        return
    yield Table(_COLUMNS, tuple(_row(one) for one in rows), compact=True)
    asked = [one for one in rows if any(True for _ in _asked(one))]
    if asked:
        yield Heading(1, f"お願いのある団体　{len(asked)}")
    for one in asked:
        yield Heading(2, f"{one.listed.office.code}　{one.listed.office.name}")
        for sentence, items in _asked(one):
            yield Paragraph(sentence)
            if items:
                yield Bullets(tuple((Paragraph(item, Style.SMALL),) for item in items))


def _row(row: Office) -> Row:
    newest = row.newest
    asked = "あり" if any(True for _ in _asked(row)) else ""
    head = (row.listed.office.code, row.listed.office.name)
    if newest is None:
        return Row((*head, "", "", "", STANDING_LABELS[row.standing], "", asked))
    day = era_day(newest.at.date())
    refused = str(newest.refused) if newest.refused else ""
    return Row((*head, day, f"第{newest.submission}回", newest.sealed, newest.state, refused, asked))
