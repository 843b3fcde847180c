"""TOML tables in which every key is known, and the only way from the checklist to the disk."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from pathlib import Path

E = TypeVar("E", bound="StrEnum")

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class FormError(ValueError):
    """A form that cannot be used; the message is Japanese and names the file and the place."""


@dataclass
class Table:
    """One TOML table that remembers where it stands and which keys were taken."""

    values: dict[str, Any]
    where: str

    def take(self, key: str, kind: type[Any], default: Any = ...) -> Any:
        """A value of that kind, which from now on counts as read."""
        value = self.values.pop(key, default)
        if value is ...:
            raise FormError(f"{self.where}: 「{key}」がありません。")
        if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise FormError(f"{self.where}: 「{key}」の書き方が違います（{kind.__name__} で書いてください）。")
        return value

    def text(self, key: str, default: Any = ...) -> str:
        """A text without blanks around it."""
        value = str(self.take(key, str, default))
        if value != value.strip():
            raise FormError(f"{self.where}: 「{key}」の前後に空白があります。")
        return value

    def identifier(self, key: str = "id") -> str:
        """A name in kebab case."""
        value = self.text(key)
        if not _ID.fullmatch(value):
            raise FormError(f"{self.where}: 「{key}」は英小文字・数字・ハイフンで書いてください: {value}")
        return value

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        """Several texts."""
        found = self.take(key, list, default)
        if not all(isinstance(one, str) for one in found):
            raise FormError(f"{self.where}: 「{key}」は文字列の並びで書いてください。")
        return tuple(found)

    def one_of(self, key: str, kinds: type[E], default: Any = ...) -> E:
        """A word of a closed list."""
        value = self.take(key, str, default)
        try:
            return kinds(value)
        except ValueError:
            allowed = "・".join(kinds)
            raise FormError(f"{self.where}: 「{key}」は {allowed} のどれかです: {value}") from None

    def tables(self, key: str, default: Any = ...) -> list[Table]:
        """Tables of one kind, each knowing its number."""
        found = self.take(key, list, default)
        if not all(isinstance(one, dict) for one in found):
            raise FormError(f"{self.where}: 「{key}」は [[{key}]] の形で書いてください。")
        return [Table(dict(one), f"{self.where} の {number} 番目の {key}") for number, one in enumerate(found, 1)]

    def mappings(self, key: str) -> tuple[dict[str, str], ...]:
        """One table of texts, or several in a list; ``a|b`` in one of them stands for two tables."""
        value = self.values.pop(key, None)
        found = value if isinstance(value, list) else [value]
        if not found or not all(isinstance(one, dict) for one in found):
            raise FormError(f"{self.where}: 「{key}」がないか、{{ }} の形ではありません。")
        if not all(isinstance(text, str) for one in found for text in one.values()):
            raise FormError(f"{self.where}: 「{key}」の答えは文字列で書いてください。")
        return tuple(dict(each) for one in found for each in _spelt(one))

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return Table(dict(self.take(key, dict)), f"{self.where} の {key}")

    def done(self) -> None:
        """Refuse whatever nobody has read."""
        if self.values:
            raise FormError(f"{self.where}: 知らない項目があります: {'、'.join(sorted(self.values))}")


def _spelt(one: dict[str, str]) -> Iterable[tuple[tuple[str, str], ...]]:
    return product(*([(name, each.strip()) for each in text.split("|")] for name, text in one.items()))


def read_text(path: Path) -> str:
    """A file as text; raises `FormError` where it is missing or damaged."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FormError(f"{path} がありません。プログラムのフォルダーがそろっているか確かめてください。") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{path} を読めません（{error}）。") from None


def read_table(path: Path) -> Table:
    """A TOML file as one table; raises `FormError` where it is missing or damaged."""
    try:
        return Table(tomllib.loads(read_text(path)), f"{path.parent.name}/{path.name}")
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{path.parent.name}/{path.name}: 書き方が壊れています（{error}）。") from None


def has_file(path: Path) -> bool:
    """Whether an optional file is there."""
    return path.is_file()


def file_names(folder: Path) -> list[str]:
    """The files of a folder by name; raises `FormError` where there is none."""
    try:
        return sorted(one.name for one in folder.iterdir())
    except OSError as error:
        raise FormError(f"{folder} を読めません（{error}）。") from None


def listed(path: Path, key: str) -> list[Table]:
    """The ``[[key]]`` tables of a file that holds nothing else, each known by its id."""
    table = read_table(path)
    found = table.tables(key, [])
    table.done()
    for one in found:
        name = one.values.get("id")
        if isinstance(name, str):
            one.where = f"{table.where} の {name}"
    return found


def all_of(tables: list[Table]) -> Iterable[Table]:
    """One table after the other; each must be read whole before the next."""
    for one in tables:
        yield one
        one.done()


def unique(what: str, ids: list[str]) -> None:
    """Refuse a name used twice."""
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise FormError(f"{what}の名前が2回使われています: {'、'.join(twice)}")
