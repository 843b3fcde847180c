"""The papers the program can make: who gets each, what it is for, how it is handled. One table; a new paper is a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jukiself.gui.desk import Paper


class To(StrEnum):
    """Who gets a paper; the order is that of the page."""

    PREFECTURE = "県へ送る"
    LEADERS = "副村長・決裁へ回す"
    OURSELVES = "自分たちの手元に置く"
    CONTRACTORS = "業者・契約の係へ渡す"


class Handling(StrEnum):
    """What a paper gives away."""

    WEAK = "取扱注意"
    PLAIN = "答えなし"


HANDLING_WORDS = {
    Handling.WEAK: "役場の弱い所が分かる文書です。見せる人を決め、置いたままにせず、役場の決まりの方法で渡します。",
    Handling.PLAIN: "答えも所見も入らない文書です。人に見せてもかまいません。",
}

_EXCEL, _PDF, _WORD, _CSV = "Excel (*.xlsx)", "PDF (*.pdf)", "Word (*.docx)", "CSV (*.csv)"


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A row of the table; ``ends`` is how its file is named; one that is ``written_on`` is never replaced unasked."""

    paper: Paper
    to: To
    title: str
    said: str
    ends: str
    kinds: str
    handling: Handling = Handling.WEAK
    written_on: bool = False


PAPERS = (
    PaperCard(
        Paper.WORKBOOK,
        To.PREFECTURE,
        "回答書（Excel）",
        "県へ送るファイルです。Excel だけでも読み書きできます。庁内メモは入りません。",
        "回答書.xlsx",
        _EXCEL,
        written_on=True,
    ),
    PaperCard(
        Paper.SUMMARY,
        To.LEADERS,
        "総括1枚（PDF）",
        "良い点、今月0円でできること、予算が要ることを、A4 1枚にまとめます。報告日と指示を書く欄があります。",
        "総括.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.APPROVAL,
        To.LEADERS,
        "決裁用の紙（PDF）",
        "総括と報告書の上に付ける1枚です。照合コードと決裁欄があります。確認済みにしてから作ると、コードが入ります。",
        "決裁用の紙.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.REPORT,
        To.LEADERS,
        "点検結果報告書（PDF）",
        "決裁や打合せに使う全文です。所見、まず一歩、調べること、全部の答えが入ります。",
        "点検結果報告書.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.COMPARISON,
        To.LEADERS,
        "前年度との比較（PDF）",
        "前の年度から良くなった所、悪くなった所、分かった所を並べます。点数や順位は付けません。",
        "前年度との比較.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.SHAPED,
        To.OURSELVES,
        "2006年の調査の形の報告書（Word）",
        "2006年の県の調査と同じ5つの項目の順に、分かったことと所見を並べます。「使われ方と費用」の分野を足すと、全部の項目がそろいます。",
        "調査の形の報告書.docx",
        _WORD,
        written_on=True,
    ),
    PaperCard(
        Paper.PLAN,
        To.OURSELVES,
        "改善計画（PDF）",
        "行うこと、担当、期限、結果を1つの表にします。期限切れと、まだ計画に入れていない所見も分かります。",
        "改善計画.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.CONTRACT_TABLE,
        To.OURSELVES,
        "契約点検表（PDF）",
        "契約と条項を縦横に並べ、契約ごとに足りない所と尋ねる相手を示します。",
        "契約点検表.pdf",
        _PDF,
    ),
    PaperCard(
        Paper.HANDOVER,
        To.OURSELVES,
        "引継ぎのフォルダー",
        "次の担当の人へ渡す一式です。まず読むもの、保存ファイルの控え、分からないこと、計画、資料の一覧、引継書が入ります。庁内メモも入ります。",
        "引継ぎ",
        "フォルダー",
    ),
    PaperCard(
        Paper.ANSWERS,
        To.OURSELVES,
        "全部の答え（CSV）",
        "1行に1つの答えを並べた表です。ほかの表と突き合わせるときに使います。庁内メモは入りません。",
        "答え.csv",
        _CSV,
    ),
    PaperCard(
        Paper.QUESTIONS,
        To.OURSELVES,
        "設問一覧（PDF）",
        "全部の設問を、選べる答え、見る所、聞くことと並べます。始める前に紙で読み通すときに使います。",
        "設問一覧.pdf",
        _PDF,
        Handling.PLAIN,
    ),
    PaperCard(
        Paper.BLANK,
        To.OURSELVES,
        "白紙の回答書（Excel）",
        "同じ設問で、答えが空のファイルです。下書きや、紙での確認に使います。",
        "白紙の回答書.xlsx",
        _EXCEL,
        Handling.PLAIN,
        written_on=True,
    ),
    PaperCard(
        Paper.DRAFTS_WORD,
        To.CONTRACTORS,
        "契約条項のたたき台（Word）",
        "足りない条項の文案です。契約の係と手を入れて使います。決まった文ではありません。",
        "契約条項のたたき台.docx",
        _WORD,
        written_on=True,
    ),
    PaperCard(
        Paper.DRAFTS_EXCEL,
        To.CONTRACTORS,
        "契約条項のたたき台（Excel）",
        "同じ文案を、契約と条項ごとに1行ずつ並べます。直した所を書き込めます。",
        "契約条項のたたき台.xlsx",
        _EXCEL,
        written_on=True,
    ),
)

CARDS = {one.paper: one for one in PAPERS}
