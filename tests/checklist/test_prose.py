"""The texts are our own: no run of words is taken over from a source, and no person is ever the subject of a weakness."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.checklist.model import Checklist

LONGEST_RUN = 20
#: Titles and terms that have no other wording.
FIXED = (
    "住民基本台帳ネットワークシステム",
    "個人情報の保護に関する法律",
    "情報セキュリティマネジメントシステム",
    "情報セキュリティポリシー",
    "長野県本人確認情報保護審議会",
)


def texts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for one in checklist.questions:
        for text in (
            one.text,
            one.why,
            one.look,
            one.ask,
            one.example,
            one.step,
            *(choice.label for choice in one.choices),
        ):
            yield one.id, text
    for rule in checklist.rules:
        for text in (rule.title, rule.check_title, rule.text, rule.risk, rule.to_find_out):
            yield rule.id, text
        if rule.remedy:
            yield rule.id, rule.remedy.step
            yield rule.id, rule.remedy.say


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    for term in FIXED:
        folded = folded.replace(unicodedata.normalize("NFKC", term), "￼")
    return re.sub(r"\s", "", folded)


def test_no_long_run_is_shared_with_a_source(checklist: Checklist, checkout: Path) -> None:
    folder = checkout.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the sources lie beside the checkout only where it is developed")
    source = "￼".join(plain(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))
    runs = {source[at : at + LONGEST_RUN] for at in range(len(source) - LONGEST_RUN + 1)}
    for name, text in texts(checklist):
        own = plain(text)
        for at in range(len(own) - LONGEST_RUN + 1):
            run = own[at : at + LONGEST_RUN]
            assert "￼" in run or run not in runs, (name, run)


def test_a_weakness_is_never_a_persons(checklist: Checklist) -> None:
    blame = re.compile(r"(担当者|職員)が(怠|さぼ|忘れて|守らな|悪い|知らないのが)")
    assert [(name, text) for name, text in texts(checklist) if blame.search(text)] == []


def test_choices_are_one_fact_each(checklist: Checklist) -> None:
    # Whether there is paper belongs to 根拠, so no choice may join a fact and its record.
    joined = re.compile(r"(し|して)、(記録|書類)が(ある|残っている)")
    assert [one.id for one in checklist.questions for choice in one.choices if joined.search(choice.label)] == []


def test_the_short_depth_is_about_thirty_questions(checklist: Checklist) -> None:
    assert 25 <= sum(one.short for one in checklist.questions) <= 38
