"""The manual tells the truth: every button, link, key, command and saying it names is in the program."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser

import jukiself
from jukiself import cli, journal, settings
from jukiself.checklist.manual import FACTS, IT, MARKED, PARTS, PREFECTURE, TRAINING, VILLAGE, Mark
from jukiself.cli import commands
from jukiself.findings.judge import Status
from jukiself.gui import answer_keys, background, training_stage, window_keys
from jukiself.gui.contract_page import LIST, PAPERS, TABLE, ContractPage
from jukiself.gui.finding_text import boxes, name_of
from jukiself.gui.pages import ASIDE, PRACTICE
from jukiself.gui.pages import PREFECTURE as ROUND
from jukiself.gui.pages import TABLE as PAGES
from jukiself.gui.prefecture import remark_card, remarks
from jukiself.gui.training import TrainingPage
from jukiself.gui.views import View
from jukiself.work import practising
from jukiself.work.manual import manual, manuals
from tests.gui.rounds import board_of, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.manual import ManualPage
    from jukiself.gui.shell import Shell
    from tests.gui.rounds import Shelf

CODE = Path(jukiself.__file__).parent
#: Keys that Qt or a page gives without our table.
_GIVEN = {"Tab", "Shift+Tab", "Space", "Esc", "Enter", "Up", "Down"}
#: The key a button names behind its words.
_HINT = re.compile(r" [A-Z][A-Za-z0-9+]*$")
_SAME = {"→": "Right", "←": "Left", "↑": "Up", "↓": "Down"}


def pages_of(*parts: str) -> Iterator[ManualPage]:
    for part in parts or PARTS:
        yield from manual(part).pages


def named(kind: Mark, *parts: str) -> set[str]:
    """Everything of a kind that these parts of the manual name, or all of it."""
    return {
        words
        for page in pages_of(*parts)
        for text in page.texts()
        for found, words in MARKED.findall(text)
        if found == kind
    }


def keys_named(*parts: str) -> set[str]:
    return {re.sub("[←→↑↓]", lambda found: _SAME[found[0]], one) for one in named(Mark.KEY, *parts)}


def said_in_code() -> str:
    """Every text written in the program."""
    found = []
    for path in CODE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return "\n".join(found)


@pytest.fixture
def walked(shell: Shell, shelf: Shelf, tmp_path: Path) -> tuple[set[str], set[str]]:
    """The buttons and the links of a window in which every page and every view was shown."""
    buttons: set[str] = set()
    links: set[str] = set()

    def look() -> None:
        QApplication.processEvents()
        texts = [one.text() for one in shell.findChildren(QAbstractButton)]
        buttons.update(texts, (_HINT.sub("", one) for one in texts))
        for one in shell.findChildren(QTextBrowser):
            links.update(re.findall(r"<a [^>]*>(?:<[^>]*>)*([^<]*)<", one.toHtml()))

    look()
    shell.start.new.click()
    look()
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    for row in PAGES:
        shell.show_page(row.name)
        look()
    for view in View:
        shell.wizard.lens.look(view)
        look()
    contracts = shell.page("contracts")
    assert isinstance(contracts, ContractPage)
    for leaf in (LIST, TABLE, PAPERS):
        contracts.turn(leaf)
        look()
    shell.show_page("findings")
    assert shell.sitting is not None
    shell.findings.open_what_if(name_of(boxes(shell.sitting.findings, Status.DEFECT)[0].plain))
    look()
    shell.show_restore()
    background.finish()
    look()
    shell.go_home()
    shell.reception.open_training()
    look()
    training = shell.page("training")
    assert isinstance(training, TrainingPage)
    training.room.click()
    look()
    training.alone.click()
    background.finish()
    for row in PRACTICE:
        shell.show_page(row.name)
        look()
    shell.go_home()
    shell.start.gather.click()
    background.finish()
    look()
    shell.go_home()
    opened(shell, shelf.collected, tmp_path)
    for row in ROUND:
        shell.show_page(row.name)
        background.finish()
        look()
    return buttons, links


def test_every_button_and_link_named_is_in_the_window(walked: tuple[set[str], set[str]]) -> None:
    buttons, links = walked
    assert named(Mark.BUTTON) - buttons == set()
    assert named(Mark.LINK) - links == set()


def test_what_comes_up_only_sometimes_is_said_by_the_program() -> None:
    said = said_in_code()
    # What changes from time to time is written as …
    troubles = {bit.strip() for page in pages_of() for one in page.troubles for bit in one.said.split("…")}
    assert {one for one in troubles | named(Mark.OFFER) if one not in said} == set()


def test_every_key_named_does_something_and_every_key_of_the_tables_is_named(shell: Shell) -> None:
    tables = {key for one in answer_keys.KEYS for key in one.keys} | set(window_keys.keys(shell))
    shown = keys_named(VILLAGE)
    assert shown - tables - _GIVEN == set()
    # The keypad's Enter is Enter, Ctrl+Shift+Z is Ctrl+Y, and the digits stand as a row.
    other = {"Return", "Shift+Return", "Ctrl+Return", "Ctrl+Shift+Z", "Ctrl+;", "Ctrl+="}
    assert tables - shown - other - set("2345678") == set()


def test_every_key_of_the_prefecture_is_named_and_does_something(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    opened(shell, shelf.collected, tmp_path)
    for row in ROUND:
        shell.show_page(row.name)
        background.finish()
    letters = {*board_of(shell).card.keys, *remark_card.KEYS, remarks._BACK_KEY, remarks._YES_KEY, "K"}
    assert letters - keys_named(PREFECTURE) == set()
    shortcuts = {one.key().toString() for one in shell.findChildren(QShortcut)}
    assert keys_named(PREFECTURE) - letters - shortcuts - _GIVEN == set()


def test_every_key_of_the_projector_is_named_as_its_foot_names_it() -> None:
    foot = set(training_stage._KEYS.replace("←", "Left").split())
    known = {key for one in answer_keys.KEYS for key in one.keys} | {row.keys for row in PRACTICE} | foot
    assert keys_named(TRAINING) - known == set()
    assert {one for one in foot if one.isascii()} - keys_named(TRAINING) == set()


def test_the_ninety_minutes_are_those_of_the_script() -> None:
    told = {key: words for page in pages_of(TRAINING) for one in page.sections for key, words in one.pairs}
    script = next(one for one in practising.stories().scripts if one.id == "ninety")
    for part in script.parts:
        assert told[f"{part.start}〜{part.end}分"].startswith(part.title)


def test_every_command_and_option_named_is_known_to_the_parser() -> None:
    for line in named(Mark.COMMAND):
        program, *words = line.split()
        parser = commands._parser()
        assert program == "jukiself", line
        for word in words:
            if word.startswith("--"):
                assert word in parser._option_string_actions, line
                continue
            # A command, a command of a command, or the first word of one that does several things.
            choices = next(one.choices for one in parser._actions if one.choices and not one.option_strings)
            assert choices is not None, line
            assert word in choices, line
            if isinstance(choices, dict):
                parser = choices[word]


def test_every_page_of_the_window_has_its_page() -> None:
    told = {name for page in pages_of() for name in page.windows}
    assert told == {"start", *ASIDE, *(row.name for row in (*PAGES, *ROUND, *PRACTICE))}
    prefecture = {name for page in pages_of(PREFECTURE) for name in page.windows}
    assert prefecture == {"gather", *(row.name for row in ROUND)}


def test_what_is_said_of_the_installed_program_is_what_is_built() -> None:
    told = "\n".join(text for page in pages_of(IT) for text in page.texts())
    root = CODE.parent
    setup = (root / "installer/windows/setup.nsi").read_text(encoding="utf-8")
    built = setup + "".join(
        (root / "installer/pack" / one).read_text(encoding="utf-8") for one in ("windows.py", "program.py", "linux.py")
    )
    assert "$LOCALAPPDATA\\Programs\\jukiself" in setup
    assert "%LOCALAPPDATA%\\Programs\\jukiself" in told
    for name in (
        "jukiself.exe",
        "jukiself.cmd",
        "sbom.json",
        "SHA256SUMS.txt",
        "ライセンス.txt",
        "お読みください.txt",
        "menu.sh",
        "情報の担当の方へ.txt",
        "Windowsで試す15分の点検.pdf",
    ):
        assert name in built
        assert name in told
    key = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\jukiself"
    for said in (key, "DisplayVersion"):
        assert said in setup
        assert said in told
    assert "SetErrorLevel 3" in setup
    # Where Windows has the settings and the journal: as platformdirs names them.
    assert (settings.default_path().name, journal.path().name) == ("settings.json", "journal.txt")
    assert "%LOCALAPPDATA%\\jukiself\\settings.json" in told
    assert "%LOCALAPPDATA%\\jukiself\\Logs\\journal.txt" in told


def test_what_a_server_is_told_is_the_same_in_the_manual_and_in_the_docs() -> None:
    docs = (CODE.parent / "docs/postgresql.md").read_text(encoding="utf-8")
    lines = {words for page in pages_of(IT) for one in page.sections for _, words in one.pairs if words.endswith(";")}
    assert len(lines) == 4
    assert {one for one in lines if one not in docs} == set()
    for said in ("%APPDATA%\\postgresql\\pgpass.conf", "~/.pgpass", "pg_dump -Fc", "PostgreSQL 13"):
        assert said in docs
        assert any(said in text for page in pages_of(IT) for text in page.texts())


def test_a_part_spoken_of_is_there() -> None:
    labels = {one.label for one in manuals()}
    spoken = {name for page in pages_of() for text in page.texts() for name in re.findall(r"手引きの(.+?編)", text)}
    assert spoken - labels == set()


def test_f1_opens_the_page_about_the_page_shown_and_esc_comes_back(sat: Shell) -> None:
    for row in PAGES:
        if row.name == "guide":
            continue
        sat.show_page(row.name)
        f1_and_back(sat, VILLAGE, row.name)


def test_f1_on_a_page_of_the_prefecture_opens_its_own_part(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    shell.start.gather.click()
    background.finish()
    f1_and_back(shell, PREFECTURE, "gather")
    shell.go_home()
    opened(shell, shelf.collected, tmp_path)
    for row in ROUND:
        shell.show_page(row.name)
        background.finish()
        f1_and_back(shell, PREFECTURE, row.name)
    shell.show_page("settings")
    f1_and_back(shell, VILLAGE, "settings")


def test_f1_on_a_page_of_the_training_opens_its_own_part(shell: Shell) -> None:
    shell.reception.open_training()
    f1_and_back(shell, TRAINING, "training")
    training = shell.page("training")
    assert isinstance(training, TrainingPage)
    training.room.click()
    f1_and_back(shell, TRAINING, "room-grading")
    shell.turn("training")
    training.alone.click()
    background.finish()
    for row in PRACTICE:
        if row.name != "guide":
            shell.show_page(row.name)
            f1_and_back(shell, TRAINING if row not in PAGES else VILLAGE, row.name)


def f1_and_back(shell: Shell, part: str, name: str) -> None:
    QTest.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_F1)
    page = manual(part).for_window(name)
    assert page is not None
    assert shell.pages.shown() == "guide"
    assert shell.guide.text.toPlainText().startswith(page.title)
    assert shell.guide.part.currentData() == part
    QTest.keyClick(shell.guide.text, Qt.Key.Key_Escape)
    assert shell.pages.shown() == name


def listed(shell: Shell) -> list[str]:
    items = [shell.guide.list.item(row) for row in range(shell.guide.list.count())]
    return [one.text() for one in items if not one.isHidden()]


@pytest.mark.parametrize("part", PARTS)
def test_one_turns_to_another_part_of_the_manual(shell: Shell, part: str) -> None:
    shell.show_manual()
    pull = shell.guide.part
    pull.setFocus()
    while pull.currentData() != part:
        QTest.keyClick(pull, Qt.Key.Key_Down)
    pages = manual(part).pages
    first = pages[0] if part != VILLAGE else manual(VILLAGE).page["start"]
    assert shell.guide.text.toPlainText().startswith(first.title)
    assert {one.title for one in pages} <= set(listed(shell))
    others = {page.title for page in pages_of(*(one for one in PARTS if one != part))}
    assert set(listed(shell)) & (others - {one.title for one in pages}) == set()


def test_f1_helps_before_anything_is_begun(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert shell.guide.text.toPlainText().startswith("始める")
    shell.guide.text.anchorClicked.emit(QUrl("manual:village/ask"))
    assert shell.guide.text.toPlainText().startswith("頼む・聞く")


def test_the_manual_is_searched_by_words(shell: Shell) -> None:
    shell.show_manual()
    shell.guide.box.setText("見送り")
    seen = listed(shell)
    assert "計画" in seen
    assert "契約" not in seen
    assert "ことば" not in seen
    QTest.keyClick(shell.guide.box, Qt.Key.Key_Return)
    assert shell.guide.text.textCursor().selectedText() == "見送り"
    assert shell.guide.text.toPlainText().startswith("計画")
    # Words are looked for in every part.
    shell.guide.box.setText("差替えを決める")
    assert "まだの団体、差替え、電話、受領" in listed(shell)
    shell.guide.box.clear()
    assert {one.title for one in manual(VILLAGE).pages} <= set(listed(shell))
    assert "まだの団体、差替え、電話、受領" not in listed(shell)


def test_a_page_begins_with_who_and_when_and_what_there_is_afterwards() -> None:
    assert [page.id for page in pages_of(PREFECTURE, TRAINING, IT) if len(page.facts) != len(FACTS)] == []


def test_no_mark_is_left_over_in_what_one_reads(shell: Shell) -> None:
    for part in manuals():
        for page in part.pages:
            shell.show_guide(f"manual:{part.id}/{page.id}")
            said = shell.guide.text.toPlainText()
            assert page.title in said
            assert all(words in said for _, words in page.facts)
            assert "[[" not in said


@pytest.mark.parametrize("part", PARTS)
def test_the_part_that_is_read_is_written_from_the_window(shell: Shell, part: str) -> None:
    shell.show_guide(f"manual:{part}/{manual(part).pages[-1].id}")
    shell.guide.print.click()
    background.finish()
    path = Path(shell.guide.notice.text.removeprefix("作りました："))
    assert path.name == f"利用の手引き（{manual(part).label}）.pdf"
    # A cover, and one sheet for each page: every one can be printed alone.
    assert len(pypdf.PdfReader(path).pages) == len(manual(part).pages) + 1


def size_of(page: pypdf.PageObject) -> float:
    """The size most letters of a page have: a page that holds too much is set smaller and smaller."""
    sizes: Counter[float] = Counter()

    def see(text: str, turn: list[float], place: list[float], _font: object, size: float) -> None:
        sizes[round(size * place[0] * turn[0], 1)] += len(text.strip())

    page.extract_text(visitor_text=see)
    return sizes.most_common(1)[0][0]


def test_the_command_draws_every_picture_the_manual_names(
    dressed: QApplication, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del dressed
    out, pictures = home / "new" / "m.pdf", home / "pictures"
    assert cli.main(["manual", str(out), "--for", "all", "--pictures", str(pictures)]) == 0
    made = [out.with_name(f"m（{part.label}）.pdf") for part in manuals()]
    assert capsys.readouterr().out == "".join(f"{one}\n" for one in made)
    for part, path in zip(manuals(), made, strict=True):
        named = [name for page in part.pages for name in page.pictures()]
        assert [one for one in named if not (pictures / f"window-{one}.png").exists()] == []
        reader = pypdf.PdfReader(path)
        assert sum(len(page.images) for page in reader.pages) == len(named)
        # A cover, and one sheet for each page: every one can be printed alone.
        assert len(reader.pages) == len(part.pages) + 1
        assert path.stat().st_size <= 2_000_000
        assert min(map(size_of, reader.pages)) >= 8.5
        printed = ["".join(page.extract_text().split()) for page in reader.pages]
        assert "[[" not in "".join(printed)
        assert "統合端末など、住基の機器には入れません" in printed[0]
