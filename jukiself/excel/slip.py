"""聞取り票 and 分担票 as small workbooks: only the rows asked for, nothing filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.answers.model import BASIS_LABELS
from jukiself.checklist.model import Kind as Shape
from jukiself.excel import layout, letter, look, slip_layout
from jukiself.excel.fit import height
from jukiself.excel.lists import PullDowns
from jukiself.excel.pack import packed
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.questions import answer_look, mark_answered
from jukiself.excel.rows import member_name
from jukiself.excel.slip_layout import COLUMNS, TITLES, Kind
from jukiself.excel.words import NA_LABEL, UNKNOWN_LABEL, as_text, labels

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Titled
    from jukiself.excel.words import Content

_HEADER_ROW = 3
_LEGEND = "← この色と太い枠の欄にお書きください。お答えは▼から選べます。"
_REQUEST = {
    Kind.HEARING: "この役場では、住民の情報を扱う仕事の守りを自分たちで点検しています。下の相手の方に、おわかりになることをお聞きします。"
    "良し悪しを決めるものではありません。「わからない」も、大切なお答えです。",
    Kind.SHARE: "この役場では、住民の情報を扱う仕事の守りを自分たちで点検しています。下の分野の設問を、くわしい課・係で分けてお答えください。"
    "良し悪しや責任を問うものではありません。「わからない」も、大切なお答えです。",
}
_HOW = (
    "色が付いて太い枠の欄にお書きください。選ぶ欄は▼から1つ選びます。「いくつでも」とある問は、2つ以上を「、」でつなぎます。",
    "おわかりにならないときは「わからない」を選びます。お答えにならない欄は、空けておいてください。空けても、前の答えは消えません。",
    "当てはまらないときは「該当なし」を選び、補足にその理由をお書きください。",
    "補足は点検の備考になり、県へ渡ることがあります。住民の個人情報とパスワードは書かないでください。",
    "Excel ブック（.xlsx）のまま、1つのファイルでお返しください。シートの保護にパスワードはありません。IDの列は消さないでください。",
)
_BASIS_HOW = (
    "根拠は、ご自分で見たときは「見た」、人に聞いたときは「聞いた」、見ても聞いてもいないときは「たぶん」を選びます。"
)
_ABOUT = {Kind.HEARING: "お聞きする相手", Kind.SHARE: "分担する分野"}


def write_slip(
    situation: Situation, kind: Kind, about: Titled, keys: tuple[Key, ...], *, deadline: str = "", program: str = ""
) -> bytes:
    """The workbook for one person or area. Raises `WorkbookRefused` where nothing is to be asked."""
    if not keys:
        raise WorkbookRefused(f"「{about.title}」には、いま尋ねる設問がありません。")
    inspection = situation.inspection
    book = letter.begin(inspection, f"{TITLES[kind]} {inspection.office.name} {about.title}", program)
    _cover(book.create_sheet(layout.COVER), situation, kind, about, deadline)
    _Rows(book.create_sheet(TITLES[kind]), situation, kind, PullDowns(book)).write(about, keys)
    letter.sign(book, inspection, slip_layout.slip_line(kind, about.id))
    return packed(book)


def _cover(sheet: Any, situation: Situation, kind: Kind, about: Titled, deadline: str) -> None:
    inspection = situation.inspection
    cover = letter.Cover(sheet, f"{TITLES[kind]}　{about.title}")
    cover.paragraphs(part for part in (look.band(inspection.nature), _REQUEST[kind]) if part)
    cover.fact(_ABOUT[kind], about.title)
    for label, content in letter.identity_facts(situation):
        cover.fact(label, content)
    asks = letter.contact_line(inspection.contact)
    cover.fact(slip_layout.ASK_US, asks, entry=not asks)
    cover.fact(slip_layout.REPLY_UNTIL, deadline, entry=not deadline)
    cover.entries("お書きになる欄", (slip_layout.SECTION, slip_layout.FILLED_BY, slip_layout.FILLED_ON))
    cover.heading(layout.GUIDE)
    cover.paragraphs(f"・{one}" for one in (*_HOW, *([_BASIS_HOW] if kind is Kind.SHARE else [])))
    cover.close()
    letter.paper(sheet, inspection, TITLES[kind], about.title, one_page=True)


class _Rows:
    """The sheet of rows."""

    def __init__(self, sheet: Any, situation: Situation, kind: Kind, lists: PullDowns) -> None:
        self.sheet, self.situation, self.kind, self.lists = sheet, situation, kind, lists
        self.widths = COLUMNS[kind]
        self.letters = {header: get_column_letter(place) for place, header in enumerate(self.widths, 1)}

    def write(self, about: Titled, keys: tuple[Key, ...]) -> None:
        """All of it."""
        sheet, inspection = self.sheet, self.situation.inspection
        look.widths(sheet, tuple(self.widths.values()))
        sheet.sheet_view.showGridLines = False
        title = f"{TITLES[self.kind]}　{about.title}　{look.band(inspection.nature)}"
        look.put(sheet.cell(1, 1), title.strip(), look.TITLE)
        sheet.row_dimensions[1].height = 30
        look.dress(sheet.cell(2, 1), look.SAMPLE)
        look.put(sheet.cell(2, 2), _LEGEND, look.PLAIN)
        sheet.row_dimensions[2].height = 22
        look.row(sheet, _HEADER_ROW, ((one, look.HEAD) for one in self.widths))
        sheet.row_dimensions[_HEADER_ROW].height = 24
        number = _HEADER_ROW
        for number, key in enumerate(keys, _HEADER_ROW + 1):
            self._row(number, key)
        self._rules(_HEADER_ROW + 1, number)
        # What is asked stays in sight while one goes down and to the right.
        sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, list(self.widths).index(slip_layout.ASKED) + 2)
        look.start_at(sheet, f"{self.letters[slip_layout.ANSWER]}{_HEADER_ROW + 1}")
        look.protect(sheet)
        letter.paper(sheet, inspection, TITLES[self.kind], about.title, one_page=False)
        sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        sheet.print_area = f"A1:{get_column_letter(len(self.widths))}{number}"

    def _row(self, number: int, key: Key) -> None:
        situation = self.situation
        question = situation.checklist.question[key.question]
        said: dict[str, tuple[Content, look.Look]] = {
            slip_layout.ID: (str(key), look.KEY),
            slip_layout.NUMBER: (question.number, look.CELL),
            slip_layout.ABOUT: (member_name(situation, key), look.CELL),
            slip_layout.ASKED: (_asked(situation, key), look.CELL),
            slip_layout.HOW: (f"見る：{question.look}\n聞く：{question.ask}", look.CELL_SMALL),
            slip_layout.NOW: (_now(situation, key), look.CELL_SMALL),
            slip_layout.ANSWER: (None, answer_look(question, look.ENTRY)),
        }
        cells = [said.get(header, (None, look.ENTRY)) for header in self.widths]
        look.row(self.sheet, number, cells)
        sized = zip(cells, self.widths.values(), strict=True)
        self.sheet.row_dimensions[number].height = height(
            ((as_text(content), width, dress.size) for (content, dress), width in sized), 44
        )
        free = question.kind is not Shape.CHOICE
        letter.pull_down(
            self.sheet, self.lists, offered(situation, key), f"{self.letters[slip_layout.ANSWER]}{number}", free=free
        )

    def _rules(self, first: int, last: int) -> None:
        def cells(header: str) -> str:
            return f"{self.letters[header]}{first}:{self.letters[header]}{last}"

        mark_answered(self.sheet, cells(slip_layout.ANSWER))
        self.lists.texts(self.sheet, [cells(slip_layout.MORE)], slip_layout.LONGEST_MORE)
        if self.kind is Kind.SHARE:
            letter.pull_down(self.sheet, self.lists, tuple(BASIS_LABELS.values()), cells(slip_layout.BASIS))


def offered(situation: Situation, key: Key) -> tuple[str, ...]:
    """The words a row offers, as things stand: the question's own, or those for what somebody else does."""
    question = situation.checklist.question[key.question]
    words = labels(question)
    own = (words[one.value] for one in situation.choices(key))
    reserved = [UNKNOWN_LABEL] if situation.value_problem(key, "na") else [UNKNOWN_LABEL, NA_LABEL]
    return (*own, *reserved)


def _asked(situation: Situation, key: Key) -> str:
    question = situation.checklist.question[key.question]
    unit = f"（半角の数字で。単位：{question.unit}）" if question.unit else ""
    words = labels(question)
    choices = "／".join(words[one.value] for one in situation.choices(key))
    several = "いくつでも：" if question.kind is Shape.MULTI else ""
    return f"{question.text}{unit}" + (f"\n［{several}{choices}］" if choices else "")


def _now(situation: Situation, key: Key) -> str:
    basis = situation.inspection.answer(key).basis
    return situation.label(key) + (f"（{BASIS_LABELS[basis]}）" if basis else "")
