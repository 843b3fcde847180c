"""講評 of a round in the book: a write names the version it saw, and nothing that is overwritten is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from jukiself.answers.comment import Opinion, with_replies
from jukiself.checklist.model import Severity
from jukiself.store import rows, tables
from jukiself.store.opening import BookChanged, changed_words
from jukiself.store.whole import insert_all, put_comments
from jukiself.survey.remarks import Bin, On, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from jukiself.answers.comment import Comment
    from jukiself.answers.model import Nature
    from jukiself.store.book import Book


def load(book: Book, year: int, nature: Nature, office: str = "") -> dict[On, Remark]:
    """Every remark of a round, or of one office in it."""
    with book.reading() as connection:
        return _load(connection, year, nature, office)


def severities(book: Book, year: int, nature: Nature) -> dict[str, dict[tuple[str, str], Severity]]:
    """What the reviewers weigh otherwise in a round: by office, the severity of (rule, member)."""
    said = tables.remark.c
    wanted = select(said.office, said.rule, said.member, said.severity).where(
        said.year == year, said.nature == nature.value, said.severity != ""
    )
    found: dict[str, dict[tuple[str, str], Severity]] = {}
    with book.reading() as connection:
        for office, rule, member, severity in connection.execute(wanted):
            found.setdefault(office, {})[rule, member] = Severity(severity)
    return found


def put(book: Book, year: int, nature: Nature, remarks: Iterable[Remark], by: str, at: datetime) -> list[Remark]:
    """Write remarks in one transaction, all or none; as they stand then. What they say already is not written again.

    The ``version`` of each is the one it was read with. Raises `BookChanged` where somebody else wrote meanwhile.
    ``reply`` is the office's, and stays (`put_replies`).
    """
    wanted = list({one.on: one for one in remarks}.values())
    try:
        with book.writing(much=len(wanted) > 1) as connection:
            offices = {one.office for one in wanted}
            now = _load(connection, year, nature, offices.pop() if len(offices) == 1 else "")
            written, fresh = [], []
            for one in wanted:
                row = _put(connection, (year, nature), one, now.get(one.on), by, at)
                if row and one.on not in now:
                    fresh.append(row)
                written.append(_remark(row) if row else now.get(one.on, one))
            insert_all(connection, tables.remark, fresh)
            return written
    except IntegrityError:
        # Another reviewer of the same server wrote the first remark on it between our look and our write.
        now = load(book, year, nature)
        ours = next((one for one in wanted if one.on in now and now[one.on].version != one.version), None)
        if ours is None:
            raise
        raise _changed(now[ours.on], ours) from None


def put_replies(book: Book, year: int, nature: Nature, replies: Mapping[On, str]) -> int:
    """Write what offices replied, beside the reviewers' own words and without touching them; how many are new."""
    if not replies:
        return 0
    written = 0
    with book.writing(much=True) as connection:
        now = _load(connection, year, nature)
        for on, reply in replies.items():
            kept = now.get(on)
            if kept is None:
                row = {**_columns(Remark(*on)), "by": "", "at": None, "version": 0, "reply": reply}
                connection.execute(insert(tables.remark).values(**_place(year, nature, on), **row))
            elif kept.reply != reply:
                connection.execute(
                    update(tables.remark).where(*_at(tables.remark, year, nature, on)).values(reply=reply)
                )
            else:
                continue
            written += 1
    return written


def returned(book: Book, year: int, nature: Nature) -> dict[On, str]:
    """What offices replied to the remarks of a round, in the newest workbook of theirs that says so."""
    said, sent = tables.comment.c, tables.inspection.c
    wanted = (
        select(sent.office, sent.year.label("sent_in"), sent.submission, said.rule, said.member, said.reply)
        .select_from(tables.comment.join(tables.inspection))
        .where(said.year == year, said.reply != "", sent.nature == nature.value)
    )
    with book.reading() as connection:
        found = connection.execute(wanted).mappings().all()
    by_age = sorted(found, key=lambda row: (row["sent_in"], row["submission"]))
    return {On(row["office"], row["rule"], row["member"]): str(row["reply"]) for row in by_age}


def hear(book: Book, inspection: int, comments: Iterable[Comment]) -> None:
    """Replies that came beside answers the book has already; an empty one erases nothing."""
    with book.writing() as connection:
        before = rows.comments(rows.rows_of(connection, tables.comment, inspection))
        after = with_replies(before, comments)
        if after != before:
            connection.execute(delete(tables.comment).where(tables.comment.c.inspection == inspection))
            put_comments(connection, inspection, after)


def past(book: Book, year: int, nature: Nature, on: On) -> list[Remark]:
    """What was written there before, oldest first."""
    table = tables.remark_past
    with book.reading() as connection:
        found = connection.execute(select(table).where(*_at(table, year, nature, on))).mappings().all()
        return [_remark(row) for row in sorted(found, key=lambda row: int(row["seq"]))]


def phrases(book: Book) -> list[str]:
    """定型文 the reviewers keep in this book."""
    with book.reading() as connection:
        found = connection.execute(select(tables.phrase)).mappings().all()
        return [str(row["text"]) for row in sorted(found, key=lambda row: int(row["position"]))]


def put_phrases(book: Book, texts: Sequence[str]) -> None:
    """Keep these 定型文, in this order."""
    with book.writing() as connection:
        connection.execute(delete(tables.phrase))
        for position, text in enumerate(dict.fromkeys(texts)):
            connection.execute(insert(tables.phrase).values(position=position, text=text))


def _load(connection: Connection, year: int, nature: Nature, office: str = "") -> dict[On, Remark]:
    table = tables.remark
    where = [table.c.year == year, table.c.nature == nature.value]
    if office:
        where.append(table.c.office == office)
    found = [_remark(row) for row in connection.execute(select(table).where(*where)).mappings()]
    return {one.on: one for one in sorted(found, key=lambda one: one.on)}


def _put(
    connection: Connection, round_: tuple[int, Nature], ours: Remark, kept: Remark | None, by: str, at: datetime
) -> dict[str, Any] | None:
    """The row as it is to stand, written where there was one before; None where it stands like that already."""
    table = tables.remark
    said = _columns(ours)
    if said == _columns(kept or Remark(*ours.on)):
        return None
    if (kept.version if kept else 0) != ours.version:
        raise _changed(kept or Remark(*ours.on), ours)
    place, fresh = _place(*round_, ours.on), {**said, "by": by, "at": at, "version": ours.version + 1}
    if kept is None:
        return {**place, "reply": "", **fresh}
    if kept.version:
        before = {**_columns(kept), "by": kept.by, "at": kept.at, "version": kept.version}
        connection.execute(insert(tables.remark_past).values(**place, **before))
    seen = update(table).where(*_at(table, *round_, ours.on), table.c.version == ours.version).values(**fresh)
    if connection.execute(seen).rowcount != 1:
        now = connection.execute(select(table).where(*_at(table, *round_, ours.on))).mappings().first()
        raise _changed(_remark(now) if now else kept, ours)
    return {**place, "reply": kept.reply, **fresh}


def _changed(theirs: Remark, ours: Remark) -> BookChanged:
    about = "全体" if not ours.rule else f"{ours.rule}@{ours.member}" if ours.member else ours.rule
    return BookChanged(changed_words(f"団体 {ours.office} の講評（{about}）", theirs.by, theirs.at), theirs, ours)


def _columns(remark: Remark) -> dict[str, Any]:
    """What the reviewers say."""
    severity = remark.severity.value if remark.severity else ""
    texts = {"reason": remark.reason, "comment": remark.comment}
    return {"bin": remark.bin.value, "opinion": remark.opinion.value, "severity": severity, **texts}


def _remark(row: Mapping[Any, Any]) -> Remark:
    return Remark(
        office=row["office"],
        rule=row["rule"],
        member=row["member"],
        bin=Bin(row["bin"]),
        opinion=Opinion(row["opinion"]),
        severity=Severity(row["severity"]) if row["severity"] else None,
        reason=row["reason"],
        comment=row["comment"],
        reply=row.get("reply", ""),
        by=row["by"],
        at=row["at"],
        version=row["version"],
    )


def _place(year: int, nature: Nature, on: On) -> dict[str, Any]:
    return {"year": year, "nature": nature.value, "office": on.office, "rule": on.rule, "member": on.member}


def _at(table: Table, year: int, nature: Nature, on: On) -> list[Any]:
    return [table.c[name] == value for name, value in _place(year, nature, on).items()]
