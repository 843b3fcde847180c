"""What the page 依頼 asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.answers.days import read_day
from jukiself.answers.situation import Situation
from jukiself.app.works import now
from jukiself.checklist.local import read_local
from jukiself.store.book import BookError
from jukiself.store.opening import user
from jukiself.work import blanks, roll
from jukiself.work.files import make_folder, put_beside, replace_file, safe_name
from jukiself.work.request import inspection_of, save_round

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jukiself.app.gathering import OpenGathering
    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist
    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.survey.request import Listed, Request
    from jukiself.work.request import Round

_NATION = "000000"


class RequestWorks:
    """Keeps `jukiself.gui.prefecture.request_desk.RequestDesk`."""

    def __init__(self, gathering: OpenGathering) -> None:
        self._at = gathering

    def round(self) -> Round:
        """As it stands in the book."""
        found = self._at.asked
        if found is None:
            raise BookError("この依頼は、ほかの人が消しています。開き直してください。")
        return found

    def _checklist(self) -> Checklist:
        request = self.round().request
        found = self._at.editions(request.form, request.edition)
        if found is None:
            raise BookError(
                f"設問の版 {request.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
            )
        return found

    def extras(self) -> Sequence[tuple[str, str]]:
        """Of the edition asked."""
        return [(one.id, one.title) for one in self._checklist().areas if one.optional]

    def size(self, *, full: bool) -> int:
        """Of a fresh inspection."""
        found = self.round()
        if not found.roll:
            return 0
        bare = inspection_of(replace(found.request, full=full, extras=(), questions=()), found.roll[0])
        return Situation(self._checklist(), bare).progress.asked

    def day(self, text: str) -> str:
        """In the 年度 of the round."""
        return read_day(text, self._at.year)

    def questions(self, said: Sequence[Mapping[str, object]]) -> tuple[LocalQuestion, ...]:
        """Numbered as they stand."""
        return read_local(said)

    def save(self, request: Request, roll: Sequence[Listed] | None = None) -> Request:
        """Over the version it was read with only."""
        return save_round(self._at.book, request, now, user(), roll)

    def ready_roll(self) -> Sequence[Listed]:
        """By the prefecture's code."""
        return roll.ready_roll(self.round().request.prefecture.code)

    def read_roll(self, path: Path) -> roll.Roll:
        """Whole or not at all."""
        code = self.round().request.prefecture.code
        return roll.read_roll(path, "" if code == _NATION else code)

    def write_template(self, folder: Path) -> Path:
        """With what is listed now."""
        make_folder(folder)
        name = safe_name(f"対象団体_{self._at.year}年度.xlsx")
        return put_beside(folder / name, roll.roll_as_workbook(self.round().roll))

    def blanks_folder(self) -> Path:
        """Beside the book."""
        return self._at.folder() / f"依頼_{self._at.year}年度"

    def write_blanks(self, folder: Path, tell: Tell) -> Sequence[str]:
        """What is there already and still right stays."""
        asked, made = self.round(), []
        tell(0, len(asked.roll))
        for number, one in enumerate(blanks.write_blanks(asked, folder, self._at.editions), 1):
            made.append(one)
            tell(number, len(asked.roll))
        letter = blanks.letter_of(asked, self._at.editions, now().date())
        for name, data in (
            (blanks.letter_name(asked, "docx"), blanks.letter_as_word(letter)),
            (blanks.letter_name(asked, "pdf"), blanks.letter_as_pdf(letter)),
            (blanks.MAILING_LIST, blanks.mailing_list(made)),
        ):
            replace_file(folder / name, data)
        counts = Counter(one.made for one in made)
        told = "、".join(f"{kind} {count}" for kind, count in counts.items())
        beside = [f"{one.listed.office.name}：{one.said}" for one in made if one.made is blanks.Made.BESIDE]
        return [f"回答書：{told}。鑑文（Word・PDF）と送付一覧も書きました。", *beside]
