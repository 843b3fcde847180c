"""Letters: what is good first, nothing of another office, no number that points at one, and short enough to be read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest

from jukiself import places
from jukiself.answers.comment import Opinion
from jukiself.answers.model import Contact, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.model import Severity
from jukiself.findings.judge import Finding, judge
from jukiself.pdf.render import render
from jukiself.report.advice import Advised, calls, general, individual
from jukiself.report.letter_head import Sender
from jukiself.survey.remarks import Bin, On, Remark
from jukiself.survey.sorting import held, pile
from jukiself.word.render import render as as_word
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document

SENDER = Sender("長野県", Contact("市町村課", "山田", "026-000-0000"), date(2027, 2, 1))


def situation(case: str, checklist: Checklist) -> Situation:
    return Situation(checklist, read_case(case, checklist).inspection)


def on(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.member.id if finding.member else ""


def advised(found: Situation, **said: Remark) -> Advised:
    """Every finding in 個別助言, but for what is said otherwise."""
    findings = judge(found)
    code = found.inspection.office.code
    remarks = {on(one): Remark(code, *on(one), bin=Bin.ONE) for one in findings}
    remarks |= {(rule.replace("_", "-"), ""): one for rule, one in said.items()}
    return Advised(found, findings, remarks, SENDER)


def text(document: Document) -> str:
    return repr(document.parts)


@pytest.mark.parametrize("case", case_ids())
def test_a_letter_has_at_most_two_pages(case: str, checklist: Checklist) -> None:
    made = individual(advised(situation(case, checklist)))
    with pikepdf.open(io.BytesIO(render(made, places.fonts()))) as pages:
        assert len(pages.pages) <= 2
    assert as_word(made) == as_word(made)


def test_what_is_good_comes_first_and_who_to_ask_last(checklist: Checklist) -> None:
    said = text(individual(advised(situation("nagano-c", checklist))))
    order = ("令和9年2月1日", "自治体C", "よくできていること", "まず取り組んで", "お返事とお問い合わせ", "026-000-0000")
    found = [said.index(one) for one in order]
    assert found == sorted(found)


def test_the_reviewers_words_and_weights_count(checklist: Checklist) -> None:
    found = situation("nagano-a", checklist)
    code = found.inspection.office.code
    said = individual(
        advised(
            found,
            org_no_ask=Remark(
                code,
                "org-no-ask",
                bin=Bin.ONE,
                opinion=Opinion.DISCUSS,
                severity=Severity.HIGH,
                reason="r",
                comment="県の文",
            ),
            org_one_person=Remark(code, "org-one-person", bin=Bin.ONE, opinion=Opinion.ACCEPTED, comment="3人なので"),
        )
    )
    words = text(said)
    assert words.index("分からないときに、庁内で確かめる形がない") < words.index(
        "決まりの中身が住基の担当者に届いていない"
    )
    assert "県の文" in words
    assert "ですが、県は「重い」と考えました。理由：r" in words
    assert "いっしょに考えさせて" in words
    accepted = words.index("今のやり方でよいと考えたこと")
    assert words.index("住基の機器の世話を1人に頼っている") > accepted
    assert words.index("3人なので") > accepted


def test_a_letter_without_a_sender_can_be_filled_in(checklist: Checklist) -> None:
    made = individual(replace(advised(situation("nagano-a", checklist)), sender=Sender()))
    day, _, sender = (one.text for one in made.parts[:3])  # type: ignore[union-attr]
    assert day == "令和　　年　　月　　日"
    assert sender == "（差出人）"


def everybody(checklist: Checklist, comment: dict[str, str]) -> Document:
    """全体通知 of the four cases with everything in it; ``comment`` by office code on one finding."""
    replies, remarks = {}, {}
    for case in case_ids():
        found = situation(case, checklist)
        office: Office = found.inspection.office
        replies[office] = held(judge(found))
        for one in replies[office]:
            said = comment.get(office.code, "") if one.rule == "contract-never-checked" else ""
            remarks[On(office.code, one.rule, one.member)] = Remark(
                office.code, one.rule, one.member, bin=Bin.ALL, comment=said
            )
    return general(pile(replies, remarks), checklist, SENDER, 2005, Nature.SAMPLE)


def test_the_letter_to_all_names_nobody_and_tells_no_small_number(checklist: Checklist) -> None:
    said = text(everybody(checklist, {}))
    for never in ("自治体", "990019", "のうち1団体", "のうち2団体"):
        assert never not in said
    assert "4団体のうち3団体" in said


def test_a_comment_for_one_office_is_not_told_to_all(checklist: Checklist) -> None:
    assert "秘密の文" not in text(everybody(checklist, {"990019": "秘密の文"}))
    codes = ("990019", "990027", "990035", "990043")
    assert "みなさまへの文" in text(everybody(checklist, dict.fromkeys(codes, "みなさまへの文")))


def test_calls_are_listed_by_office_with_what_to_say(checklist: Checklist) -> None:
    found = situation("nagano-a", checklist)
    one = next(finding for finding in judge(found) if finding.id == "contract-unlisted")
    remark = Remark("990019", *on(one), bin=Bin.PHONE)
    asked = Advised(found, judge(found), {on(one): remark}, SENDER)
    quiet = Advised(situation("nagano-b", checklist), (), {}, SENDER)
    said = text(
        calls([(asked, Contact("住民係", "髙橋", "0266-79-0000")), (quiet, Contact())], SENDER, 2005, Nature.SAMPLE)
    )
    assert "0266-79-0000" in said
    assert one.title in said
    assert "自治体B" not in said
