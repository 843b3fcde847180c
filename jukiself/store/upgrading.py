"""Bringing an older book up to this version, step by step; a newer one is refused untouched."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from jukiself.store.opening import SUFFIX, BookError, copy_book, refuse_strange
from jukiself.store.server import only_one_upgrades

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


#: Alembic keeps the step it takes for the whole process; books are opened in several threads.
_one_at_a_time = Lock()


def upgrade(engine: Engine, path: Path | None, *, copy: bool = True) -> None:
    """Copy the book beside itself, unless it is a copy itself, then take the steps it lacks. Raises `BookError`."""
    config, steps = _steps()
    if _version(engine) == steps.get_current_head():
        return
    with _one_at_a_time:
        _step(engine, path, config, steps, copy=copy)


def known_version(said: object) -> str:
    """A version of the tables this program knows; anything else is taken for the newest."""
    _, steps = _steps()
    return str(said) if said in {step.revision for step in steps.walk_revisions()} else "head"


def begin_at(engine: Engine, version: str) -> None:
    """Make an empty book as it was at an earlier version, or at the newest (``head``). Raises `BookError`."""
    config, _ = _steps()
    with _one_at_a_time, engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def _steps() -> tuple[Config, ScriptDirectory]:
    config = Config()
    config.set_main_option("script_location", "jukiself.store:steps")
    return config, ScriptDirectory.from_config(config)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _step(engine: Engine, path: Path | None, config: Config, steps: ScriptDirectory, *, copy: bool) -> None:
    version = _version(engine)
    if version == steps.get_current_head():
        return  # another thread was quicker
    if version is None and path:
        refuse_strange(path, engine)
    known = {step.revision for step in steps.walk_revisions()}
    if version is not None and version not in known:
        raise BookError(
            "この保存ファイルは、もっと新しい版のプログラムで作られています。新しい版で開いてください。ファイルはそのままです。"
        )
    if version is not None and path and copy:
        copy_book(path, path.with_name(f"{path.stem}-版{version}の控え{SUFFIX}"))
    with engine.begin() as connection:
        if path is None:
            only_one_upgrades(connection)
        else:
            # Python's sqlite3 begins no transaction for CREATE and ALTER: without this a program killed between two
            # steps would leave a book that is neither the old nor the new one.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
