"""Taking a filled-in letter cell by cell: where things stand in it, what is understood, and what there is to say."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_from_string

from jukiself.answers.model import Answer, Key
from jukiself.checklist.model import NOT_APPLICABLE
from jukiself.excel.sheets import Spot
from jukiself.excel.take import Taker
from jukiself.excel.words import UNKNOWN_LABEL, Said, as_text, blank, labels, shown, understand, understand_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from jukiself.checklist.model import Question
    from jukiself.excel.sheets import Grid
    from jukiself.excel.words import Content


def code(text: str) -> str:
    """An ID without its dress."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def within(question: Question, content: Content) -> Said:
    """What an answer cell says; 該当なし only where the question has it."""
    said = understand(question, content)
    if said.value == NOT_APPLICABLE and question.gate and question.choice(NOT_APPLICABLE) is None:
        entries = "".join(f"「{one}」" for one in (*labels(question).values(), UNKNOWN_LABEL))
        return Said(
            kind="range",
            refused=f"「{shown(as_text(content))}」は選べません。{entries}のどれかを入れてもらってください。",
        )
    return said


class LetterTaker(Taker):
    """One letter being read."""

    mend = "文字で入れ直してもらってください。"

    # -- where things stand ---------------------------------------------------------------------------------------

    def id_column(self, grid: Grid, header: int, known: Container[str]) -> int:
        """The column in which most cells below the header are IDs of known questions."""
        width = len(grid.rows[header - 1])
        found = Counter(
            column
            for row in range(header + 1, len(grid.rows) + 1)
            for column in range(1, width + 1)
            if Key.parse(code(grid.word(row, column))).question in known
        )
        return found.most_common(1)[0][0] if found else 1

    def hidden(self, read: Callable[[object], str]) -> str:
        """What the hidden sheet says two rows below the identity, or where that used to be if its name is lost."""
        named = self.book.get(self.package.form_sheet)
        places = [(grid, 3) for grid in self.book.values()]
        if named and self.package.form_cell:
            places.insert(0, (named, coordinate_from_string(self.package.form_cell)[1] + 2))
        return next((found for grid, row in places if (found := read(grid.content(row, 1)))), "")

    def label(self, label: str) -> Spot | None:
        """The cell that reads so."""
        found = (Spot(grid.name, row, column) for grid in self.book.values() for row, column, _ in grid.find([label]))
        return next(found, None)

    def beside(self, label: str) -> str:
        """The first thing that stands to the right of a label."""
        spot = self.label(label)
        if spot is None:
            return ""
        grid = self.book[spot.sheet]
        width = len(grid.rows[spot.row - 1])
        contents = (grid.content(spot.row, column) for column in range(spot.column + 1, width + 1))
        return understand_text(next((one for one in contents if not blank(one)), None)).value.strip()

    # -- what is said -----------------------------------------------------------------------------------------------

    def agreed(self, given: Iterable[tuple[Key, Spot, Answer]]) -> Iterator[tuple[Key, Answer]]:
        """One answer a key; a row found twice counts only where both say the same."""
        said: dict[Key, list[tuple[Spot, Answer]]] = {}
        for key, spot, answer in given:
            if not answer.empty:
                said.setdefault(key, []).append((spot, answer))
        for key, found in said.items():
            if len({answer for _, answer in found}) == 1:
                yield key, found[0][1]
                continue
            for spot, _ in found:
                message = (
                    f"{key} の行が2つ以上あり、お答えが違います。どれも取り込みません。正しい1行だけを残してください。"
                )
                self.say(spot, "relation", "refused", message)

    def text(self, spot: Spot | None, longest: int) -> str:
        """A free text, as long as it leaves room for what the office has written."""
        if spot is None:
            return ""
        text = self.take(spot, understand_text(self.content(spot)))
        if len(text) > longest:
            message = f"{len(text):,}文字あります。先頭の{longest:,}文字だけを読みました。"
            self.say(spot, "range", "repaired", message)
        return text[:longest]

    def filled(self, *spots: Spot | None) -> bool:
        """Whether anything stands in these cells."""
        return any(spot is not None and not blank(self.content(spot)) for spot in spots)
