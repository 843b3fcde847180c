"""The first book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _answer_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("answered_by", sa.Text, nullable=False),
        sa.Column("confirmed_by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime),
    ]


def _part_of_key() -> sa.Column[object]:
    return sa.Column("inspection", sa.Integer, sa.ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True)


def _belongs() -> sa.Column[object]:
    return sa.Column("inspection", sa.Integer, sa.ForeignKey("inspection.id", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    """Create every table of the first version."""
    op.create_table(
        "office",
        sa.Column("code", sa.String(6), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("office", sa.String(6), sa.ForeignKey("office.code"), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("submission", sa.Integer, nullable=False),
        sa.Column("network_set", sa.Text, nullable=False),
        sa.Column("full_depth", sa.Boolean, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("deadline", sa.Text, nullable=False),
        sa.Column("free_text", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("office", "year", "nature", "submission", name="one_inspection_per_submission"),
    )
    op.create_table(
        "contract",
        _part_of_key(),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("contractor", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
    )
    op.create_table(
        "answer",
        _part_of_key(),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        *_answer_columns(),
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _belongs(),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        *_answer_columns(),
    )
    op.create_table(
        "step",
        _part_of_key(),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_table(
        "import_log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _belongs(),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
    )
