"""Today's tables. Upgrade steps spell their columns out and never refer to these."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

metadata = MetaData()

office = Table(
    "office",
    metadata,
    Column("code", String(6), primary_key=True),
    Column("name", Text, nullable=False),
)

inspection = Table(
    "inspection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office", ForeignKey("office.code"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("submission", Integer, nullable=False),
    Column("network_set", Text, nullable=False),
    Column("full_depth", Boolean, nullable=False),
    Column("extras", Text, nullable=False, server_default=""),
    Column("section", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("free_text", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("changed_by", Text, nullable=False, server_default=""),
    # 確認と決裁
    Column("life", Text, nullable=False, server_default="open"),
    Column("way", Text, nullable=False, server_default=""),
    Column("confirmed_by", Text, nullable=False, server_default=""),
    Column("confirmed_on", Text, nullable=False, server_default=""),
    Column("approved_by", Text, nullable=False, server_default=""),
    Column("approved_on", Text, nullable=False, server_default=""),
    Column("sealed", Text, nullable=False, server_default=""),
    Column("sent_on", Text, nullable=False, server_default=""),
    Column("reported_on", Text, nullable=False, server_default=""),
    Column("instruction", Text, nullable=False, server_default=""),
    # 県からの追加の設問, as JSON; empty where there are none
    Column("locals", Text, nullable=False, server_default=""),
    UniqueConstraint("office", "year", "nature", "submission", name="one_inspection_per_submission"),
)

contract = Table(
    "contract",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("contractor", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("ended", Text, nullable=False, server_default=""),
)


def _answer_columns() -> list[Column[object]]:
    return [
        Column("value", Text, nullable=False),
        Column("basis", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("memo", Text, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("answered_by", Text, nullable=False),
        Column("confirmed_by", Text, nullable=False),
        Column("at", DateTime),
    ]


answer = Table(
    "answer",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    *_answer_columns(),
)

#: Every answer ever given, in order; nothing is removed from it.
history = Table(
    "history",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), nullable=False),
    Column("question", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("origin", Text, nullable=False),
    *_answer_columns(),
)

step = Table(
    "step",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("about", Text, nullable=False, server_default=""),
    Column("result", Text, nullable=False, server_default=""),
    Column("since", Integer, nullable=False, server_default="0"),
)

#: The answers of the inspection this one was begun from; written once.
last_year = Table(
    "last_year",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    *_answer_columns(),
)

#: What the person who confirms asks about an answer; gone when it is settled.
query = Table(
    "query",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", DateTime),
)

#: One row per paper handed to somebody.
handout = Table(
    "handout",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("to_whom", Text, nullable=False),
    Column("file_name", Text, nullable=False),
)

#: One row per file taken in.
import_log = Table(
    "import_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("besides", Text, nullable=False, server_default=""),
)

#: 依頼: one per 年度 and nature; ``body`` is JSON.
request = Table(
    "request",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("nature", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", DateTime, nullable=False),
)

#: 対象団体 of a 依頼.
roll = Table(
    "roll",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("nature", Text, primary_key=True),
    Column("code", String(6), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("served_by", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("mail", Text, nullable=False),
    Column("population", Integer),
    Column("traits", Text, nullable=False),
)

#: 届いたもの: one row per file, call or refusal, whatever became of it.
arrival = Table(
    "arrival",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("folder", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("how", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("nature", Text, nullable=False),
    Column("submission", Integer, nullable=False),
    Column("printed", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("inspection", ForeignKey("inspection.id", ondelete="SET NULL")),
    Column("taken", Integer, nullable=False),
    Column("repaired", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("problems", Text, nullable=False),
)

#: 問合せ of the prefecture to an office.
call = Table(
    "call",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("year", Integer, nullable=False),
    Column("nature", Text, nullable=False),
    Column("office", String(6), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("settled", DateTime),
)

#: 講評: what reviewers make of the findings of an office; ``rule`` empty is on the whole reply.
remark = Table(
    "remark",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("nature", Text, primary_key=True),
    Column("office", String(6), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("bin", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", DateTime),
    Column("version", Integer, nullable=False),
)

#: Every remark that was overwritten, as it was; nothing is removed from it.
remark_past = Table(
    "remark_past",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("year", Integer, nullable=False),
    Column("nature", Text, nullable=False),
    Column("office", String(6), nullable=False),
    Column("rule", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("bin", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", DateTime),
    Column("version", Integer, nullable=False),
)

#: 定型文: sentences the reviewers use again.
phrase = Table(
    "phrase",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

#: Findings of an inspection, worked out once; may be dropped at any time. ``key`` names answers, form and program.
verdict = Table(
    "verdict",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, nullable=False),
    Column("body", Text, nullable=False),
)

#: 講評 as the office itself keeps it, beside its findings.
comment = Table(
    "comment",
    metadata,
    Column("inspection", ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("reply", Text, nullable=False),
)
