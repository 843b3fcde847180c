"""「新しくなった所」: what each version brought, from resources/news.toml."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import jukiself
from jukiself import places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class News(NamedTuple):
    """One thing that somebody can now do."""

    who: str
    text: str


class Version(NamedTuple):
    """What one version brought."""

    number: str
    news: tuple[News, ...]


def order(number: str) -> tuple[int, ...]:
    """A version's number as it is counted: 0.10.0 comes after 0.9.2; letters behind it do not count."""
    found = re.match(r"\d+(\.\d+)*", number)
    return tuple(int(one) for one in found[0].split(".")) if found else ()


def versions(upto: str = jukiself.__version__, path: Path | None = None) -> Sequence[Version]:
    """Newest first, up to this program's own."""
    told = tomllib.loads((path or places.resources() / "news.toml").read_text("utf-8"))
    read = [
        Version(one["number"], tuple(News(each["who"], each["text"]) for each in one["news"]))
        for one in told["version"]
    ]
    return [one for one in read if order(one.number) <= order(upto)]
