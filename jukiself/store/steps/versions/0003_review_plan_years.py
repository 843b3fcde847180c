"""確認と決裁, what came of a step, last year's answers, questions of whoever confirms, papers handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXTS = (
    "way",
    "confirmed_by",
    "confirmed_on",
    "approved_by",
    "approved_on",
    "sealed",
    "sent_on",
    "reported_on",
    "instruction",
)


def upgrade() -> None:
    """Every inspection so far is 記入中, every contract runs, every step is of its own year."""
    op.add_column("inspection", sa.Column("life", sa.Text, nullable=False, server_default="open"))
    for name in _TEXTS:
        op.add_column("inspection", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("contract", sa.Column("ended", sa.Text, nullable=False, server_default=""))
    op.add_column("step", sa.Column("about", sa.Text, nullable=False, server_default=""))
    op.add_column("step", sa.Column("result", sa.Text, nullable=False, server_default=""))
    op.add_column("step", sa.Column("since", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "last_year",
        _inspection(primary=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("answered_by", sa.Text, nullable=False),
        sa.Column("confirmed_by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime),
    )
    op.create_table(
        "query",
        _inspection(primary=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime),
    )
    op.create_table(
        "handout",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        _inspection(),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("to_whom", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
    )


def _inspection(*, primary: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey("inspection.id", ondelete="CASCADE")
    return sa.Column("inspection", sa.Integer, key, primary_key=primary, nullable=False)
