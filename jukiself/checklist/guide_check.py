"""What guides, 様式 and glossary must keep besides being readable: references, caps, and that every hard word is explained."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from jukiself.checklist.check import BAD_MARKS
from jukiself.checklist.coverage import touching
from jukiself.checklist.guide import any_of, labels_of, texts_of, texts_of_guide, texts_of_reference, texts_of_rule
from jukiself.checklist.renamed import renamed_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.checklist.guide import Guide, Handbook, Reference, Sheet
    from jukiself.checklist.model import Checklist

#: Longest allowed texts, in characters.
CAPS = {
    "guide.title": 30,
    "guide.lead": 120,
    "guide.why": 200,
    "step.title": 24,
    "step.text": 200,
    "trap.text": 100,
    "sheet.use": 120,
    "term.gloss": 90,
}
_STEPS, _TRAPS, _WHYS = range(4, 10), range(5), range(1, 4)

#: Words a newcomer at a village office does not know; where one is used, the glossary must explain it.
WATCHED = (
    "統合端末", "CS", "基幹系", "情報系", "LGWAN", "LGWAN接続系", "インターネット接続系", "マイナンバー利用事務系", "共同設置",
    "広域連合", "一部事務組合", "再委託", "再々委託", "守秘義務", "例規集", "決裁", "復命書", "起案", "ISMS",
    "プライバシーマーク", "電子政府推奨暗号", "個人情報取扱特記事項", "照合情報認証", "操作者識別カード", "助役", "J-LIS",
    "ファイアウォール", "ログ", "リモート保守", "ファイル交換ソフト", "バックアップ", "会計年度任用職員", "特定個人情報",
    "本人確認情報", "住民票コード", "個人情報保護委員会", "外部監査", "内部監査", "緊急時対応計画", "セキュリティ統括責任者",
    "電算室", "ガバメントクラウド", "標準準拠システム", "磁気ディスク", "瑕疵", "債務負担行為", "随意契約",
)  # fmt: skip
_WATCHED = any_of(WATCHED)
#: Words in Latin letters that need no explaining at a desk of today.
COMMON = frozenset({
    "A3", "A4", "CD", "DVD", "DX", "Excel", "FAX", "IC", "ID", "IT", "LAN", "NG", "No", "OK", "PC", "PDF", "QR", "SD", "SNS", "TEL",
    "USB", "Web", "Wi-Fi", "Windows", "Word",
})  # fmt: skip
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def check_handbook(checklist: Checklist, handbook: Handbook) -> list[str]:
    """Every fault, as Japanese sentences naming the place; empty where all is sound."""
    return [
        *(fault for guide in handbook.guides for fault in _check_guide(checklist, handbook, guide)),
        *(fault for sheet in handbook.sheets for fault in _check_sheet(handbook, sheet)),
        *(fault for one in handbook.references for fault in _check_reference(checklist, one)),
        *_check_terms(checklist, handbook),
        *_check_renamed(checklist, handbook),
        *unexplained(checklist, handbook),
    ]


def _unknown(where: str, what: str, used: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    missing = set(used) - set(known)
    yield from (f"{where}: 知らない{what}です: {one}" for one in sorted(missing))


def _prose(where: str, what: str, text: str) -> Iterator[str]:
    cap = CAPS.get(what)
    if cap and len(text) > cap:
        yield f"{where}: {what} が {len(text)} 文字です（{cap} 文字まで）: {text}"
    yield from (f"{where}: {what} に使わない書き方があります: {mark}" for mark in BAD_MARKS.findall(text))


def _check_guide(checklist: Checklist, handbook: Handbook, guide: Guide) -> Iterator[str]:
    where = f"手引き {guide.id}"
    yield from _unknown(where, "設問", guide.questions, checklist.question)
    yield from _unknown(where, "所見", guide.rules, checklist.rule)
    yield from _unknown(where, "様式", guide.forms, handbook.sheet)
    yield from _unknown(where, "出典", guide.sources, checklist.clauses)
    if not set(guide.questions) & set(checklist.question) and not set(guide.rules) & set(checklist.rule):
        yield f"{where}: どの設問からも所見からもたどれません。"
    for what, count, allowed in (
        ("[[step]]", len(guide.steps), _STEPS),
        ("[[trap]]", len(guide.traps), _TRAPS),
        ("why", len(guide.why), _WHYS),
    ):
        if count not in allowed:
            yield f"{where}: {what} が {count} 個です（{allowed[0]}〜{allowed[-1]} 個）。"
    if (needed := sum(one.minutes for one in guide.steps)) != guide.minutes:
        yield f"{where}: 手順の合計は {needed} 分ですが、minutes は {guide.minutes} 分です。"
    texts = [("guide.title", guide.title), ("guide.lead", guide.lead), *(("guide.why", one) for one in guide.why)]
    texts += [("guide.needs", one) for one in guide.needs] + [("trap.text", one) for one in guide.traps]
    for step in guide.steps:
        texts += [("step.title", step.title), ("step.text", step.text)]
    yield from (fault for what, text in texts for fault in _prose(where, what, text))


def _check_sheet(handbook: Handbook, sheet: Sheet) -> Iterator[str]:
    where = f"様式 {sheet.id}"
    if not any(sheet.id in one.forms for one in handbook.guides):
        yield f"{where}: どの手引きからもたどれません。"
    labels = list(labels_of(sheet))
    if len(labels) != len(set(labels)):
        yield f"{where}: 同じ名前の欄が2つあります。"
    if sheet.columns and not any(one.hint for one in sheet.columns):
        yield f"{where}: 記入例がありません。"
    texts = [("sheet.title", sheet.title), ("sheet.use", sheet.use)]
    texts += [("sheet.hint", one.hint) for one in sheet.fields] + [("sheet.hint", one.hint) for one in sheet.columns]
    yield from (fault for what, text in texts for fault in _prose(where, what, text))


def _check_reference(checklist: Checklist, reference: Reference) -> Iterator[str]:
    where = f"手引き {reference.id}"
    ids = (*reference.sources, *(one.clause for one in reference.sections))
    yield from _unknown(where, "出典", ids, checklist.clauses)
    yield from _unknown(where, "設問", (near for one in reference.sections for near in one.near), checklist.question)
    for one in reference.sections:
        if one.near and touching(checklist, one.clause):
            yield f"{where}: {one.clause} を受ける設問があるので、near は要りません。"
    texts = [("guide.title", reference.title), ("guide.lead", reference.lead)]
    texts += [("guide.why", one) for one in (*reference.notes, *reference.look)]
    texts += [("step.title", one.about) for one in reference.sections]
    yield from (fault for what, text in texts for fault in _prose(where, what, text))


def _check_terms(checklist: Checklist, handbook: Handbook) -> Iterator[str]:
    for term in handbook.terms:
        where = f"ことば {term.word}"
        yield from _unknown(where, "出典", term.sources, checklist.clauses)
        yield from _prose(where, "term.gloss", term.gloss)
        if re.search("[^ぁ-ゖー・]", term.reading):
            yield f"{where}: 読みはひらがなで書いてください: {term.reading}"


def _check_renamed(checklist: Checklist, handbook: Handbook) -> Iterator[str]:
    texts = [text for _, said in _read_by_people(checklist, handbook) for text in said]
    texts += [text for one in handbook.terms for text in (one.word, one.gloss, one.since)]
    # What has a name of today (FN-…) tells the change itself; the old word must stand somewhere else.
    texts += [one.gist for one in checklist.clauses.values() if not one.id.startswith("FN-")]
    used = renamed_in(checklist, texts)
    for one in checklist.renamed:
        where = f"前のことば {one.then}"
        yield from _unknown(where, "出典", one.sources, checklist.clauses)
        for text in (one.then, one.today):
            yield from _prose(where, "renamed", text)
        if not one.sources:
            yield f"{where}: 出典がありません。"
        if one not in used:
            yield f"{where}: どの設問・所見・手引き・出典にも出てきません。"


def unexplained(checklist: Checklist, handbook: Handbook) -> list[str]:
    """Hard words, watched ones and any in Latin letters, that are used somewhere and explained nowhere."""
    explained = set(handbook.term)
    found: dict[str, str] = {}
    for where, texts in _read_by_people(checklist, handbook):
        for word in _hard("\n".join(texts)):
            if word not in explained:
                found.setdefault(word, where)
    return [f"{where}: ことばの説明がありません: {word}" for word, where in found.items()]


def _read_by_people(checklist: Checklist, handbook: Handbook) -> Iterator[tuple[str, Iterator[str]]]:
    for question in checklist.questions:
        yield f"設問 {question.id}", texts_of(question)
    for rule in checklist.rules:
        yield f"所見 {rule.id}", texts_of_rule(rule)
    for guide in handbook.guides:
        yield f"手引き {guide.id}", texts_of_guide(guide)
    for reference in handbook.references:
        yield f"手引き {reference.id}", texts_of_reference(reference)
    for sheet in handbook.sheets:
        yield f"様式 {sheet.id}", chain((sheet.title, sheet.use), labels_of(sheet))


def _hard(text: str) -> Iterator[str]:
    # An example of a passphrase is no word; names and abbreviations have a capital letter.
    yield from (
        one for one in dict.fromkeys(_LATIN.findall(text)) if len(one) > 1 and not one.islower() and one not in COMMON
    )
    yield from dict.fromkeys(found[0] for found in _WATCHED.finditer(text))
