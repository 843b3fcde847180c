"""表紙 and 記入要領: whose workbook this is, and how it is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.years import fiscal_year
from jukiself.excel import layout, look
from jukiself.excel.fit import height, size_that_fits
from jukiself.excel.rows import contract_titles

if TYPE_CHECKING:
    from jukiself.answers.situation import Situation
    from jukiself.excel.layout import Identity
    from jukiself.excel.words import Content
    from jukiself.excel.write import Issue

_WIDTHS = (3, 24, 66)
_VALUE = 66
_MACHINE = "事務用のパソコンで使ってください。統合端末など、住基の機器には入れないでください。"
_SEAL_MEANS = "同じコードなら同じ答えです。答えを1つでも直すとコードが変わります。書き間違いを見つけるためのもので、不正を防ぐものではありません。"
_UNSEALED = "空欄は「未発行」です。手で書き入れた回答書には、コードがなくてかまいません。"
_HANDLE = "取扱注意。役場の弱い所が書かれます。鍵のかかる所に置き、必要な人だけで見て、期限が来たら消してください。"


def cover(sheet: Any, situation: Situation, identity: Identity, seal: str, issue: Issue) -> None:
    """表紙: labels in the second column, values beside them."""
    inspection, checklist = situation.inspection, situation.checklist
    look.widths(sheet, _WIDTHS)
    sheet.sheet_view.showGridLines = False
    look.put(sheet.cell(1, 2), "住基ネット自己点検　回答書", look.TITLE)
    sheet.row_dimensions[1].height = 34
    number = 2
    for text in (checklist.title, look.band(inspection.nature), _MACHINE):
        if text:
            look.put(sheet.cell(number, 2), text, look.PLAIN)
            sheet.row_dimensions[number].height = 20
            number += 1
    number += 1
    contact = inspection.contact
    facts: tuple[tuple[str, Content, look.Look], ...] = (
        (layout.CODE, inspection.office.code, look.FACT),
        (layout.NAME, inspection.office.name, look.FACT),
        (layout.YEAR, fiscal_year(inspection.year), look.FACT),
        (layout.SUBMISSION, f"第{inspection.submission}回", look.FACT),
        (layout.NATURE, NATURE_LABELS[inspection.nature], look.FACT),
        (layout.EDITION, f"{checklist.title}［{identity.form}/{identity.edition}］", look.FACT),
        (layout.NETWORKS, _networks(situation, identity.network_set), look.FACT),
        (layout.DEPTH, layout.depth_text(inspection.full, _extras(situation)), look.FACT),
        (layout.SECTION, contact.section, look.FACT_ENTRY),
        (layout.PERSON, contact.person, look.FACT_ENTRY),
        (layout.PHONE, contact.phone, look.FACT_ENTRY),
        (layout.MAIL, contact.mail, look.FACT_ENTRY),
        (layout.DEADLINE, inspection.deadline, look.FACT_ENTRY),
        (layout.SEAL, seal, look.FACT),
        *(((layout.SEAL_STATE, look.seal_state(inspection, seal), look.FACT),) if seal else ()),
        ("", _SEAL_MEANS if seal else f"{_SEAL_MEANS}{_UNSEALED}", look.SMALL),
        # Written by hand where the workbook is finished in Excel.
        (layout.MARK, issue.mark, look.FACT if inspection.review.locked else look.FACT_ENTRY),
    )
    for label, content, dress in facts:
        if label == layout.SECTION:
            look.start_at(sheet, f"C{number}")
        number = _fact(sheet, number, label, content, dress)
    number = _free(sheet, number, inspection.free_text)
    for label, content, dress in (
        (layout.HANDLING, _HANDLE, look.FACT),
        (layout.KEEPING, "", look.FACT_ENTRY),
        (layout.PROGRAM, f"jukiself {issue.program}".strip(), look.FACT),
    ):
        number = _fact(sheet, number, label, content, dress)
    look.protect(sheet)
    look.paper(sheet, inspection, landscape=False, seal=seal, one_page=True)
    sheet.print_area = f"A1:C{number - 1}"


def _fact(sheet: Any, number: int, label: str, content: Content, dress: look.Look) -> int:
    if label:
        look.put(sheet.cell(number, 2), label, look.LABEL)
    look.put(sheet.cell(number, 3), content or None, dress)
    sheet.row_dimensions[number].height = height([(str(content or ""), _VALUE, dress.size)], 26 if label else 0)
    return number + 1


def _free(sheet: Any, number: int, text: str) -> int:
    size = size_that_fits(text, _VALUE, look.ENTRY.size)
    dress = (
        look.ENTRY
        if size == look.ENTRY.size
        else look.ENTRY_SMALL
        if size >= look.ENTRY_SMALL.size
        else look.ENTRY_TINY
    )
    look.put(sheet.cell(number, 2), layout.FREE, look.LABEL)
    look.put(sheet.cell(number, 3), text or None, dress)
    sheet.row_dimensions[number].height = height([(text, _VALUE, dress.size)], 90)
    return number + 1


def _extras(situation: Situation) -> dict[str, str]:
    titles = situation.checklist.titles
    return {one: titles.get(f"area:{one}", one) for one in situation.inspection.extras}


def _networks(situation: Situation, network_set: str) -> str:
    for group in situation.checklist.groups:
        for one in group.sets:
            if one.id == network_set:
                return f"{one.title}：{'・'.join(member.name for member in one.members)}［{one.id}］"
    return f"［{network_set}］"


def guide(sheet: Any, situation: Situation, seal: str, *, blank: bool) -> None:
    """記入要領: one page in plain words."""
    look.widths(sheet, (4, 96))
    sheet.sheet_view.showGridLines = False
    look.put(sheet.cell(1, 1), "記入要領", look.TITLE)
    sheet.row_dimensions[1].height = 34
    number = 2
    for heading, points in _guide(situation, blank=blank):
        look.put(sheet.cell(number, 1), heading, look.BAND)
        look.dress(sheet.cell(number, 2), look.BAND)
        sheet.row_dimensions[number].height = 24
        number += 1
        for point in points:
            look.put(sheet.cell(number, 1), "・", look.TEXT)
            look.put(sheet.cell(number, 2), point, look.TEXT)
            sheet.row_dimensions[number].height = height([(point, 96, look.TEXT.size)])
            number += 1
    look.protect(sheet)
    look.paper(sheet, situation.inspection, landscape=False, seal=seal, one_page=True)
    sheet.print_area = f"A1:B{number - 1}"


def _guide(situation: Situation, *, blank: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inspection = situation.inspection
    contracts = contract_titles(situation.checklist)
    computed = (
        ()
        if blank
        else ("「所見」「改善計画」「集計」は、発行した時の答えから作った写しです。書き直しても、答えには戻りません。",)
    )
    return (
        (
            "はじめに",
            (
                _MACHINE,
                f"書く所は、「表紙」「点検票」「契約」の、色が付いて太い枠の欄だけです。提出期限：{inspection.deadline or '表紙を見てください'}。",
                "人を責めるための点検ではありません。できていないこと、分からないことが見つかるのが、良い点検です。",
            ),
        ),
        (
            "回答",
            (
                "▼を押して一覧から選びます。欄を選ぶと、見る物と聞き方が横に出ます。",
                "調べても分からないときは「わからない」を選びます。恥ずかしいことではなく、次に調べることの一覧になります。",
                "その仕事や物がここにないときだけ「該当なし」を選び、理由を備考に書きます。空欄は「未回答」で、「わからない」とは別です。",
                "項番の横に「未回答」「備考に理由」「対象外に答え」と出るのは、書き忘れや食い違いを知らせる印です。直すと消えます。",
                "「今は対象外」と書いた灰色の行は、ほかの答えから今は尋ねていない設問です。※の条件が変わったら答えてください。",
                "委託先や共同設置先が行っている仕事は、「書面で確かめた」「聞いただけで、書面は見ていない」「確かめていない」から選びます。",
            ),
        ),
        (
            "根拠・備考・名前",
            (
                "根拠：書類や現物を見たら「見た」、人に聞いたら「聞いた」、そうだと思うだけなら「たぶん」。",
                "備考は県へ渡ります。庁内だけのメモ、パスワード、鍵の番号は書かないでください。",
                "根拠資料には、書類の名前と日付を書きます（例：情報セキュリティ規程 令和5年4月1日）。",
                "回答者は答えを書いた人、確認者は別の目で見た人です。1人で行ったときは、確認者を空けておきます。",
            ),
        ),
        (
            f"契約（{contracts}）",
            (
                "契約1つが1列です。いちばん上に契約の名前を書いた列だけを、契約として数えます。",
                "6つより多いときは、右の列へ続けて書き、「契約の番号」に続きの番号（c7 など）を入れてください。",
                "全部挙げたかどうかは、「点検票」の契約の設問で答えます。",
            ),
        ),
        (
            "返すとき",
            (
                "Excel ブック（.xlsx）のまま、1つのファイルで返します。圧縮、PDF、古い形式（.xls）にはしないでください。",
                "シートの保護にパスワードはありません。列の幅と行の高さは変えられます。ID の列は消さないでください。",
                "LibreOffice で書いてもかまいません。保存の形式に「Excel 2007-365（.xlsx）」を選びます。",
                *computed,
            ),
        ),
    )
