"""Optional areas of the checklist, by id."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Every inspection so far asked none of them."""
    op.add_column("inspection", sa.Column("extras", sa.Text, nullable=False, server_default=""))
