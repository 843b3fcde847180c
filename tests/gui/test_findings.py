"""所見: reasons lead back, what-ifs write nothing, a step goes into the plan, and what is good is shown with pride."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Step
from jukiself.answers.situation import State
from jukiself.checklist.renamed import renamed_in
from jukiself.findings.judge import Status, judge
from jukiself.findings.what_if import finding_id
from jukiself.gui import background, theme
from jukiself.gui.finding_text import View, boxes, count, name_of, page
from jukiself.gui.pages import TABLE
from jukiself.work import plan

if TYPE_CHECKING:
    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.findings import FindingsPage
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


@pytest.fixture
def found(shell: Shell) -> FindingsPage:
    """Case B, at its findings."""
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    shell.show_page("findings")
    for _ in range(3):
        QApplication.processEvents()
    return shell.findings


@pytest.fixture
def judged(found: FindingsPage) -> Sitting:
    assert found.sitting is not None
    return found.sitting


def test_a_reason_leads_back_to_its_question(shell: Shell, found: FindingsPage, judged: Sitting) -> None:
    finding = boxes(judged.findings, Status.DEFECT)[0].plain
    assert finding.title in found.text.toPlainText()
    key = finding.because[0]
    assert f'href="key:{key}"' in found.text.toHtml()
    found.text.anchorClicked.emit(QUrl(f"key:{key}"))
    assert shell.pages.currentWidget() is shell.wizard
    assert shell.wizard.pane.key == key


def test_defects_stand_heaviest_first_and_refinements_inside_their_plain_finding(judged: Sitting) -> None:
    shown = boxes(judged.findings, Status.DEFECT)
    weights = ["high", "medium", "low"]
    assert [weights.index(one.severity) for one in shown] == sorted(weights.index(one.severity) for one in shown)
    html = page(judged, View())
    inside = [one for box in shown for one in box.refinements]
    assert inside
    assert count(shown) == sum(one.status is Status.DEFECT for one in judged.findings)
    for one in inside:
        assert html.count(f"<b>{one.title}</b>") == 1


def test_by_area_the_same_findings_stand_in_the_order_of_the_form(found: FindingsPage, judged: Sitting) -> None:
    found.orders[True].click()
    text = found.text.toPlainText()
    shown = boxes(judged.findings, Status.DEFECT)
    areas = [one.title for one in judged.checklist.areas if any(box.plain.area == one.id for box in shown)]
    places = [text.index(f"{title}（") for title in areas]
    assert places == sorted(places)
    assert all(one.plain.title in text for one in shown)


def test_every_finding_of_every_case_is_shown_once_somewhere(desk: OfficeDesk) -> None:
    for case in desk.cases():
        sitting = desk.try_case(case.id)
        for status in Status:
            for by_area in (False, True):
                html = page(sitting, View(status=status, by_area=by_area))
                for one in sitting.findings:
                    if one.status is status:
                        assert one.title.replace("&", "&amp;") in html, (case.id, one.id)
        sitting.book.close()


def test_sources_are_laid_open_place_by_place_on_demand(found: FindingsPage, judged: Sitting) -> None:
    finding = boxes(judged.findings, Status.DEFECT)[0].plain
    clauses = [judged.checklist.clauses[one] for one in finding.sources]
    assert not any(one.gist in found.text.toPlainText() for one in clauses if one.gist)
    found.text.anchorClicked.emit(QUrl(f"open:{name_of(finding)}"))
    for one in clauses:
        assert one.cited in found.text.toPlainText()
        assert one.gist in found.text.toPlainText()
    found.text.anchorClicked.emit(QUrl(f"open:{name_of(finding)}"))
    assert clauses[0].cited not in found.text.toPlainText()


def test_by_keyboard_a_link_that_changes_the_text_keeps_the_keyboard(found: FindingsPage, judged: Sitting) -> None:
    """Tab to 出典を読む, Enter, and Enter again closes it: one is not thrown back to the top."""
    finding = boxes(judged.findings, Status.DEFECT)[0].plain
    link = f"open:{name_of(finding)}"
    found.text.setFocus()
    for _ in range(30):
        QTest.keyClick(found.text, Qt.Key.Key_Tab)
        if found.text.textCursor().charFormat().anchorHref() == link:
            break
    gist = judged.checklist.clauses[finding.sources[0]].gist
    QTest.keyClick(found.text, Qt.Key.Key_Return)
    assert gist in found.text.toPlainText()
    assert found.text.textCursor().charFormat().anchorHref() == link
    QTest.keyClick(found.text, Qt.Key.Key_Return)
    assert gist not in found.text.toPlainText()


def test_old_words_in_the_sources_say_what_they_are_called_today(judged: Sitting) -> None:
    for finding in judged.findings:
        gists = [judged.checklist.clauses[one].gist for one in finding.sources]
        for one in renamed_in(judged.checklist, gists):
            html = page(judged, View(status=finding.status, open=frozenset({name_of(finding)})))
            assert f"「{one.then}」→「{one.today}」" in html
            return
    pytest.fail("no finding of case B cites an old word")


def test_what_is_to_be_found_out_opens_by_whom_to_ask(found: FindingsPage, judged: Sitting) -> None:
    found.tabs[Status.CHECK].click()
    first = judged.checklist.question[judged.to_find_out[0].key.question]
    assert first.text not in found.text.toPlainText()
    found.text.anchorClicked.emit(QUrl(f"open:person-{first.whom[0]}"))
    assert first.text in found.text.toPlainText()


def test_no_link_leads_to_a_page_there_is_not(found: FindingsPage, judged: Sitting) -> None:
    names = {row.name for row in TABLE}
    for status in Status:
        html = page(judged, replace(found.view, status=status))
        assert {part.split('"')[0] for part in html.split('href="page:')[1:]} <= names


# -- copying ----------------------------------------------------------------------------------------------------


def test_a_finding_is_copied_as_text_with_its_reasons_and_first_step(found: FindingsPage, judged: Sitting) -> None:
    box = boxes(judged.findings, Status.DEFECT)[0]
    found.text.anchorClicked.emit(QUrl(f"copy:{name_of(box.plain)}"))
    text = QGuiApplication.clipboard().text()
    assert box.plain.title in text
    assert box.plain.rule
    assert box.plain.rule.remedy
    assert box.plain.rule.remedy.step in text
    assert judged.situation.label(box.plain.because[0]) in text
    assert all(one.title in text for one in box.refinements)
    assert "<" not in text
    assert "写しました" in found.notice.text


def test_what_is_good_is_copied_as_one_text(found: FindingsPage, judged: Sitting) -> None:
    found.tabs[Status.STRENGTH].click()
    found.text.anchorClicked.emit(QUrl("copy-strengths:"))
    text = QGuiApplication.clipboard().text()
    for one in judged.findings:
        assert (one.title in text) == (one.status is Status.STRENGTH), one.id


# -- what if ----------------------------------------------------------------------------------------------------


def _first_with_offers(found: FindingsPage, sitting: Sitting, skip: int = 0) -> str:
    for box in boxes(sitting.findings, Status.DEFECT)[skip:]:
        found.open_what_if(name_of(box.plain))
        if found.what_if.buttons:
            return name_of(box.plain)
    pytest.fail("no finding offers anything")


def test_what_a_what_if_shows_is_what_the_answer_really_brings_and_nothing_is_written(
    found: FindingsPage, judged: Sitting
) -> None:
    before = judged.book.load(judged.id)
    _first_with_offers(found, judged)
    (key, value), button = next(iter(found.what_if.buttons.items()))
    button.click()
    outcome = found.what_if.outcome
    assert outcome.gone
    assert "もし〜なら：消えます" in found.text.toPlainText()
    assert f"消える {len(outcome.gone)}" in found.what_if.told.accessibleName()
    assert judged.book.load(judged.id) == before
    had = {finding_id(one) for one in judged.findings}
    judged.answer(key, value)
    judged.set_basis(key, None)
    has = {finding_id(one) for one in judge(judged.situation)}
    assert {finding_id(one) for one in outcome.gone} == had - has
    assert {finding_id(one) for one in outcome.new} == has - had


def test_what_ifs_stack_and_one_key_goes_back(found: FindingsPage, judged: Sitting) -> None:
    first = _first_with_offers(found, judged)
    next(iter(found.what_if.buttons.values())).click()
    alone = len(found.what_if.outcome.gone)
    skip = [name_of(one.plain) for one in boxes(judged.findings, Status.DEFECT)].index(first) + 1
    _first_with_offers(found, judged, skip)
    next(iter(found.what_if.buttons.values())).click()
    assert len(found.what_if.values) == 2
    assert len(found.what_if.outcome.gone) > alone
    assert found.what_if.drops
    found.what_if.drops[0].click()
    assert len(found.what_if.values) == 1
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert found.side.currentWidget() is not found.what_if
    assert found.what_if.values == {}
    assert "もし〜なら：" not in found.text.toPlainText()


def test_an_open_answer_can_be_tried_both_ways(sat: Shell, sitting: Sitting) -> None:
    for key in sitting.situation.keys[:40]:
        sitting.answer(key, "unknown")
    sat.show_page("findings")
    page_ = sat.findings
    page_.show_status(Status.CHECK)
    box = next(
        one
        for one in boxes(sitting.findings, Status.CHECK)
        if one.plain.rule and sitting.situation.state(one.plain.because[0]) is State.UNKNOWN
    )
    page_.open_what_if(name_of(box.plain))
    key = box.plain.because[0]
    choices = [value for other, value in page_.what_if.buttons if other == key]
    assert choices == [one.value for one in sitting.situation.choices(key)]
    page_.what_if.buttons[key, choices[-1]].click()
    assert key in page_.what_if.outcome.closed


def test_escape_goes_back_from_the_text_as_well(found: FindingsPage, judged: Sitting) -> None:
    _first_with_offers(found, judged)
    next(iter(found.what_if.buttons.values())).click()
    found.text.setFocus()
    QTest.keyClick(found.text, Qt.Key.Key_Escape)
    assert found.what_if.values == {}
    assert found.side.currentWidget() is not found.what_if


def test_leaving_the_inspection_leaves_the_what_if(shell: Shell, found: FindingsPage, judged: Sitting) -> None:
    _first_with_offers(found, judged)
    next(iter(found.what_if.buttons.values())).click()
    shell.go_home()
    assert found.what_if.values == {}


def test_a_first_step_goes_into_the_plan_once_and_can_be_taken_back(found: FindingsPage, judged: Sitting) -> None:
    finding = boxes(judged.findings, Status.DEFECT)[0].plain
    found.text.anchorClicked.emit(QUrl(f"plan:{name_of(finding)}"))
    found.text.anchorClicked.emit(QUrl(f"plan:{name_of(finding)}"))
    steps = judged.book.load(judged.id).steps
    assert [one.rule for one in steps] == [finding.id]
    assert "もう改善計画に" in found.notice.text
    assert "改善計画に入っています" in found.text.toPlainText()
    assert f'"plan:{name_of(finding)}"' not in found.text.toHtml()
    other = boxes(judged.findings, Status.DEFECT)[1].plain
    found.take_over(name_of(other))
    found.notice.button.click()
    assert judged.book.load(judged.id).steps == steps


def test_taking_a_step_back_never_takes_another_one(found: FindingsPage, judged: Sitting) -> None:
    found.take_over(name_of(boxes(judged.findings, Status.DEFECT)[0].plain))
    mine, other = judged.inspection.steps[0], Step("", None, "よそで足した")
    plan.put_back(judged, (other, mine, other))
    found.notice.button.click()
    assert judged.book.load(judged.id).steps == (other, other)
    found.take_over(name_of(boxes(judged.findings, Status.DEFECT)[0].plain))
    plan.put_back(judged, (other, replace(mine, who="住民係長")))
    found.notice.button.click()
    assert judged.book.load(judged.id).steps == (other, replace(mine, who="住民係長"))
    assert "改善計画" in found.notice.text
    assert "外しました" not in found.notice.text


def test_a_what_if_becomes_a_step_of_the_plan_with_one_press_and_never_an_answer(
    found: FindingsPage, judged: Sitting
) -> None:
    before = judged.book.load(judged.id)
    name = _first_with_offers(found, judged)
    next(iter(found.what_if.buttons.values())).click()
    found.what_if.plan_button.click()
    kept = judged.book.load(judged.id)
    assert [one.rule for one in kept.steps] == [name.partition("@")[0]]
    assert kept.answers == before.answers
    assert found.what_if.values


# -- the picture ------------------------------------------------------------------------------------------------


def test_a_cell_of_the_picture_filters_the_findings(found: FindingsPage, judged: Sitting) -> None:
    picture = found.picture
    shown = boxes(judged.findings, Status.DEFECT)
    finding = shown[0].plain
    areas = [one.id for one in picture._areas]
    stages = [one.id for one in judged.checklist.stages]
    middle = picture._box(areas.index(finding.area), stages.index(finding.stage)).center().toPoint()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert picture.cell == (finding.area, finding.stage)
    fewer = boxes(judged.findings, Status.DEFECT, picture.cell)
    assert found.tabs[Status.DEFECT].text() == f"改善が必要 {count(fewer)}"
    assert finding in [one.plain for one in fewer]
    assert len(fewer) < len(shown)
    assert shown[-1].plain.title not in found.text.toPlainText()
    found.filter.click()
    assert not found.filter.isVisible()
    assert shown[-1].plain.title in found.text.toPlainText()


def test_a_click_beside_the_cells_shows_everything(found: FindingsPage) -> None:
    found.picture.choose(("policy", "rule"))
    QTest.mouseClick(found.picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert found.picture.cell is None


def test_the_picture_is_walked_by_keyboard_and_says_what_it_shows(found: FindingsPage) -> None:
    picture = found.picture
    picture.setFocus()
    before = picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.accessibleDescription() != before
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert picture.cell is not None
    assert "この所見だけ" in picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.cell is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_picture_is_whole_and_the_text_has_room_at_any_size(
    shell: Shell, found: FindingsPage, scale: float
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.dress(application, scale)
    shell.resize(1093, 560)
    for _ in range(5):
        QApplication.processEvents()
    try:
        if found.turn_over.isVisible():
            found.turn_over.click()
            assert not found.text.isVisible()
        for _ in range(3):
            QApplication.processEvents()
        assert found.picture.width() <= found.pane.viewport().width()
        assert found.picture.width() >= found.picture.minimumSizeHint().width()
    finally:
        theme.dress(application)


def test_unfinished_findings_are_called_provisional(sat: Shell, sitting: Sitting) -> None:
    sat.show_page("findings")
    assert "暫定" in sat.findings.provisional.text
    while (key := sitting.next_unanswered()) is not None:
        sitting.answer(key, "unknown")
    sat.show_page("findings")
    assert sat.findings.provisional.text == ""
