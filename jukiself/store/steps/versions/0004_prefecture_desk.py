"""The prefecture's desk: 依頼, 対象団体, what arrived, 問合せ, 講評, a droppable cache; 講評 in the office's own book."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing that was there before changes."""
    for name in ("locals", "changed_by"):
        op.add_column("inspection", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "request",
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("nature", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "roll",
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("nature", sa.Text, primary_key=True),
        sa.Column("code", sa.String(6), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("served_by", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("mail", sa.Text, nullable=False),
        sa.Column("population", sa.Integer),
        sa.Column("traits", sa.Text, nullable=False),
    )
    op.create_table(
        "arrival",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("submission", sa.Integer, nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("inspection", sa.Integer, sa.ForeignKey("inspection.id", ondelete="SET NULL")),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("repaired", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
    )
    op.create_index("ix_arrival_digest", "arrival", ["digest"])
    op.create_table(
        "call",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("office", sa.String(6), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("settled", sa.DateTime),
    )
    op.create_table(
        "remark",
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("nature", sa.Text, primary_key=True),
        sa.Column("office", sa.String(6), primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("bin", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "remark_past",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        sa.Column("office", sa.String(6), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("bin", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "phrase",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "verdict",
        sa.Column("inspection", sa.Integer, sa.ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "comment",
        sa.Column("inspection", sa.Integer, sa.ForeignKey("inspection.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
    )
