"""The picture of areas and stages summed over offices: a cell counts offices by the weakest answer they gave there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.findings.score import PART_LABELS, PARTS
from jukiself.gui.stage_picture import StagePicture

if TYPE_CHECKING:
    from jukiself.survey.across import Across


class OfficePicture(StagePicture):
    """A cell's offices, not its questions."""

    def show_across(self, across: Across) -> None:
        """Fill in."""
        self.show_shares(across.checklist, {cell: one.share for cell, one in across.picture.items()})

    def _said(self, place: tuple[int, int]) -> str:
        area, stage = self._areas[place[0]], self._stages[place[1]]
        share = self._shares.get((area.id, stage.id))
        if share is None:
            return f"{area.title}・{stage.title}：尋ねることがありません"
        counts = "、".join(f"{PART_LABELS[part]} {getattr(share, part)}" for part in PARTS if getattr(share, part))
        return f"{area.title}・{stage.title}：{f'{share.total}団体のうち、{counts}' if counts else '該当なし'}"
