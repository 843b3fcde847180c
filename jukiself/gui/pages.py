"""Every page of the window in the order of work, one row each. A page's module is imported when it is first shown.

What the window asks of a page: ``show_sitting(sitting)`` each time one turns to it, ``flush() -> bool`` (keep what was
typed), ``first_focus()`` (the widget that takes the keyboard); all three may be missing. It may have the signals
``wanted(Key)``, ``guide_wanted(str)``, ``saved(bool)`` and ``page_wanted(str)``, and ``undo(again=False)`` of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.gui.desk import Desk
    from jukiself.gui.shell import Shell

    Make = Callable[[Desk], QWidget]

P = TypeVar("P", bound=QWidget)


def _wizard(desk: Desk) -> QWidget:
    from jukiself.gui.wizard import Wizard

    return Wizard(desk)


def _asking(desk: Desk) -> QWidget:
    from jukiself.gui.asking import AskingPage

    return AskingPage(desk)


def _findings(desk: Desk) -> QWidget:
    from jukiself.gui.findings import FindingsPage

    return FindingsPage(desk)


def _compare(desk: Desk) -> QWidget:
    from jukiself.gui.compare import ComparePage

    return ComparePage(desk)


def _plan(desk: Desk) -> QWidget:
    from jukiself.gui.plan import PlanPage

    return PlanPage(desk)


def _export(desk: Desk) -> QWidget:
    from jukiself.gui.export import ExportPage

    return ExportPage(desk)


def _review(desk: Desk) -> QWidget:
    from jukiself.gui.review import ReviewPage

    return ReviewPage(desk)


def _guide(desk: Desk) -> QWidget:
    from jukiself.gui.guide import GuidePage

    return GuidePage(desk)


def _contracts(desk: Desk) -> QWidget:
    from jukiself.gui.contract_page import ContractPage

    return ContractPage(desk)


def _settings(desk: Desk) -> QWidget:
    from jukiself.gui.settings_page import SettingsPage

    return SettingsPage(desk)


def _new(desk: Desk) -> QWidget:
    from jukiself.gui.new import NewPage

    return NewPage(desk)


def _comments(desk: Desk) -> QWidget:
    from jukiself.gui.comment_page import CommentPage

    return CommentPage(desk)


def _arrival(_desk: Desk) -> QWidget:
    from jukiself.gui.arrival import ArrivalPage

    return ArrivalPage()


def _locked(_desk: Desk) -> QWidget:
    from jukiself.gui.locked import LockedPage

    return LockedPage()


def _print(desk: Desk) -> QWidget:
    from jukiself.gui.print_page import PrintPage

    return PrintPage(desk)


def _gather(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.begin import BeginPage

    return BeginPage(desk)


def _board(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.board import BoardPage

    return BoardPage(desk)


def _request(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.request import RequestPage

    return RequestPage(desk)


def _across(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.across import AcrossPage

    return AcrossPage(desk)


def _remarks(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.remarks import RemarksPage

    return RemarksPage(desk)


def _overview(desk: Desk) -> QWidget:
    from jukiself.gui.prefecture.overview import OverviewPage

    return OverviewPage(desk)


def _training(desk: Desk) -> QWidget:
    from jukiself.gui.training import TrainingPage

    return TrainingPage(desk)


def _practice_story(desk: Desk) -> QWidget:
    from jukiself.gui.training_grading import PracticeStory

    return PracticeStory(desk)


def _practice_grading(desk: Desk) -> QWidget:
    from jukiself.gui.training_grading import PracticeGrading

    return PracticeGrading(desk)


def _room_grading(desk: Desk) -> QWidget:
    from jukiself.gui.training_grading import RoomGrading

    return RoomGrading(desk)


def _restore(desk: Desk) -> QWidget:
    from jukiself.gui.restore_page import RestorePage

    return RestorePage(desk)


def _news(_desk: Desk) -> QWidget:
    from jukiself.gui.news import NewsPage

    return NewsPage()


class Row:
    """A page that has a button in the bar; rows of one group stand together.

    ``alone``: it can be read before an inspection is open. (No `NamedTuple`: those are compiled at every start.)
    """

    def __init__(
        self, name: str, title: str, keys: str, hint: str, group: int, make: Make, *, alone: bool = False
    ) -> None:
        self.name, self.title, self.keys, self.hint = name, title, keys, hint
        self.group, self.make, self.alone = group, make, alone


#: In the order of work: answer and ask | see and plan | confirm, compare, hand out | look things up.
TABLE: tuple[Row, ...] = (
    Row("wizard", "答える", "Ctrl+1", "設問に答える", 1, _wizard),
    Row("asking", "頼む・聞く", "Ctrl+5", "ほかの人に頼む紙とファイルを作り、返事を取り込む", 1, _asking),
    Row("contracts", "契約", "Ctrl+6", "契約を挙げ、条項の足りない所を見て、事業者とやりとりする", 1, _contracts),
    Row("findings", "所見", "Ctrl+2", "答えから分かったことを見る", 2, _findings),
    Row("plan", "計画", "Ctrl+7", "所見から改善計画を作り、進み具合を書く", 2, _plan),
    Row("review", "確認と決裁", "Ctrl+8", "見てもらい、決裁を受け、送る", 3, _review),
    Row("compare", "比べる", "Ctrl+9", "前の年度と比べる", 3, _compare),
    Row("export", "出力", "Ctrl+3", "回答書や報告書を書き出す", 3, _export),
    Row("guide", "手引き", "Ctrl+4", "手引きとことばを読む。この画面の使い方は F1", 4, _guide, alone=True),
    Row("settings", "設定", "Ctrl+,", "尋ねる設問、問合せ先、文字の大きさを変える", 4, _settings, alone=True),
)

#: In a practice nobody can be asked and no year lies before it: in those places are the story and 答え合わせ.
_INSTEAD: dict[str, Row] = {
    "asking": Row("story", "題材", "Ctrl+5", "題材の話と、そのほかの記録を読む", 1, _practice_story),
    "compare": Row("grading", "答え合わせ", "Ctrl+9", "練習の答えを、題材の記録と比べる", 3, _practice_grading),
}
PRACTICE: tuple[Row, ...] = tuple(_INSTEAD.get(row.name, row) for row in TABLE)

#: The same for a prefecture that gathers the replies of its offices: ``show_gathering(gathering)`` is what is asked
#: of these pages instead of ``show_sitting``.
PREFECTURE: tuple[Row, ...] = (
    Row("board", "状況", "Ctrl+1", "届いた回答書を取り込み、どの団体から届いたかを見る", 1, _board),
    Row("request", "依頼", "Ctrl+2", "依頼と対象団体を決め、回答書をまとめて作る", 1, _request),
    Row("across", "見渡す", "Ctrl+3", "すべての回答をまとめて見る", 2, _across),
    Row("remarks", "講評", "Ctrl+5", "所見を仕分け、意見とコメントを付けて返す", 2, _remarks),
    Row("overview", "概要", "Ctrl+6", "市町村調査結果の概要を書き出す", 3, _overview),
)

#: Pages one comes to by a button of the first page, not by the bar.
ASIDE: dict[str, Make] = {
    "new": _new,
    "gather": _gather,
    "arrival": _arrival,
    "locked": _locked,
    "print": _print,
    "training": _training,
    "news": _news,
    "restore": _restore,
    "room-grading": _room_grading,
}


#: Pages one comes to from any other and goes back from to that one.
FROM_ANYWHERE = frozenset({"print", "news", "room-grading"})


def rows(*, sitting: bool, gathering: bool, practice: bool = False) -> tuple[Row, ...]:
    """The pages of the bar: those of the inspection that is open, else of the round, and those that need neither."""
    if sitting:
        return PRACTICE if practice else TABLE
    return (*(PREFECTURE if gathering else ()), *(row for row in TABLE if row.alone))


#: Pages one comes to from a finding, a card or a file, with an inspection open.
BESIDE: dict[str, Make] = {"comments": _comments}


def fetch() -> Iterator[None]:
    """Import the pages' modules ahead of the first look at them, one a step, each in the window's own thread.

    Qt asks for the class of an object without Python's lock; a class being made in another thread at that moment takes
    the program down (libshiboken keeps all classes in one unguarded table).
    """
    from jukiself.gui import wizard

    yield
    from jukiself.gui import findings

    yield
    from jukiself.gui import plan

    yield
    from jukiself.gui import export

    yield
    from jukiself.gui import asking, contract_page

    yield
    from jukiself.gui import compare, guide, review

    yield
    from jukiself.gui import arrival, settings_page

    _ = (wizard, findings, plan, export, asking, contract_page, review, compare, guide, settings_page, arrival)


class Lazy(Generic[P]):
    """``shell.wizard`` and its like: the page of that name, built when it is first asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, shell: Shell, _owner: type[Shell]) -> P:
        return cast("P", shell.page(self.name))


class Pages(QStackedWidget):
    """The pages built so far, one of them shown; ``greet`` meets each new one."""

    def __init__(self, desk: Desk, greet: Callable[[str, QWidget], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._greet = greet
        self._makers = ASIDE | BESIDE | {row.name: row.make for row in (*TABLE, *PREFECTURE, *PRACTICE)}
        self.built: dict[str, QWidget] = {}

    def page(self, name: str) -> QWidget:
        """A page by its name."""
        if name not in self.built:
            self.put(name, self._makers[name](self._desk))
        return self.built[name]

    def put(self, name: str, page: QWidget) -> None:
        """Take in a page."""
        self.built[name] = page
        self.addWidget(page)
        self._greet(name, page)

    def shown(self) -> str:
        """The name of the page shown; empty where there is none yet."""
        return next((name for name, page in self.built.items() if page is self.currentWidget()), "")

    def refusing(self) -> str:
        """Keep everything typed, on every page; the name of the first page where that is not possible, or nothing."""
        kept = {name: page.flush() for name, page in self.built.items() if hasattr(page, "flush")}
        return next((name for name, done in kept.items() if not done), "")
