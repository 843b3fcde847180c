"""The keys of the wizard, as one table: what is pressed, what it says in the list of keys, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from jukiself.answers.model import Basis
from jukiself.gui.pages import TABLE
from jukiself.gui.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.gui.wizard import Wizard


@dataclass(frozen=True, slots=True)
class KeyAct:
    """Keys that do the same, their words, the act."""

    keys: tuple[str, ...]
    words: str
    act: Callable[[Wizard], object]


def _answers() -> Iterator[KeyAct]:
    for number in range(1, 10):
        key = str(number)
        words = "答えを選ぶ" if number == 1 else ""
        yield KeyAct((key,), words, lambda wizard, key=key: wizard.pane.box.press(key))  # type: ignore[misc]


KEYS: tuple[KeyAct, ...] = (
    *_answers(),
    KeyAct(("0",), "わからない（調べることに入る。9 も同じ）", lambda wizard: wizard.pane.box.press("0")),
    KeyAct(("-",), "該当なし（理由を備考に書く）", lambda wizard: wizard.pane.box.press("-")),
    KeyAct(("Del",), "答えを消して未回答に戻す", lambda wizard: wizard.pen.take_back()),
    KeyAct(("S",), "前年度と同じと答える（前年度の答えがあるとき）", lambda wizard: wizard.pen.same_as_last_year()),
    KeyAct(("Q",), "根拠: 見た", lambda wizard: wizard.pane.press_basis(Basis.SEEN)),
    KeyAct(("W",), "根拠: 聞いた", lambda wizard: wizard.pane.press_basis(Basis.HEARD)),
    KeyAct(("E",), "根拠: たぶん", lambda wizard: wizard.pane.press_basis(Basis.GUESS)),
    KeyAct(("Return", "Enter"), "次へ", lambda wizard: wizard.way.enter()),
    KeyAct(("Shift+Return", "Shift+Enter"), "前へ", lambda wizard: wizard.way.by(-1)),
    KeyAct(("Ctrl+Return", "Ctrl+Enter"), "次の未回答へ（文を書いている間も）", lambda wizard: wizard.way.unanswered()),
    KeyAct(("Left", "["), "前の対象（ネットワークや契約）", lambda wizard: wizard.way.member(-1)),
    KeyAct(("Right", "]"), "次の対象", lambda wizard: wizard.way.member(1)),
    KeyAct(("N",), "備考を書く", lambda wizard: wizard.write("note")),
    KeyAct(("M",), "庁内メモを書く", lambda wizard: wizard.write("memo")),
    KeyAct(("G",), "手引きを開く", lambda wizard: wizard.open_guide()),
    KeyAct(("F2",), "答えを書く欄へ（数や日付の設問）", lambda wizard: wizard.write_answer()),
    KeyAct(("L",), "一覧で答える・1問ずつに戻る", lambda wizard: wizard.lens.look(View.LIST)),
    KeyAct(("T",), "対象を横に並べる・戻る", lambda wizard: wizard.lens.look(View.SIDE)),
    KeyAct(("C",), "並べたとき：この答えを横へ写す", lambda wizard: wizard.lens.use_side("across")),
    KeyAct(("V",), "並べたとき：この列を写す（変わる所を先に見ます）", lambda wizard: wizard.lens.use_side("column")),
    KeyAct(("D",), "並べたとき：違う行だけ・全部", lambda wizard: wizard.lens.use_side("differing")),
    KeyAct(("F",), "しぼり込みを選ぶ", lambda wizard: wizard.lens.open_sieves()),
    KeyAct(("A",), "分野の一覧を開く（字が大きいとき）", lambda wizard: wizard.lens.lay_over("areas")),
    KeyAct(("I",), "なぜ・確かめ方を開く（字が大きいとき）", lambda wizard: wizard.lens.lay_over("beside")),
    KeyAct(("Esc",), "1つ戻る（備考から設問へ、探す・しぼり込みを終える）", lambda wizard: wizard.lens.escape()),
    KeyAct(("K",), "キーの一覧を出す・しまう", lambda wizard: wizard.lens.toggle_keys()),
)

#: Keys of the whole window, for the list; `Shell` binds them.
WINDOW_KEYS = (
    ("F1", "この画面の使い方（利用の手引き）"),
    ("Ctrl+F", "設問・ことば・所見を探す"),
    ("Ctrl+Z", "1つ前に戻す"),
    ("Ctrl+Y", "やり直す"),
    *((row.keys, row.title) for row in TABLE),
    ("Ctrl+＋／－", "文字を大きく・小さく"),
    ("Shift+F1", "画面の案内をもう一度"),
    ("F12・Ctrl+H", "画面を隠す（どのキーでも戻る）"),
)

_SAID = {
    "1": "1〜9",
    "Return": "Enter",
    "Shift+Return": "Shift+Enter",
    "Ctrl+Return": "Ctrl+Enter",
    "Left": "←",
    "Right": "→",
}


def bind(wizard: Wizard) -> None:
    """Give the wizard its keys; while a text is being written, letters and numbers belong to the text."""
    for one in KEYS:
        for keys in one.keys:
            shortcut = QShortcut(QKeySequence(keys), wizard)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda one=one, keys=keys: wizard.may(keys) and one.act(wizard))


def said() -> list[tuple[str, str]]:
    """The list of keys as a person reads it."""
    rows = []
    for one in KEYS:
        if one.words:
            names = dict.fromkeys(_SAID.get(key, key) for key in one.keys)
            rows.append(("・".join(names), one.words))
    return [*rows, *WINDOW_KEYS]
