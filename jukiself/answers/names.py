"""Taking out the names of people, for a copy that somebody else may see. Names inside running text cannot be known."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Answer, Inspection, Key

#: What is left out, and what cannot be.
LEFT_OUT = "回答者・確認者・決裁した人・問合せ先の氏名と電話とメール"
STAYS = "備考・自由記入欄・改善計画・資料の名前に書かれた氏名は残ります。渡す前に読んで確かめてください。"


def without_names(inspection: Inspection) -> Inspection:
    """The same inspection with every field for a person's name or number empty; the section to ask stays."""
    return replace(
        inspection,
        answers=_nameless(inspection.answers),
        last_year=_nameless(inspection.last_year),
        queries=MappingProxyType({key: replace(one, by="") for key, one in inspection.queries.items()}),
        contact=replace(inspection.contact, person="", phone="", mail=""),
        review=replace(inspection.review, confirmed_by="", approved_by=""),
    )


def _nameless(answers: Mapping[Key, Answer]) -> Mapping[Key, Answer]:
    bare = {key: replace(one, answered_by="", confirmed_by="") for key, one in answers.items()}
    return MappingProxyType({key: one for key, one in bare.items() if not one.empty})
