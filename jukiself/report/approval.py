"""決裁用の紙: the sheet on top of the pile, with the code that names the answers and room for the seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Confirming
from jukiself.answers.seal import SEAL_STATE_MEANS, SealState
from jukiself.answers.years import fiscal_year
from jukiself.report.inspection import document
from jukiself.report.outline import (
    Bullets,
    Heading,
    KeyValues,
    Notice,
    OnePage,
    Paragraph,
    SealBoxes,
    Space,
    Style,
    WriteIn,
)
from jukiself.report.sort import sort_findings
from jukiself.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.inspection import Material
    from jukiself.report.outline import Document, Part

#: The head of an office by the last letter of its name; elsewhere (広域連合 and the like) the column is left free.
_HEADS = {"村": ("村長", "副村長"), "町": ("町長", "副町長"), "市": ("市長", "副市長"), "区": ("区長", "副区長")}
_POSTS = ("課長", "係長", "担当")


def approval_sheet(material: Material) -> Document:
    """One A4."""
    return document(material, "決裁用の紙", (OnePage(tuple(_parts(material))),), cover=False)


def _parts(material: Material) -> Iterator[Part]:
    inspection = material.situation.inspection
    yield Heading(1, "住基ネット自己点検の結果について（伺い）")
    yield Paragraph(
        f"{fiscal_year(inspection.year)}の自己点検の結果を、別紙のとおりまとめました。"
        "この内容で決定し、県へ提出してよいか、伺います。"
    )
    yield Space(2)
    heads = _HEADS.get(inspection.office.name[-1:], ("", ""))
    yield SealBoxes((*heads, *_POSTS))
    yield Paragraph("役職名は役場に合わせて書き直し、要らない欄は斜線で消してください。", Style.SMALL)
    yield WriteIn((("起案日", _DAY), ("決裁日", _DAY), ("文書番号", "")))
    yield from _notices(material)
    yield Heading(2, "この紙が指す答え")
    yield KeyValues(tuple(_facts(material)))
    yield Paragraph(
        "照合コードは、答え、備考、回答者などから計算した12文字です。同じコードの紙とファイルは、同じ答えです。"
        "書き間違いや取り違えを見つけるためのもので、不正を防ぐものではありません。",
        Style.SMALL,
    )
    yield Heading(2, "付ける紙")
    papers = (
        "総括1枚（結果と、まずすることを2分で読めます）",
        "点検結果報告書（所見と、全部の答え）",
        "回答書（県へ送る Excel ファイル。決裁の後に書き出します）",
    )
    yield Bullets(tuple((Paragraph(one),) for one in papers), numbered=True)
    yield Heading(2, "決裁の後にすること")
    after = (
        "プログラムの「確認と決裁」で、決裁した人の職名と日付を記録します。答えはそこで固定されます。",
        "県へ送るファイルの照合コードが、この紙と同じことを確かめます。",
        "決裁の後に答えを直すときは、開き直します。提出回が1つ進み、コードが変わるので、この紙も作り直します。",
    )
    yield Bullets(tuple((Paragraph(one),) for one in after))


_DAY = "　　　　年　　月　　日"


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    inspection, progress = material.situation.inspection, material.situation.progress
    found = sort_findings(material.findings)
    yield "照合コード", f"{material.seal}（{material.seal_state}）" if material.seal else SealState.NONE
    yield "団体・年度", f"{inspection.office.name}（{inspection.office.code}）　{fiscal_year(inspection.year)}"
    yield "提出回・区分", f"第{inspection.submission}回　{NATURE_LABELS[inspection.nature]}"
    if material.mark:
        yield "確認と決裁", material.mark
    yield "答え", counted(progress)
    good = f"良い点{len(found.strengths)}件、参考{len(found.notes)}件"
    yield "所見", f"改善が必要{found.defect_count}件、調べること{len(found.checks)}件、{good}"


def _notices(material: Material) -> Iterator[Notice]:
    progress, review = material.situation.progress, material.situation.inspection.review
    if not material.seal:
        yield Notice(
            "照合コードは未発行です",
            "確認の前なので、決裁にはまだ使えません。プログラムの「確認と決裁」で確認済みにしてから、作り直してください。",
        )
    elif material.seal_state is SealState.CHANGED:
        yield Notice("照合コードを付けた後に、答えが変わっています", SEAL_STATE_MEANS[SealState.CHANGED])
    if progress.unanswered:
        yield Notice(
            f"暫定　{progress.asked}件のうち{progress.unanswered}件が未回答です",
            "未回答の設問は判断に使っていません。",
        )
    if review.way is Confirming.ALONE and review.confirmed_on:
        yield Notice(
            "一人で実施",
            "この点検は、答えた人のほかに見た人がいません。決裁のときに、気になる答えを一つ二つ尋ねてください。",
        )
