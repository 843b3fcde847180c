"""request: what a prefecture asks of its offices, and everything it sends them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import NATURE_LABELS, Nature, Office
from jukiself.answers.years import fiscal_year_of
from jukiself.checklist.local import LOCAL_KIND_LABELS, LocalError, read_local
from jukiself.cli import DONE, REFUSED
from jukiself.cli.manners import Refused, WrongUse, book_to_fill, now, open_book, refuse_missing, refuse_suffix
from jukiself.report.words import day_with_weekday
from jukiself.store.opening import user
from jukiself.work import blanks
from jukiself.work.exchange import Editions
from jukiself.work.files import put_beside, read_file, replace_file
from jukiself.work.request import RequestRefused, Round, new_request, open_round, prefectures, save_round
from jukiself.work.roll import HeadingsMissing, RollRefused, read_roll, ready_roll, roll_as_csv, roll_as_workbook

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from jukiself.checklist.local import LocalQuestion
    from jukiself.store.book import Book
    from jukiself.survey.request import Listed, Request

_NATION = Office("000000", "全国")
_CONTACT = {"section": "課・係", "person": "職・氏名", "phone": "電話", "mail": "メール"}
_TEMPLATE = "記入用の一覧（request template）に写すと確かです。"


def add_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Tell the parser."""
    whole = command("request", _help, "県から市町村へ点検を頼む: 依頼、対象団体、白紙の回答書、鑑文、送付一覧")
    parts = whole.add_subparsers(metavar="命令")

    def part(name: str, run: Callable[[argparse.Namespace], int], words: str, *out: str) -> argparse.ArgumentParser:
        made = parts.add_parser(name, help=words, description=words)
        for one in out:
            made.add_argument(one.lower(), metavar=one)
        made.set_defaults(run=run)
        return made

    begun = part("new", _new, "依頼を作る")
    _to_book(begun)
    begun.add_argument(
        "--prefecture", required=True, metavar="コード", help="県の団体コード（例: 200000。全国は 000000）"
    )
    begun.add_argument("--nature", choices=["real", "sample"], default="real", help="本番（real）か見本（sample）")
    _settings(begun)
    changed = part("set", _set, "依頼を直す（書いた項目だけが変わる）")
    _to_book(changed)
    _settings(changed)
    shown = part("show", _show, "依頼と対象団体を表示する")
    _to_book(shown)
    made = part(
        "blanks", _blanks, "白紙の回答書を全団体分、鑑文、送付一覧をフォルダーに作る（途中からでも続けられる）", "OUT"
    )
    _to_book(made)
    made.add_argument("--number", default="", metavar="文書番号", help="鑑文の右上に書く文書番号")
    made.add_argument("--no-seal-note", action="store_true", help="鑑文に「（公印省略）」と書く")
    empty = part("template", _template, "対象団体の一覧の記入用ファイルを作る（.xlsx か .csv）", "OUT")
    empty.add_argument(
        "--prefecture", default="", metavar="コード", help="手元に一覧のある県なら、その団体を入れておく"
    )


def _to_book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    parser.add_argument("--year", type=int, help="年度（西暦）")
    parser.add_argument("--by", default="", metavar="名前", help="書く人の名前（ほかの人の画面に出る）")


def _settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deadline", metavar="2026-12-18", help="提出期限")
    parser.add_argument("--roll", metavar="FILE", help="対象団体の一覧（.xlsx か .csv。書かなければ手元の一覧）")
    parser.add_argument("--questions", metavar="FILE.toml", help="県からの追加の設問（5問まで）")
    depth = parser.add_mutually_exclusive_group()
    depth.add_argument("--short", action="store_const", const=False, dest="full", help="簡易（要の設問）だけを尋ねる")
    depth.add_argument("--full", action="store_const", const=True, dest="full", help="詳細（全部の設問）を尋ねる")
    parser.add_argument("--also", metavar="分野,…", help="足す分野（usage 使われ方と費用、today 現在の制度）")
    parser.add_argument("--title", help="鑑文の件名")
    parser.add_argument("--letter", metavar="FILE.txt", help="鑑文の本文（書かなければ決まった文）")
    parser.add_argument("--handling", help="集めた回答の取扱い（例: 取扱注意）")
    parser.add_argument("--keep-until", metavar="2032-03-31", help="集めた回答を保存する期限")
    for name, words in _CONTACT.items():
        parser.add_argument(f"--{name}", help=f"県の連絡先（{words}）")


def _help(_: argparse.Namespace) -> int:
    raise WrongUse("request の後に new・set・show・blanks・template のどれかを書いてください。")


def _new(arguments: argparse.Namespace) -> int:
    prefecture = {**prefectures(), _NATION.code: _NATION}.get(arguments.prefecture)
    if prefecture is None:
        raise WrongUse(f"--prefecture は都道府県の団体コードです（例: 長野県 200000）: {arguments.prefecture}")
    year = arguments.year or fiscal_year_of(now().date())
    fresh = new_request(year, prefecture, Editions().newest(), Nature(arguments.nature))
    request = _changed(fresh, arguments)
    roll = _roll(arguments, prefecture) or ready_roll(prefecture.code)
    if not roll:
        raise Refused(
            f"{prefecture.name}の一覧は手元にありません。--roll で渡してください（記入用は request template で作れます）。"
        )
    with book_to_fill(arguments.target) as book:
        kept = _kept(book, request, arguments, roll)
        _tell(Round(kept, roll))
    return DONE


def _set(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        found = _found(book, arguments)
        request = _changed(found.request, arguments)
        roll = _roll(arguments, request.prefecture)
        kept = _kept(book, request, arguments, roll)
        _tell(Round(kept, found.roll if roll is None else roll))
    return DONE


def _kept(book: Book, request: Request, arguments: argparse.Namespace, roll: tuple[Listed, ...] | None) -> Request:
    try:
        return save_round(book, request, now, arguments.by or user(), roll)
    except RequestRefused as error:
        raise Refused(str(error)) from None


def _found(book: Book, arguments: argparse.Namespace) -> Round:
    found = open_round(book, arguments.year)
    if found is None:
        when = f"{arguments.year}年度の" if arguments.year else ""
        raise Refused(f"{when}依頼が、この保存ファイルにありません。request new で作ってください。")
    return found


def _changed(request: Request, arguments: argparse.Namespace) -> Request:
    """The 依頼 with whatever was written on the command line."""
    words = {name: getattr(arguments, name) for name in ("deadline", "title", "handling", "keep_until")}
    said: dict[str, Any] = {name: text for name, text in words.items() if text is not None}
    if arguments.full is not None:
        said["full"] = arguments.full
    if arguments.also is not None:
        said["extras"] = _extras(request, arguments.also)
    if arguments.letter is not None:
        said["letter"] = _text(Path(arguments.letter))
    if arguments.questions is not None:
        said["questions"] = _questions(Path(arguments.questions))
    contact = {name: text for name in _CONTACT if (text := getattr(arguments, name)) is not None}
    return replace(request, contact=replace(request.contact, **contact) if contact else request.contact, **said)


def _extras(request: Request, also: str) -> tuple[str, ...]:
    checklist = Editions()(request.form, request.edition)
    optional = [one.id for one in checklist.areas if one.optional] if checklist else []
    wanted = {one for one in also.split(",") if one}
    if strange := wanted - set(optional):
        raise WrongUse(f"--also に書ける分野は {'・'.join(optional)} です: {'、'.join(sorted(strange))}")
    return tuple(one for one in optional if one in wanted)


def _text(path: Path) -> str:
    try:
        return read_file(path).decode("utf-8-sig").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        raise Refused(f"「{path.name}」を UTF-8 で保存し直してください。") from None


def _questions(path: Path) -> tuple[LocalQuestion, ...]:
    try:
        said = tomllib.loads(_text(path))
        if strange := set(said) - {"question"}:
            raise Refused(f"「{path.name}」に知らない項目があります: {'、'.join(sorted(strange))}")
        return read_local(said.get("question", []))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"{found[1]}行目の{found[2]}文字目" if found else "終わりの所"
        raise Refused(f"「{path.name}」は TOML として読めません（{place}）。書き方を確かめてください。") from None
    except LocalError as error:
        raise Refused(f"「{path.name}」: {error}") from None


def _roll(arguments: argparse.Namespace, prefecture: Office) -> tuple[Listed, ...] | None:
    if arguments.roll is None:
        return None
    path = Path(arguments.roll)
    try:
        found = read_roll(path, "" if prefecture == _NATION else prefecture.code)
    except RollRefused as error:
        more = _TEMPLATE if isinstance(error, HeadingsMissing) else ""
        raise Refused(f"「{path.name}」を取り込めません。1団体も取り込んでいません。\n{error}{more}") from None
    for one in found.said:
        print(one)
    return found.listed


def _show(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    with open_book(arguments.target) as book:
        found = _found(book, arguments)
    _tell(found)
    for number, one in enumerate(found.request.questions, 1):
        choices = f"：{'／'.join(one.choices)}" if one.choices else ""
        print(f"追加の設問{number}（{LOCAL_KIND_LABELS[one.kind]}）{one.text}{choices}")
    for listed in found.roll:
        served = f"\t{listed.served_by} がまとめて回答" if listed.served_by else ""
        print(f"{listed.office.code}\t{listed.office.name}\t{listed.contact.mail}{served}")
    return DONE


def _tell(found: Round) -> None:
    request = found.request
    depth = "詳細" if request.full else "簡易"
    print(
        f"{request.prefecture.name} {request.year}年度 {NATURE_LABELS[request.nature]}  {depth}"
        f"  期限 {day_with_weekday(request.deadline) or 'まだ決めていない'}  対象団体 {len(found.roll)}"
        f"  追加の設問 {len(request.questions)}"
    )


def _blanks(arguments: argparse.Namespace) -> int:
    refuse_missing(arguments.target)
    folder, editions = Path(arguments.out), Editions()
    with open_book(arguments.target) as book:
        found = _found(book, arguments)
    made = []
    try:
        for one in blanks.write_blanks(found, folder, editions):
            made.append(one)
            name = one.path.name if one.path else one.listed.office.name
            print(f"{len(made)}/{len(found.roll)}\t{one.made}\t{name}\t{one.said}".rstrip())
    except RequestRefused as error:
        raise Refused(str(error)) from None
    letter = blanks.letter_of(found, editions, now().date(), number=arguments.number, no_seal=arguments.no_seal_note)
    for name, data in (
        (blanks.letter_name(found, "docx"), blanks.letter_as_word(letter)),
        (blanks.letter_name(found, "pdf"), blanks.letter_as_pdf(letter)),
        (blanks.MAILING_LIST, blanks.mailing_list(made, blanks.days_sent(folder))),
    ):
        # People go on with these by hand: what lies there stays.
        print(put_beside(folder / name, data).name)
    return REFUSED if any(one.made is blanks.Made.BESIDE for one in made) else DONE


def _template(arguments: argparse.Namespace) -> int:
    refuse_suffix(arguments.out, ".xlsx", ".csv")
    roll = ready_roll(arguments.prefecture) if arguments.prefecture else ()
    as_csv = arguments.out.lower().endswith(".csv")
    replace_file(Path(arguments.out), roll_as_csv(roll) if as_csv else roll_as_workbook(roll))
    print(arguments.out)
    return DONE
