"""救い出し: a damaged book read as far as it goes into a new one beside it, and what is in that, told exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.years import fiscal_year
from jukiself.store.opening import SUFFIX, BookDamaged
from jukiself.store.recovery import recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from jukiself.store.recovery import Recovery, Rescued

#: Tables of a book as people know them.
_LABELS = {
    "office": "団体の名前",
    "inspection": "点検",
    "contract": "契約",
    "answer": "答え",
    "history": "答えの履歴",
    "step": "改善計画",
    "last_year": "前年の答え",
    "query": "問い合わせ",
    "handout": "渡した紙の記録",
    "import_log": "取り込みの記録",
    "comment": "県の講評",
    "request": "依頼",
    "roll": "対象団体",
    "arrival": "届いたものの記録",
    "call": "電話の記録",
    "remark": "講評",
    "remark_past": "講評の履歴",
    "phrase": "定型文",
}


@dataclass(frozen=True, slots=True)
class Rescue:
    """The new book, and sentences on what is in it and what is not."""

    path: Path
    whole: bool
    words: tuple[str, ...]


def is_damaged(error: Exception) -> bool:
    """Whether a book was refused because it is broken."""
    return isinstance(error, BookDamaged)


def rescue(path: Path, clock: Callable[[], datetime], target: Path | None = None) -> Rescue:
    """Read what can be read into a new book, beside the damaged one unless a place is given. Raises `BookError`.

    The damaged file stays as it is, so that somebody else may still try.
    """
    made = target or path.with_name(f"{path.stem}_救い出し_{clock():%Y-%m-%d_%H%M%S}{SUFFIX}")
    found = recover(path, made, clock)
    return Rescue(made, found.whole, tuple(_words(path, made, found)))


def _words(path: Path, made: Path, found: Recovery) -> Iterator[str]:
    yield f"「{path.name}」から読めたものを、新しい保存ファイル「{made.name}」に移しました。もとのファイルには手を付けていません。"
    yield from map(_one, found.rescued)
    if found.damaged:
        parts = "、".join(_LABELS.get(one, one) for one in found.damaged)
        yield f"一部を読めなかったもの：{parts}。控えのファイルがあれば、見比べてください。"
    if found.homeless:
        yield f"どの点検のものか分からず、移せなかった行：{found.homeless}。"
    if found.whole:
        yield "読めなかったものはありません。"


def _one(one: Rescued) -> str:
    about = one.inspection
    nature = "" if about.nature is Nature.REAL else f"【{NATURE_LABELS[about.nature]}】"
    history = f"（うち {one.out_of_history} は、履歴に残っていた最後の答え）" if one.out_of_history else ""
    return f"{nature}{about.office.name} {fiscal_year(about.year)}：答え {one.answers}{history}、契約 {len(about.contracts)}、計画 {len(about.steps)}"
