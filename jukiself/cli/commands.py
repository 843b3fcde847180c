"""The commands, one function each."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from jukiself import journal, places
from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Office
from jukiself.answers.seal import SealState, compared, seal
from jukiself.answers.situation import Situation
from jukiself.answers.text import text_problem
from jukiself.answers.years import fiscal_year_of
from jukiself.checklist.check import check_form
from jukiself.checklist.guide_check import check_handbook
from jukiself.checklist.lineage import check_lineage
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.checklist.read import FormError, read_checklist
from jukiself.cli import DONE, OUR_BUG, REFUSED, WRONG_USE, arriving, asking, leaving, manual, years
from jukiself.cli.manners import Refused, WrongUse, find_inspection, refuse_missing
from jukiself.cli.manners import list_problems as _list_problems
from jukiself.cli.manners import now as _now
from jukiself.cli.manners import refuse_suffix as _refuse_suffix
from jukiself.excel.read import WorkbookRefused
from jukiself.findings import what_if
from jukiself.findings.examples import run_examples
from jukiself.findings.judge import STATUS_LABELS, judge
from jukiself.pdf.fonts import FontMissing
from jukiself.report.renamed import line_of
from jukiself.report.words import cited
from jukiself.store.book import Book, BookError
from jukiself.work import doctor, exchange, handbook, offices, outsource, publish, statement
from jukiself.work.cases import CaseError
from jukiself.work.coverage import form_coverage
from jukiself.work.exchange import Editions
from jukiself.work.files import FileProblem, read_file, replace_file
from jukiself.work.inspect import AnswerRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jukiself.checklist.model import Checklist
    from jukiself.excel.read import Reading


#: What a person can mend; everything else is our bug.
_REFUSALS = (
    Refused,
    AnswerRefused,
    WorkbookRefused,
    FileProblem,
    BookError,
    FormError,
    CaseError,
    FontMissing,
    offices.UnknownOffice,
)


#: What ``report`` and ``export`` can make as PDF.
_PAPERS: dict[str, Callable[..., bytes]] = {
    "report": publish.report,
    "summary": publish.summary,
    "approval": publish.approval,
    "plan": publish.plan,
}
_PAPERS_HELP = "report 点検結果報告書（ふつう）、summary 総括1枚、approval 決裁用の紙、plan 改善計画"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(f"jukiself: 使い方が違います。{message}", file=sys.stderr)
        raise SystemExit(WRONG_USE)


def main(argv: Sequence[str]) -> int:
    """Run one command; exit codes as in `jukiself.cli.main`."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except WrongUse as error:
        return _say(error, WRONG_USE)
    except _REFUSALS as error:
        return _say(error, REFUSED)
    except BrokenPipeError:
        return DONE
    except Exception as error:  # noqa: BLE001 - the last resort: our bug, written down where the user can find it
        where = journal.write_crash(error)
        return _say(f"プログラムの誤りで止まりました。記録は {where} にあります。", OUR_BUG)
    return code


def _say(what: object, code: int) -> int:
    print(f"jukiself: {what}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="jukiself", description="住基セルフ点検ブック。命令を書かずに始めると、窓が開きます。")
    parser.add_argument("--book", metavar="保存ファイル", help="窓で開く保存ファイル")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="命令", parser_class=_Parser)

    def command(name: str, run: Any, words: str, *positional: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
        for one in positional:
            made.add_argument(
                one.lower().rstrip("+"), metavar=one.rstrip("+"), nargs="+" if one.endswith("+") else None
            )
        made.set_defaults(run=run)
        return made

    command("samples", _samples, "長野県の4つの事例を xlsx・pdf・json に書き出す", "OUT")
    blank = command("blank", _blank, "白紙の回答書を作る", "OUT")
    blank.add_argument("--office", default="", help="団体コード6桁")
    blank.add_argument("--name", default="", help="団体名（一覧にない団体のとき）")
    blank.add_argument("--year", type=int, default=fiscal_year_of(_now().date()), help="年度（西暦）")
    blank.add_argument(
        "--also", default="", metavar="分野,…", help="足す分野（usage 使われ方と費用、today 現在の制度）"
    )
    blank.add_argument("--depth", choices=["short", "full"], default="full", help="簡易（short）か詳細（full）")
    fill = command("fill", _fill, "答えを回答書に書き入れる", "FILE", "OUT")
    fill.add_argument("--answers", required=True, metavar="FILE.json", help="答えのファイル")
    judged = command("judge", _judge, "回答書から所見を出す", "FILE")
    judged.add_argument("--json", action="store_true", help="JSON で出す")
    judged.add_argument(
        "--with",
        action="append",
        default=[],
        dest="changes",
        metavar="設問[@対象]=答え",
        help="もしこう答えたら、を試す",
    )
    told = command("report", _report, "点検結果報告書などの紙を PDF にする", "FILE", "OUT")
    told.add_argument(
        "--shape", choices=["2006"], help="2006年の県の調査と同じ項目の順に並べる（OUT は .pdf か .docx）"
    )
    told.add_argument("--paper", choices=list(_PAPERS), default="report", help=_PAPERS_HELP)
    command("verify", _verify, "照合コードと中身が合うかを確かめる", "FILE+")
    command("doctor", _doctor, "この PC で動くかを調べる")
    arriving.add_commands(command)
    given = command("export", _export, "保存ファイルから書き出す", "OUT")
    given.add_argument("--book", required=True, dest="target", metavar="保存ファイル")
    given.add_argument("--office", required=True)
    given.add_argument("--year", type=int, required=True)
    given.add_argument("--paper", choices=list(_PAPERS), default="report", help=f"OUT.pdf のとき。{_PAPERS_HELP}")
    form = command("form", _form_help, "設問のファイルを調べる")
    parts = form.add_subparsers(metavar="命令", parser_class=_Parser)
    check = parts.add_parser("check", help="設問と所見の決まりを検査する")
    check.add_argument("folder", nargs="?", metavar="DIR")
    check.set_defaults(run=_form_check)
    questions = parts.add_parser("questions", help="設問の一覧を出す")
    questions.add_argument("--json", action="store_true")
    questions.set_defaults(run=_form_questions)
    covered = parts.add_parser("coverage", help="出典のどの行を、どの設問や所見が受けているかを出す")
    covered.add_argument("--json", action="store_true")
    covered.set_defaults(run=_form_coverage)
    _handbook_commands(command)
    _contract_commands(command)
    asking.add_commands(command)
    years.add_commands(command)
    leaving.add_commands(command, told, given)
    manual.add_commands(command)
    return parser


def _handbook_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    guide = command("guide", _guide, "手引きの一覧を出す。名前と OUT.pdf を書くと、その手引きを印刷用の PDF にする")
    sheet = command("sheet", _sheet, "様式の一覧を出す。名前と OUT.xlsx を書くと、その様式を Excel にする")
    for one in (guide, sheet):
        one.add_argument("id", nargs="?", metavar="名前")
        one.add_argument("out", nargs="?", metavar="OUT")
    glossary = command("glossary", _glossary, "ことばの一覧を出す。OUT.pdf を書くと、印刷用の PDF にする")
    glossary.add_argument("out", nargs="?", metavar="OUT")


def _contract_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    table = command("clauses", _clauses, "契約点検表を pdf に、契約条項のたたき台を docx か xlsx にする", "FILE", "OUT")
    leaving.add_lock(table)
    asked = command("vendor", _vendor, "1つの契約について、事業者確認用のブックを作る", "FILE", "CONTRACT", "OUT")
    asked.add_argument("--deadline", default="", metavar="期限", help="お答えの期限（書いたとおりに載せる）")
    command("vendor-import", _vendor_import, "事業者のお答えを回答書に取り込む", "FILE", "REPLY", "OUT")


# -- the window -------------------------------------------------------------------------------------------------


def _window(_: argparse.Namespace) -> int:
    raise WrongUse("窓は「jukiself」か「jukiself --book 保存ファイル」だけで開きます。")


# -- going out --------------------------------------------------------------------------------------------------


def _samples(arguments: argparse.Namespace) -> int:
    for path in publish.samples(Editions().newest(), Path(arguments.out)):
        print(path)
    return DONE


def _blank(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".xlsx")
    checklist = Editions().newest()
    try:
        office = offices.office(arguments.office, arguments.name) if arguments.office else Office("", "")
    except offices.UnknownOffice as error:
        raise WrongUse(str(error)) from None
    group = next(one for one in checklist.groups if one.fixed)
    inspection = Inspection(
        office=office,
        year=arguments.year,
        form=checklist.id,
        edition=checklist.edition,
        network_set=group.default_set,
        full=arguments.depth == "full",
        extras=_extras(checklist, arguments.also),
    )
    replace_file(Path(arguments.out), publish.blank(checklist, inspection))
    print(arguments.out)
    return DONE


def _extras(checklist: Checklist, also: str) -> tuple[str, ...]:
    wanted = {one for one in also.split(",") if one}
    optional = [one.id for one in checklist.areas if one.optional]
    if strange := wanted - set(optional):
        raise WrongUse(f"--also に書ける分野は {'・'.join(optional)} です: {'、'.join(sorted(strange))}")
    return tuple(one for one in optional if one in wanted)


def _report(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, *((".pdf", ".docx") if arguments.shape else (".pdf",)))
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    manner, day = leaving.manner(arguments, arguments.out), _now().date()
    situation, said = manner.of(exchange.situation_of(reading, editions), publish.standing_of(reading))
    if arguments.shape:
        data = publish.shaped(situation, said, word=arguments.out.lower().endswith(".docx"), printed_on=day)
    else:
        data = _PAPERS[arguments.paper](situation, said, printed_on=day)
    replace_file(Path(arguments.out), manner.closed(data, Path(arguments.out).suffix))
    print(arguments.out)
    return _list_problems(reading.problems)


def _fill(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".xlsx")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    inspection = _put(reading.inspection, _answers_file(Path(arguments.answers)))
    situation = Situation(exchange.situation_of(reading, editions).checklist, inspection)
    wrong = [
        f"{key}: {problem}"
        for key, answer in inspection.answers.items()
        if (problem := _value_fault(situation, key, answer.value)) or (problem := text_problem(answer.note))
    ]
    if wrong:
        raise Refused("書き入れられない答えがあります。\n" + "\n".join(wrong))
    data = exchange.fill_workbook(Path(arguments.file), inspection, situation.checklist)
    replace_file(Path(arguments.out), data)
    print(arguments.out)
    return DONE


def _value_fault(situation: Situation, key: Key, value: str) -> str:
    if key.question not in situation.checklist.question:
        return "知らない設問です。"
    if bool(situation.checklist.question[key.question].group) != bool(key.member):
        return "対象ごとの設問は「設問@対象」、そうでない設問は「設問」と書いてください。"
    if key.member and situation.member(key) is None:
        return "知らない対象です。"
    return situation.value_problem(key, value)


def _answers_file(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_file(path).decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refused(f"「{path.name}」は JSON として読めません（{error}）。") from None
    if not isinstance(found, dict):
        raise Refused(f"「{path.name}」の一番外側は {{ }} で書いてください。")
    return found


def _put(inspection: Inspection, said: dict[str, Any]) -> Inspection:
    """Answers and contracts of an answers file (README, "Answers file") over an inspection."""
    known = {"answers", "contracts"}
    parts = said if "answers" in said else {"answers": said}
    if strange := set(parts) - known:
        raise Refused(f"答えのファイルに知らない項目があります: {'、'.join(sorted(strange))}")
    try:
        pairs = [
            (Key.parse(name), _answer(inspection.answer(Key.parse(name)), given))
            for name, given in parts["answers"].items()
        ]
        if "contracts" in parts:
            listed: Any = parts["contracts"]
            inspection = replace(inspection, contracts=tuple(Contract(**one) for one in listed))
    except (TypeError, ValueError, AttributeError) as error:
        raise Refused(f"答えのファイルの書き方が違います（{error}）。") from None
    return inspection.with_answers(pairs)


def _answer(old: Answer, given: object) -> Answer:
    if isinstance(given, dict):
        basis = given.get("basis")
        texts = {name: str(text) for name, text in given.items() if name != "basis"}
        changes: dict[str, Any] = {**texts, "basis": Basis(basis) if basis else None}
        return replace(old, **changes)
    if isinstance(given, list):
        return replace(old, value=",".join(map(str, given)))
    return replace(old, value=str(given))


# -- judging ----------------------------------------------------------------------------------------------------


def _judge(arguments: argparse.Namespace) -> int:
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    own_seal = seal(reading.inspection)
    changes = _changes(situation, arguments.changes)
    real, situation = situation, what_if.suppose(situation, {Key.parse(name): value for name, value in changes.items()})
    _refuse_changes(situation, changes)
    if arguments.json:
        found = statement.statement(
            situation,
            seal_on_cover=reading.seal_on_cover,
            file_seal=own_seal,
            what_if=changes,
            problems=[
                {"place": one.place, "kind": one.kind, "effect": one.effect, "message": one.message}
                for one in reading.problems
            ],
        )
        sys.stdout.write(publish.as_json(found).decode())
        return REFUSED if any(one.effect == "refused" for one in reading.problems) else DONE
    _print_findings(situation, reading, own_seal)
    if changes:
        _print_difference(what_if.difference(real, situation))
    return _list_problems(reading.problems)


def _changes(situation: Situation, given: list[str]) -> dict[str, str]:
    changes = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise WrongUse(f"--with は「設問=答え」か「設問@対象=答え」の形で書いてください: {one}")
        key = Key.parse(name)
        if key.question not in situation.checklist.question:
            raise WrongUse(f"--with の設問を知りません: {key.question}")
        changes[str(key)] = value
    return changes


def _refuse_changes(situation: Situation, changes: dict[str, str]) -> None:
    """A what-if is judged with all its changes in place, because one may open the question of another."""
    for name, value in changes.items():
        fault = _value_fault(situation, Key.parse(name), value)
        if fault:
            raise WrongUse(f"--with {name}={value}: {fault}")


def _print_findings(situation: Situation, reading: Reading, own_seal: str) -> None:
    inspection, progress = situation.inspection, situation.progress
    state = compared(reading.seal_on_cover, reading.inspection).state
    print(f"{inspection.office.name} {inspection.year}年度  照合コード {own_seal}（{state}）")
    print(
        f"設問 {progress.asked}  答えた {progress.answered}  わからない {progress.unknown}"
        f"  該当なし {progress.not_applicable}  未回答 {progress.unanswered}"
    )
    for finding in judge(situation):
        weight = f"・{SEVERITY_LABELS[finding.severity]}" if finding.severity else ""
        area = situation.checklist.titles[f"area:{finding.area}"]
        print(f"\n【{STATUS_LABELS[finding.status]}{weight}】{area}  {finding.title}")
        print(f"  {finding.text}")
        for key in finding.because:
            question = situation.checklist.question[key.question]
            print(f"  ・{question.text} → {situation.label(key)}")
        if finding.rule and finding.rule.remedy and finding.status == "defect":
            print(f"  まず一歩（{COST_LABELS[finding.rule.remedy.cost]}）: {finding.rule.remedy.step}")
        print(f"  出典: {cited(situation, finding.sources)}")


def _print_difference(found: what_if.Difference) -> None:
    print("\nもし〜なら（答えは書き換えていません）")
    for words, some in (("消える", found.gone), ("新しく出る", found.new), ("残る", found.stay)):
        for one in some:
            print(f"  {words}【{STATUS_LABELS[one.status]}】{one.title}")
    print(f"  調べることが片付く {len(found.closed)} 件　新しく尋ねる設問 {len(found.asked)} 件")


def _verify(arguments: argparse.Namespace) -> int:
    worst = DONE
    editions = Editions()
    for name in arguments.file:
        try:
            reading = exchange.read_workbook(Path(name), editions)
        except (WorkbookRefused, FileProblem) as error:
            print(f"{name}\t読めない\t{error}")
            worst = REFUSED
            continue
        own = seal(reading.inspection)
        state = compared(reading.seal_on_cover, reading.inspection).state
        marked = f"\t{reading.mark}" if reading.mark else ""
        print(f"{name}\t{state}\t中身 {own}\t表紙 {reading.seal_on_cover or '—'}{marked}")
        if state is SealState.CHANGED:
            worst = REFUSED
    return worst


# -- books ------------------------------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".xlsx", ".pdf", ".csv")
    editions = Editions()
    refuse_missing(arguments.target)
    with Book.open(arguments.target, _now) as book:
        found = find_inspection(book, arguments.office, arguments.year)
        inspection = book.load(found)
    checklist = editions(inspection.form, inspection.edition)
    if checklist is None:
        raise Refused(
            f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
        )
    manner, out = leaving.manner(arguments, arguments.out), Path(arguments.out)
    situation, said = manner.of(Situation(checklist, inspection), publish.standing(inspection))
    match out.suffix.lower():
        case ".xlsx":
            data = publish.workbook(situation, said)
        case ".pdf":
            data = _PAPERS[arguments.paper](situation, said, printed_on=_now().date())
        case _:
            data = publish.answers_as_csv(situation)
    replace_file(out, manner.closed(data, out.suffix))
    print(out)
    return DONE


# -- the handbook -----------------------------------------------------------------------------------------------


def _guide(arguments: argparse.Namespace) -> int:
    if arguments.id is None:
        for one in handbook.handbook().guides:
            print(f"{one.id}\t{one.minutes}分\t{one.title}")
        for page in handbook.handbook().references:
            print(f"{page.id}\t一覧\t{page.title}")
        return DONE
    return _from_handbook(arguments, ".pdf", lambda: handbook.guide_pdf(arguments.id, Editions().newest()))


def _sheet(arguments: argparse.Namespace) -> int:
    if arguments.id is None:
        for one in handbook.handbook().sheets:
            print(f"{one.id}\t{one.title}\t{one.use}")
        return DONE
    return _from_handbook(
        arguments, ".xlsx", lambda: handbook.sheet_workbook(arguments.id, fiscal_year_of(_now().date()))
    )


def _from_handbook(arguments: argparse.Namespace, suffix: str, make: Callable[[], bytes]) -> int:
    if arguments.out is None:
        raise WrongUse(f"書き出すファイルの名前（{suffix}）も書いてください。")
    _refuse_suffix(arguments.out, suffix)
    try:
        data = make()
    except handbook.NotInHandbook as error:
        raise WrongUse(str(error)) from None
    replace_file(Path(arguments.out), data)
    print(arguments.out)
    return DONE


def _glossary(arguments: argparse.Namespace) -> int:
    if arguments.out is not None:
        return _from_handbook(arguments, ".pdf", lambda: handbook.glossary_pdf(Editions().newest()))
    for one in handbook.handbook().terms:
        print("\t".join(filter(None, (f"{one.word}（{one.reading}）", one.gloss, one.since))))
    print()
    checklist = Editions().newest()
    for pair in checklist.renamed:
        print(line_of(checklist, pair))
    return DONE


# -- contracts --------------------------------------------------------------------------------------------------


def _clauses(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".pdf", ".docx", ".xlsx")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    manner, out = leaving.manner(arguments, arguments.out), Path(arguments.out)
    match out.suffix.lower():
        case ".pdf":
            data = outsource.table_as_pdf(situation, _now().date())
        case ".docx":
            data = outsource.drafts_as_word(situation, _now().date())
        case _:
            data = outsource.drafts_as_workbook(situation)
    replace_file(out, manner.closed(data, out.suffix))
    print(out)
    return _list_problems(reading.problems)


def _vendor(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".xlsx")
    if fault := text_problem(arguments.deadline):
        raise WrongUse(f"--deadline: {fault}")
    editions = Editions()
    reading = exchange.read_workbook(Path(arguments.file), editions)
    situation = exchange.situation_of(reading, editions)
    listed = situation.inspection.running
    if all(one.id != arguments.contract for one in listed):
        named = "、".join(f"{one.id}（{one.name}）" for one in listed) or "まだ挙がっていません"
        raise WrongUse(f"契約「{arguments.contract}」はありません。挙がっている契約：{named}。")
    replace_file(Path(arguments.out), outsource.vendor(situation, arguments.contract, arguments.deadline))
    print(arguments.out)
    # Nothing of what was read goes into the workbook but the contract's name, so only what could not be read matters.
    return _list_problems([one for one in reading.problems if one.effect == "refused"])


def _vendor_import(arguments: argparse.Namespace) -> int:
    _refuse_suffix(arguments.out, ".xlsx")
    editions = Editions()
    situation = exchange.situation_of(exchange.read_workbook(Path(arguments.file), editions), editions)
    hearing = outsource.hear(situation, outsource.read_reply(Path(arguments.reply), editions))
    replace_file(Path(arguments.out), exchange.put_in(Path(arguments.file), hearing.changes, situation.checklist))
    print(arguments.out)
    count = {
        "取り込んだお答え": sum(not one.same and not one.kept for one in hearing.rows),
        "同じお答え": sum(one.same for one in hearing.rows),
        "役場の答えを残し、備考に書いたお答え": sum(one.kept and not one.same for one in hearing.rows),
    }
    print("　".join(f"{word} {number}" for word, number in count.items()))
    return _list_problems(hearing.problems)


# -- the form and this machine ----------------------------------------------------------------------------------


def _form_help(_: argparse.Namespace) -> int:
    raise WrongUse("form の後に check・questions・coverage のどれか を書いてください。")


def _form_check(arguments: argparse.Namespace) -> int:
    checklist = read_checklist(Path(arguments.folder)) if arguments.folder else Editions().newest()
    before = exchange.editions_before(Path(arguments.folder) if arguments.folder else places.default_form())
    faults = [*check_form(checklist), *check_lineage(checklist, before)]
    # The handbook speaks of the edition shipped, not of a form somebody keeps elsewhere.
    faults += [] if arguments.folder else check_handbook(checklist, handbook.handbook())
    # Examples only mean something where every reference holds.
    faults += [] if faults else list(run_examples(checklist))
    for fault in faults:
        print(fault)
    if not faults:
        print(
            f"{checklist.title}: 設問 {len(checklist.questions)}、所見の決まり {len(checklist.rules)}。問題はありません。"
        )
    return REFUSED if faults else DONE


def _form_questions(arguments: argparse.Namespace) -> int:
    checklist = Editions().newest()
    if arguments.json:
        sys.stdout.write(publish.as_json(statement.questions(checklist)).decode())
        return DONE
    for one in checklist.questions:
        print(f"{one.number}\t{one.id}\t{one.text}")
    return DONE


def _form_coverage(arguments: argparse.Namespace) -> int:
    checklist = Editions().newest()
    found = form_coverage(checklist, places.default_form())
    if arguments.json:
        data = {"covered": found.covered, "set_aside": found.set_aside, "uncovered": found.uncovered}
        sys.stdout.write(publish.as_json(data).decode())
    else:
        for name, citing in found.covered.items():
            print(f"{name}\t{'、'.join(citing)}")
        for name, reason in found.set_aside.items():
            print(f"{name}\t脇に置く: {reason}")
        for name in found.uncovered:
            print(f"{name}\tどこにもない: {checklist.clauses[name].gist if name in checklist.clauses else ''}")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    return REFUSED if found.uncovered or found.faults else DONE


def _doctor(_: argparse.Namespace) -> int:
    lines, sound = doctor.examine()
    for line in lines:
        print(line)
    return DONE if sound else REFUSED
