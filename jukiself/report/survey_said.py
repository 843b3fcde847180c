"""全体を通して: what may be said over all offices, each sentence with its counts, its offices and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.cross import Tone
from jukiself.report.outline import Bullets, Heading, Notice, Paragraph, Style
from jukiself.report.survey_numbers import choice_of
from jukiself.report.words import cited_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Part
    from jukiself.report.survey import Survey
    from jukiself.survey.across import Crossing
    from jukiself.survey.distribution import Codes

#: Up to so many offices are named beside the sentence itself.
FEW_NAMES = 12


def said_across(survey: Survey) -> Iterator[Part]:
    """The chapter: gaps first, the widest ahead; then what is good; then what nobody can tell yet."""
    across = survey.across
    told = [one for one in across.crossings if one.sentence]
    gaps = [one for one in told if one.holds and one.rule.tone is Tone.GAP]
    good = [one for one in told if one.rule.tone is Tone.GOOD and one.holds]
    clear = [one for one in told if not one.holds and not one.unclear]
    open_ = [one for one in told if not one.holds and one.unclear]
    yield Heading(1, "全体を通して")
    yield Paragraph(
        f"回答した{len(across.replies):,}団体の答えだけから言えることです。文の数は、下の小さな字の団体から数えています。"
    )
    if len(across.replies) == 1:
        yield Notice("1団体だけです", "団体どうしを見渡す文は、2団体以上の回答がそろってから読んでください。")
    chapters = (
        ("手を打ちたいこと", sorted(gaps, key=lambda one: -len(one.holds) / one.counted)),
        ("できていること", [*good, *(one for one in clear if one.rule.tone is Tone.GAP)]),
        ("まだ広がっていないこと", [one for one in clear if one.rule.tone is Tone.GOOD]),
        ("まだ言えないこと", open_),
    )
    for title, found in chapters:
        if found:
            yield Heading(2, title)
            yield Bullets(tuple(_said(survey, one) for one in found))


def _said(survey: Survey, one: Crossing) -> tuple[Paragraph, ...]:
    titles = survey.across.checklist.titles
    place = f"{titles[f'area:{one.rule.area}']}・{titles[f'stage:{one.rule.stage}']}"
    counted = f"{place}　n={len(one.holds)}　N={one.counted}（{one.rule.counted}）　不明={len(one.unknown)}"
    told = [Paragraph(one.sentence), Paragraph(counted + choice_of(survey, f"　［cross={one.rule.id}］"), Style.SMALL)]
    if survey.few:
        told += _who(survey, one)
    told.append(Paragraph(f"出典：{cited_of(survey.across.checklist, one.rule.sources)}", Style.SMALL))
    return tuple(told)


def _who(survey: Survey, one: Crossing) -> Iterator[Paragraph]:
    """The offices behind the sentence, or the page where they are listed."""
    if len(survey.across.replies) > FEW_NAMES:
        yield Paragraph("団体の一覧", Style.SMALL, see=cross_anchor(one))
    elif names := [f"{label}：{'、'.join(survey.across.names(codes))}" for label, codes in parts_of(one) if codes]:
        yield Paragraph("　".join(names), Style.SMALL)


def parts_of(one: Crossing) -> tuple[tuple[str, Codes], ...]:
    """Who stands how to a sentence."""
    return ("当てはまる", one.holds), ("不明", one.unknown), ("数えるかどうかが不明", one.unsure)


def cross_anchor(one: Crossing) -> str:
    """The place of the list behind a sentence."""
    return f"offices-cross-{one.rule.id}"
