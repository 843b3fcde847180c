"""Plain data to rows and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import (
    Answer,
    Basis,
    Confirming,
    Contract,
    Inspection,
    Key,
    Life,
    Review,
    Step,
    StepState,
)
from jukiself.checklist.local import as_data, read_local
from jukiself.checklist.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Table

    from jukiself.checklist.local import LocalQuestion

_REVIEW_TEXTS = (
    "confirmed_by",
    "confirmed_on",
    "approved_by",
    "approved_on",
    "sealed",
    "sent_on",
    "reported_on",
    "instruction",
)
_CONTRACT = ("id", "name", "contractor", "scope", "period", "ended")
_STEP = ("rule", "what", "who", "until", "about", "result", "since")
_COMMENT = ("year", "rule", "member", "text", "reason", "sender", "day", "reply")


def head(inspection: Inspection) -> dict[str, Any]:
    """The row of table ``inspection``, but for its place and its time."""
    review = inspection.review
    return {
        "office": inspection.office.code,
        "year": inspection.year,
        "form": inspection.form,
        "edition": inspection.edition,
        "nature": inspection.nature.value,
        "submission": inspection.submission,
        "network_set": inspection.network_set,
        "full_depth": inspection.full,
        "extras": ",".join(inspection.extras),
        "section": inspection.contact.section,
        "person": inspection.contact.person,
        "phone": inspection.contact.phone,
        "mail": inspection.contact.mail,
        "deadline": inspection.deadline,
        "free_text": inspection.free_text,
        "locals": json.dumps(as_data(inspection.locals), ensure_ascii=False) if inspection.locals else "",
        "life": review.life.value,
        "way": review.way.value if review.way else "",
        **{name: getattr(review, name) for name in _REVIEW_TEXTS},
    }


def review(row: Mapping[str, Any]) -> Review:
    """確認と決裁 of a row."""
    texts = {name: row[name] for name in _REVIEW_TEXTS}
    return Review(Life(row["life"]), Confirming(row["way"]) if row["way"] else None, **texts)


def local_questions(text: str) -> tuple[LocalQuestion, ...]:
    """県からの追加の設問 of a row; `ValueError` where no program of ours wrote it."""
    return read_local(json.loads(text)) if text else ()


def rows_of(connection: Connection, table: Table, inspection_id: int) -> list[Mapping[str, Any]]:
    """What a table holds about an inspection."""
    found = connection.execute(select(table).where(table.c.inspection == inspection_id))
    # A country's replies are read at one go: SQLAlchemy's own mappings would take twice as long.
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found.all()]


def columns(answer: Answer, now: datetime | None) -> dict[str, Any]:
    """The columns of an answer."""
    return {
        "value": answer.value,
        "basis": answer.basis.value if answer.basis else "",
        "note": answer.note,
        "memo": answer.memo,
        "evidence": answer.evidence,
        "answered_by": answer.answered_by,
        "confirmed_by": answer.confirmed_by,
        "at": answer.at or now,
    }


def key(row: Mapping[str, Any]) -> Key:
    """Where a row belongs."""
    return Key(row["question"], row["member"] or None)


def answer(row: Mapping[str, Any]) -> Answer:
    """The answer of a row."""
    return Answer(
        value=row["value"],
        basis=Basis(row["basis"]) if row["basis"] else None,
        note=row["note"],
        memo=row["memo"],
        evidence=row["evidence"],
        answered_by=row["answered_by"],
        confirmed_by=row["confirmed_by"],
        at=row["at"],
    )


def contract_columns(contract: Contract) -> dict[str, Any]:
    """The columns of a contract."""
    return {name: getattr(contract, name) for name in _CONTRACT}


def contracts(found: Iterable[Mapping[str, Any]]) -> tuple[Contract, ...]:
    """The contracts of rows, in their order."""
    return tuple(Contract(*(row[name] for name in _CONTRACT)) for row in _placed(found))


def step_columns(step: Step) -> dict[str, Any]:
    """The columns of a step of the plan."""
    return {"member": step.member or "", "state": step.state.value, **{name: getattr(step, name) for name in _STEP}}


def steps(found: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of rows, in their order."""
    return tuple(
        Step(member=row["member"] or None, state=StepState(row["state"]), **{name: row[name] for name in _STEP})
        for row in _placed(found)
    )


def comment_columns(comment: Comment) -> dict[str, Any]:
    """The columns of a comment."""
    opinion = {"opinion": comment.opinion.value, "severity": comment.severity.value if comment.severity else ""}
    return {**opinion, **{name: getattr(comment, name) for name in _COMMENT}}


def comments(found: Iterable[Mapping[str, Any]]) -> tuple[Comment, ...]:
    """The comments of rows, in their order."""
    return tuple(
        Comment(
            opinion=Opinion(row["opinion"]),
            severity=Severity(row["severity"]) if row["severity"] else None,
            **{name: row[name] for name in _COMMENT},
        )
        for row in _placed(found)
    )


def _placed(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(found, key=lambda row: int(row["position"]))
