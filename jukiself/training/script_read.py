"""Reading ``scripts.toml`` and ``monday.toml``; parts follow each other without a gap, or a `FormError` says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.table import FormError, Table, all_of, listed, read_table, unique
from jukiself.training.script import Look, MondayCard, Paper, Part, Script

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from jukiself.checklist.model import Checklist

LOOKS = 3


def read_scripts(path: Path) -> tuple[Script, ...]:
    """The scripts, longest first as written; raises `FormError`."""
    scripts = tuple(_script(one) for one in all_of(listed(path, "script")))
    unique("進行表", [one.id for one in scripts])
    return scripts


def read_monday(path: Path, checklist: Checklist, stories: Collection[str]) -> dict[str, MondayCard]:
    """The take-home cards by story; raises `FormError`."""
    table = read_table(path)
    cards = []
    for one in all_of(table.tables("card")):
        looks = tuple(
            Look(look.text("title"), look.text("text"), look.text("question")) for look in all_of(one.tables("look"))
        )
        card = MondayCard(one.text("story"), looks)
        strange = [look.question for look in looks if look.question not in checklist.question]
        if strange or card.story not in stories:
            raise FormError(f"{one.where}: 知らない設問か題材です: {'、'.join(strange) or card.story}")
        if len(looks) != LOOKS:
            raise FormError(f"{one.where}: 月曜に見るものは {LOOKS} つです（いま {len(looks)} つ）。")
        cards.append(card)
    table.done()
    unique("月曜に見る3つ", [one.story for one in cards])
    return {one.story: one for one in cards}


def _script(table: Table) -> Script:
    script = Script(
        id=table.identifier(),
        title=table.text("title"),
        minutes=table.take("minutes", int),
        lead=table.text("lead"),
        before=table.texts("before"),
        parts=tuple(_part(one) for one in all_of(table.tables("part"))),
        without_projector=table.text("without_projector"),
        incident=table.take("incident", bool, False),
    )
    minute = 0
    for part in script.parts:
        if part.start != minute or part.end <= part.start:
            raise FormError(
                f"{table.where}: 「{part.title}」は {minute} 分から始まり、後で終わるように書いてください。"
            )
        if not 0 <= part.spare < part.end - part.start or bool(part.spare) != bool(part.late):
            raise FormError(f"{table.where}: 「{part.title}」の spare と late が合いません。")
        minute = part.end
    if minute != script.minutes:
        raise FormError(f"{table.where}: 進行は {minute} 分で終わりますが、minutes は {script.minutes} 分です。")
    return script


def _part(table: Table) -> Part:
    papers = table.texts("papers", [])
    if strange := [one for one in papers if one not in set(Paper)]:
        raise FormError(f"{table.where}: 知らない紙です: {'、'.join(strange)}")
    return Part(
        start=table.take("start", int),
        end=table.take("end", int),
        title=table.text("title"),
        says=table.text("says"),
        does=table.text("does"),
        papers=tuple(Paper(one) for one in papers),
        spare=table.take("spare", int, 0),
        late=table.text("late", ""),
    )
