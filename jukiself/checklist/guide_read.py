"""Reading guides, 様式 and the glossary; every key is known, or a `FormError` says where.

Whether the questions they name exist is `guide_check`'s business: an inspection of an older edition, which has fewer
questions, reads the same guides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.guide import (
    Chapter,
    Guide,
    GuideStep,
    Handbook,
    Reference,
    Section,
    Sheet,
    SheetColumn,
    SheetField,
    Term,
)
from jukiself.checklist.table import FormError, Table, all_of, file_names, read_table, unique

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ORIENTATIONS = ("portrait", "landscape")


def read_handbook(resources: Path) -> Handbook:
    """Guides, 様式 and glossary of a folder of resources; raises `FormError`."""
    return Handbook(
        read_guides(resources / "guides"),
        read_sheets(resources / "sheets"),
        read_glossary(resources / "glossary.toml"),
        read_references(resources / "references"),
    )


def read_guides(folder: Path) -> tuple[Guide, ...]:
    """``guides/*.toml``, by file name."""
    return tuple(_guide(table, name) for table, name in _files(folder))


def read_references(folder: Path) -> tuple[Reference, ...]:
    """``references/*.toml``, by file name."""
    return tuple(_reference(table, name) for table, name in _files(folder))


def read_sheets(folder: Path) -> tuple[Sheet, ...]:
    """``sheets/*.toml``, by file name."""
    return tuple(_sheet(table, name) for table, name in _files(folder))


def read_glossary(path: Path) -> tuple[Term, ...]:
    """``glossary.toml``, in the order of the readings."""
    head = read_table(path)
    terms = [
        Term(one.text("word"), one.text("reading"), one.text("gloss"), one.text("since", ""), one.texts("sources", []))
        for one in all_of(head.tables("term"))
    ]
    head.done()
    unique("ことば", [one.word for one in terms])
    return tuple(sorted(terms, key=lambda one: (one.reading, one.word)))


def _files(folder: Path) -> Iterator[tuple[Table, str]]:
    for name in file_names(folder):
        if not name.endswith(".toml"):
            raise FormError(f"{folder.name}: TOML でないファイルがあります: {name}")
        yield read_table(folder / name), name.removesuffix(".toml")


def _named(table: Table, name: str) -> str:
    found = table.identifier()
    if found != name:
        raise FormError(f"{table.where}: 「id」とファイルの名前が違います: {found}")
    return found


def _count(table: Table, key: str, default: int | None = None) -> int:
    value = int(table.take(key, int, ... if default is None else default))
    if value < 1:
        raise FormError(f"{table.where}: 「{key}」は1以上の数で書いてください: {value}")
    return value


def _guide(table: Table, name: str) -> Guide:
    guide = Guide(
        id=_named(table, name),
        title=table.text("title"),
        lead=table.text("lead"),
        minutes=_count(table, "minutes"),
        needs=table.texts("needs"),
        why=table.texts("why"),
        steps=tuple(
            GuideStep(one.text("title"), one.text("text"), _count(one, "minutes"))
            for one in all_of(table.tables("step"))
        ),
        traps=tuple(one.text("text") for one in all_of(table.tables("trap", []))),
        questions=table.texts("questions", []),
        rules=table.texts("rules", []),
        forms=table.texts("forms", []),
        sources=table.texts("sources"),
    )
    table.done()
    return guide


def _reference(table: Table, name: str) -> Reference:
    chapters = []
    for one in all_of(table.tables("chapter")):
        sections = [
            Section(row.text("clause"), row.text("about"), row.texts("near", [])) for row in all_of(one.tables("row"))
        ]
        chapters.append(Chapter(one.text("title"), tuple(sections)))
    reference = Reference(
        id=_named(table, name),
        title=table.text("title"),
        lead=table.text("lead"),
        notes=table.texts("notes"),
        look=table.texts("look"),
        chapters=tuple(chapters),
        sources=table.texts("sources"),
    )
    table.done()
    unique("見出し", [one.clause for one in reference.sections])
    return reference


def _sheet(table: Table, name: str) -> Sheet:
    orientation = table.text("orientation")
    if orientation not in _ORIENTATIONS:
        raise FormError(f"{table.where}: 「orientation」は {'・'.join(_ORIENTATIONS)} のどちらかです: {orientation}")
    fields = tuple(
        SheetField(one.text("label"), one.text("hint", ""), _count(one, "lines", 1))
        for one in all_of(table.tables("field", []))
    )
    columns = tuple(
        SheetColumn(one.text("label"), _count(one, "width"), one.text("hint", ""))
        for one in all_of(table.tables("column", []))
    )
    if not (fields or columns):
        raise FormError(f"{table.where}: [[field]] か [[column]] が要ります。")
    sheet = Sheet(
        id=_named(table, name),
        title=table.text("title"),
        use=table.text("use"),
        landscape=orientation == "landscape",
        rows=_count(table, "rows") if columns else table.take("rows", int, 0),
        fields=fields,
        columns=columns,
    )
    table.done()
    return sheet
