"""What a file changed besides answers, so that the whole of an import can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Of imports so far only the answers are known."""
    op.add_column("import_log", sa.Column("besides", sa.Text, nullable=False, server_default=""))
