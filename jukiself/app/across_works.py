"""What the pages 見渡す and 概要 ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app.works import now
from jukiself.store.arrivals import kept_replies
from jukiself.survey.choice import ChoiceRefused
from jukiself.work.across import rounds_of
from jukiself.work.files import make_folder, put_beside, safe_name
from jukiself.work.survey import Wish, as_file, survey_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.app.gathering import OpenGathering
    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.report.survey import Survey


class AcrossWorks:
    """Keeps `jukiself.gui.prefecture.across_desk.AcrossDesk`."""

    def __init__(self, gathering: OpenGathering) -> None:
        self._at = gathering

    def survey(self, wish: Wish, tell: Tell) -> Survey:
        """From the table of verdicts; what is not there yet is worked out, and may be stopped."""

        def told(done: int, of: int) -> bool:
            tell(done, of)
            return True

        at = self._at
        found = survey_of(at.book, at.year, at.nature, at.editions, wish, printed_on=now().date(), told=told)
        # What the page draws of it is counted here, beside the window, once.
        across = found.across
        _ = (across.picture, across.areas, across.stages, across.spreads, across.crossings, across.distributions)
        return found

    def stamp(self) -> object:
        """Which replies count, and when they last changed."""
        changed = max((one.changed_at for one in self._at.book.summaries()), default=None)
        return len(kept_replies(self._at.book)), changed, len(self._at.asked.roll) if self._at.asked else 0

    def years_before(self) -> Sequence[int]:
        """Of the same nature."""
        return [one for one in rounds_of(self._at.book, self._at.nature) if one < self._at.year]

    def write(
        self, wish: Wish, suffixes: Sequence[str], folder: Path, tell: Tell
    ) -> tuple[Sequence[Path], Sequence[str]]:
        """Beside what lies there."""
        survey = self.survey(wish, tell)
        if not survey.across.replies:
            raise ChoiceRefused("回答がまだありません。「状況」で取り込んでから書き出してください。")
        make_folder(folder)
        made = []
        name = f"{self._at.mark}市町村調査結果の概要_{self._at.year}年度{'_匿名' if wish.anonymous else ''}"
        for number, suffix in enumerate(suffixes):
            tell(number, len(suffixes))
            made.append(put_beside(folder / safe_name(f"{name}{suffix}"), as_file(survey, suffix)))
        return made, survey.warnings
