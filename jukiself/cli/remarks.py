"""remarks: the findings of a round sorted and remarked on, without a window."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself.answers.comment import OPINION_LABELS, Opinion
from jukiself.answers.model import NATURE_LABELS
from jukiself.checklist.model import SEVERITY_LABELS, Severity
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import Refused, WrongUse, now, open_book, refuse_missing
from jukiself.excel.problem import WorkbookRefused
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.store.opening import BookChanged
from jukiself.survey.remarks import BIN_LABELS, Bin, On, Remark
from jukiself.survey.sorting import PROPOSED, WHY_LABELS, Why
from jukiself.work import advising
from jukiself.work.exchange import Editions
from jukiself.work.files import FileProblem
from jukiself.work.remarks import RemarkRefused, Reviewing, keep_phrases, phrases, rounds

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from jukiself.survey.sorting import Item

#: Bins as they are named on the command line; an empty value cannot be.
_BINS = {one.value or "unsorted": one for one in Bin}
_OPINIONS = {one.value or "none": one for one in Opinion}
_SEVERITIES: dict[str, Severity | None] = {"own": None, **{one.value: one for one in Severity}}


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    whole = command("remarks", _help, "集めた回答の所見を仕分け、県の意見とコメントを付け、講評にして返す")
    parts = whole.add_subparsers(metavar="命令")

    def part(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=words, description=words)
        made.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
        made.add_argument("--year", type=int, help="年度（西暦。書かなければ、いちばん新しい年度）")
        made.add_argument("--by", default="", metavar="名前", help="書く人の名前（ほかの人の画面に出る）")
        made.set_defaults(run=run)
        return made

    listed = part(
        "list", _list, "所見を1行ずつ並べる（コード、団体、所見、区分、重さ、仕分け、提案、意見、コメント、返事）"
    )
    _add_choice(listed)
    listed.add_argument("--json", action="store_true")
    part("count", _count, "仕分けの残りと、所見ごとの数を出す")
    proposed = part(
        "accept", _accept, "提案のとおりに仕分ける（まだ仕分けていないものだけ。--yes がなければ数えるだけ）"
    )
    _add_choice(proposed)
    proposed.add_argument("--yes", action="store_true", help="提案を認めて書く")
    for name, run, words in (
        ("set", _set, "1つの所見（--finding がなければ回答全体）に、仕分け・意見・コメントなどを書く"),
        ("bulk", _bulk, "選んだ所見すべてに、同じ仕分け・意見・コメントなどを書く"),
    ):
        made = part(name, run, words)
        _add_choice(made)
        _add_said(made)
    past = part("past", _past, "書き換える前の意見とコメントを、古い順に出す")
    _add_choice(past)
    for name, run, words in (
        ("books", _books, "団体ごとの講評（Excel）を、フォルダーに書き出す"),
        ("letters", _letters, "団体ごとの個別助言、全体通知、電話で尋ねることを、Word と PDF で書き出す"),
    ):
        made = part(name, run, words)
        made.add_argument("out", metavar="OUT", help="フォルダー")
        made.add_argument("--day", default="", metavar="2027-02-01", help="文書の日付（書かなければ空けておく）")
        if name == "letters":
            made.add_argument("--number", default="", metavar="文書番号", help="文書の右上に書く文書番号")
            made.add_argument("--no-seal-note", action="store_true", help="文書に「（公印省略）」と書く")
    taken = part("take", _take, "団体が返事を書いて戻した講評（Excel）から、返事を取り込む")
    taken.add_argument("files", metavar="FILE", nargs="+")
    kept = part("phrases", _phrases, "コメントに使い回す定型文を出す、または入れ替える")
    kept.add_argument(
        "--set", action="append", default=[], dest="texts", metavar="文", help="この文だけにする（何度でも書ける）"
    )


def _add_choice(made: argparse.ArgumentParser) -> None:
    made.add_argument("--office", action="append", default=[], help="団体コード6桁（何度でも書ける）")
    made.add_argument("--finding", default="", metavar="所見[@対象]", help="所見のID")
    made.add_argument("--in", action="append", default=[], dest="bins", choices=list(_BINS), help="いまの仕分け")
    made.add_argument(
        "--status", choices=["defect", "check"], help="改善が必要（defect）か、調べること（check）だけにする"
    )


def _add_said(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--bin", choices=list(_BINS), help="仕分け：全体通知（all）、個別助言（one）、電話（phone）、来年（next）"
    )
    made.add_argument(
        "--opinion",
        choices=list(_OPINIONS),
        help="意見：所見のとおり（agreed）、話し合いたい（discuss）、事情により了承（accepted）",
    )
    made.add_argument("--severity", choices=list(_SEVERITIES), help="重さを変える（own で所見のままに戻す）")
    made.add_argument("--reason", help="重さを変えた理由")
    made.add_argument("--comment", help="団体へのコメント")


def _help(_: argparse.Namespace) -> int:
    raise WrongUse(
        "remarks の後に list・count・accept・set・bulk・past・phrases・books・letters・take のどれか を書いてください。"
    )


@contextlib.contextmanager
def reviewing(arguments: argparse.Namespace) -> Iterator[Reviewing]:
    """The round named, or the newest; raises `Refused` where the book has none."""
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        found = next((one for one in rounds(book) if arguments.year in {None, one[0]}), None)
        if found is None:
            when = f"{arguments.year}年度の" if arguments.year else ""
            raise Refused(f"この保存ファイルには、{when}回答がありません。先に collect か import で集めてください。")
        yield Reviewing(book, *found, Editions(), now, arguments.by)


def _chosen(at: Reviewing, arguments: argparse.Namespace) -> tuple[Item, ...]:
    for one in arguments.office:
        at.office(one)
    status = Status(arguments.status) if arguments.status else None
    found = at.pile.chosen(arguments.finding, arguments.office, [_BINS[one] for one in arguments.bins], status)
    if arguments.finding and not found:
        raise Refused(f"選んだ中に、所見「{arguments.finding}」はありません。IDは remarks list で確かめられます。")
    return found


def _list(arguments: argparse.Namespace) -> int:
    with reviewing(arguments) as at:
        items = _chosen(at, arguments)
        if arguments.json:
            print(json.dumps([_as_data(one) for one in items], ensure_ascii=False, indent=1))
            return DONE
        for one in items:
            severity = SEVERITY_LABELS[one.severity] if one.severity else ""
            said = one.remark
            fields = (
                one.office.code,
                one.office.name,
                one.name,
                STATUS_LABELS[one.held.status],
                f"{severity}（県）" if said.severity else severity,
                BIN_LABELS[said.bin],
                f"提案：{BIN_LABELS[one.proposed]}",
                OPINION_LABELS[said.opinion],
                " ".join(said.comment.split()),
                " ".join(said.reply.split()),
                one.title,
            )
            print("\t".join(fields))
        _say_left(at)
    return DONE


def _as_data(one: Item) -> dict[str, object]:
    said = one.remark
    return {
        "office": {"code": one.office.code, "name": one.office.name},
        "rule": one.held.rule,
        "member": one.held.member or None,
        "title": one.title,
        "status": one.held.status.value,
        "severity": one.held.severity.value if one.held.severity else None,
        "proposed": one.proposed.value,
        "why": one.why.value,
        **_said(said),
    }


def _said(said: Remark) -> dict[str, object]:
    return {
        "bin": said.bin.value or "unsorted",
        "opinion": said.opinion.value or None,
        "severity_changed": said.severity.value if said.severity else None,
        "reason": said.reason,
        "comment": said.comment,
        "reply": said.reply,
        "by": said.by,
        "at": said.at.isoformat() if said.at else None,
        "version": said.version,
    }


def _say_left(at: Reviewing) -> None:
    for one in at.pile.left:
        print(
            f"いまの回答にない所見への講評：{one.office} {one.rule}{f'@{one.member}' if one.member else ''} {one.comment}"
        )


def _count(arguments: argparse.Namespace) -> int:
    with reviewing(arguments) as at:
        pile = at.pile
        counts = "  ".join(f"{BIN_LABELS[one]} {count}" for one, count in pile.bins.items())
        print(f"{at.year}年度 {NATURE_LABELS[at.nature]}  団体 {len(pile.offices)}  所見 {len(pile.items)}  {counts}")
        for heap in pile.by_finding:
            status = STATUS_LABELS[heap.items[0].held.status]
            print(f"{heap.name}\t{status}\t団体 {len(heap.offices)}\t残り {heap.remaining}\t{heap.title}")
        _say_left(at)
    return DONE


def _accept(arguments: argparse.Namespace) -> int:
    with reviewing(arguments) as at:
        items = [one for one in _chosen(at, arguments) if not one.sorted]
        for why in Why:
            count = sum(one.why is why for one in items)
            print(f"{WHY_LABELS[why]} → {BIN_LABELS[PROPOSED[why]]}\t{count}")
        if not arguments.yes:
            print("まだ書いていません。提案のとおりでよければ --yes を付けてください。")
            return DONE
        done = at.accept(items)
        print(f"仕分けました {done.sorted}  残り {at.pile.remaining}")
    return DONE


def _changes(arguments: argparse.Namespace) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, table in (("bin", _BINS), ("opinion", _OPINIONS), ("severity", _SEVERITIES)):
        value = getattr(arguments, name)
        if value is not None:
            said[name] = table[value]
    said |= {name: getattr(arguments, name) for name in ("reason", "comment") if getattr(arguments, name) is not None}
    if not said:
        raise WrongUse("--bin・--opinion・--severity・--comment のどれかを書いてください。")
    if said.get("severity", "") is None:
        said.setdefault("reason", "")
    return said


def _set(arguments: argparse.Namespace) -> int:
    changes = _changes(arguments)
    if len(arguments.office) != 1:
        raise WrongUse("set には --office を1つ書いてください。いくつもの団体には bulk を使います。")
    with reviewing(arguments) as at:
        office = at.office(arguments.office[0])
        rule, _, member = arguments.finding.partition("@")
        _put(at, [(at.remark(On(office.code, rule, member)), changes)])
    print(f"書きました：{office.name}　{arguments.finding or '回答全体'}")
    return DONE


def _bulk(arguments: argparse.Namespace) -> int:
    changes = _changes(arguments)
    if not (arguments.finding or arguments.office or arguments.bins):
        raise WrongUse("bulk には --finding・--office・--in のどれかで、書く相手を選んでください。")
    with reviewing(arguments) as at:
        items = _chosen(at, arguments)
        _put(at, [(one.remark, changes) for one in items])
        print(f"書きました {len(items)}  残り {at.pile.remaining}")
    return DONE


def _put(at: Reviewing, said: list[tuple[Remark, dict[str, Any]]]) -> None:
    try:
        at.put(replace(remark, **changes) for remark, changes in said)
    except BookChanged as error:
        theirs = error.theirs
        words = f"\nいまの文：{theirs.comment}" if isinstance(theirs, Remark) and theirs.comment else ""
        raise Refused(f"{error}{words}") from None


def _past(arguments: argparse.Namespace) -> int:
    if len(arguments.office) != 1:
        raise WrongUse("past には --office を1つ書いてください。")
    with reviewing(arguments) as at:
        rule, _, member = arguments.finding.partition("@")
        on = On(at.office(arguments.office[0]).code, rule, member)
        for one in [*at.past(on), at.remark(on)]:
            when = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
            print(
                f"{when}\t{one.by}\t{BIN_LABELS[one.bin]}\t{OPINION_LABELS[one.opinion]}\t{' '.join(one.comment.split())}"
            )
    return DONE


def _phrases(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        if arguments.texts:
            keep_phrases(book, arguments.texts)
        for one in phrases(book):
            print(one)
    return DONE


def _books(arguments: argparse.Namespace) -> int:
    return _out(arguments, advising.books)


def _letters(arguments: argparse.Namespace) -> int:
    return _out(arguments, partial(advising.letters, number=arguments.number, no_seal=arguments.no_seal_note))


def _out(
    arguments: argparse.Namespace, write: Callable[[Reviewing, Path, date | None], Iterator[advising.Made]]
) -> int:
    try:
        day = date.fromisoformat(arguments.day) if arguments.day else None
    except ValueError:
        raise WrongUse(f"--day は 2027-02-01 の形で書いてください: {arguments.day}") from None
    with reviewing(arguments) as at:
        for one in write(at, Path(arguments.out), day):
            print(one.path)
        if at.pile.remaining:
            print(f"まだ仕分けていない所見が {at.pile.remaining} あります。", file=sys.stderr)
    return DONE


def _take(arguments: argparse.Namespace) -> int:
    code = DONE
    with reviewing(arguments) as at:
        for one in arguments.files:
            try:
                print(f"{one}\t新しい返事 {at.take_replies(Path(one))}")
            except (RemarkRefused, WorkbookRefused, FileProblem) as error:
                print(f"{one}\t取り込めません：{error}")
                code = REFUSED
    return code
