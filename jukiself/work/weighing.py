"""One file that came, weighed: what it says of itself, and whether it may be taken in. Nothing is written here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jukiself import journal
from jukiself.answers.lineage import follow
from jukiself.answers.model import NATURE_LABELS, Nature, Office
from jukiself.answers.seal import SealState, compared, seal
from jukiself.excel.problem import WorkbookRefused
from jukiself.survey.arrivals import KEPT_OLD, Arrival, Verdict
from jukiself.work.exchange import read_bytes
from jukiself.work.files import FileProblem, read_file
from jukiself.work.foreign import as_xlsx
from jukiself.work.locking import unlock
from jukiself.work.offices import code_problem, known_offices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist
    from jukiself.excel.read import Reading
    from jukiself.survey.request import Listed, Request
    from jukiself.work.exchange import Editions

TRAINING = "研修の回答書です。練習の答えは集めません。"
NOTHING_THERE = "答えが1つも書かれていません。書き込んだ回答書を送ってください。"
OUR_BUG = (
    "プログラムの誤りで読めませんでした。記録（journal）を作成者に知らせ、このファイルは別に取っておいてください。"
)
_MOST_PROBLEMS = 60
_CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A 依頼 with its 対象団体, by code."""

    request: Request
    roll: Mapping[str, Listed]


@dataclass(slots=True)
class Known:
    """What the book holds, kept up while files are taken in; ``passphrase`` is what locked files are opened with."""

    asked: Mapping[tuple[int, Nature], Asked]
    natures: set[Nature]
    replies: dict[tuple[str, int, Nature, int], int]
    files: dict[tuple[str, str], Arrival] = field(default_factory=dict)
    taken: dict[str, Arrival] = field(default_factory=dict)
    sealed: dict[int, str] = field(default_factory=dict)
    passphrase: str = ""

    def questions(self, year: int, nature: Nature) -> tuple[LocalQuestion, ...]:
        """The local questions of a round."""
        found = self.asked.get((year, nature))
        return found.request.questions if found else ()

    def note(self, arrival: Arrival) -> None:
        """A row that was written."""
        self.files[arrival.digest, base_name(arrival.file_name)] = arrival
        if arrival.verdict is Verdict.TAKEN and arrival.inspection is not None and arrival.office:
            self.taken[arrival.digest] = arrival
            self.sealed[arrival.inspection] = arrival.sealed
            self.natures.add(arrival.nature)
            place = (arrival.office.code, arrival.year, arrival.nature, arrival.submission)
            self.replies[place] = arrival.inspection


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to become of a file; ``inspection`` is there where its answers are to be taken in."""

    arrival: Arrival
    inspection: Inspection | None = None
    checklist: Checklist | None = None


class Refused(Exception):
    """The file cannot be taken in; the message is a Japanese sentence. ``arrival`` says what could be read of it."""


def base_name(name: str) -> str:
    """A file's own name, without the folders it lies in."""
    return name.rpartition("/")[2]


def weigh(path: Path, seen: Arrival, known: Known, editions: Editions, *, afresh: bool = False) -> Weighed:
    """What becomes of a file; ``seen`` says when, how and under which name it came.

    ``afresh`` also reads a file whose bytes are known. A locked file is opened with the desk's passphrase, if it has one.
    """
    try:
        data = read_file(path)
    except FileProblem as error:
        return Weighed(_refused(seen, str(error), known))
    seen = replace(seen, digest=hashlib.sha256(data).hexdigest())
    if not afresh and (found := _known_already(seen, known)):
        return Weighed(found)
    try:
        plain = as_xlsx(unlock(data, known.passphrase) if known.passphrase else data)
        reading = read_bytes(plain, editions, known.questions)
    except WorkbookRefused as error:
        return Weighed(_refused(seen, str(error), known))
    except Exception as error:  # noqa: BLE001 - one file must not stop a run of thousands; the journal has it
        journal.write_crash(error)
        return Weighed(_refused(seen, OUR_BUG, known))
    said = _said(seen, reading)
    reasons = _remarks(said, known)
    try:
        inspection, checklist, more = _fit(reading, known, editions)
    except _Unfit as unfit:
        reason = _joined([str(unfit), _named_otherwise(said, known)])
        return Weighed(replace(said, verdict=Verdict.REFUSED, reason=reason))
    return _beside(replace(said, reason=_joined([*reasons, *more])), inspection, checklist, known)


class _Unfit(Exception):
    pass


def _known_already(seen: Arrival, known: Known) -> Arrival | None:
    """A file whose very bytes were taken in, or turned down by a reviewer, is not read again."""
    before = known.files.get((seen.digest, base_name(seen.file_name)))
    if before and before.verdict is Verdict.REFUSED and before.reason == KEPT_OLD:
        return before
    taken = known.taken.get(seen.digest)
    if taken is None:
        return None
    reasons = _remarks(replace(taken, file_name=seen.file_name), known)
    if base_name(taken.file_name) == base_name(seen.file_name):
        reasons.insert(0, "このファイルは取り込み済みです。")
    else:
        reasons.insert(0, f"「{base_name(taken.file_name)}」と同じファイルです。")
    told = replace(
        taken,
        at=seen.at,
        folder=seen.folder,
        file_name=seen.file_name,
        how=seen.how,
        verdict=Verdict.SAME,
        reason=_joined(reasons),
        problems=(),
        seq=0,
    )
    # The row of this very file stands; nothing new is to be written.
    return replace(told, seq=before.seq) if before else told


def _said(seen: Arrival, reading: Reading) -> Arrival:
    sent = reading.inspection
    issued = compared(reading.seal_on_cover, sent)
    effects = [one.effect for one in reading.problems]
    # What could not be read stands first: the office is told of just that.
    problems = sorted(reading.problems, key=lambda one: one.effect != "refused")
    told = [f"{one.place}：{one.message}" for one in problems if one.effect != "repaired"]
    more = [f"ほか {len(told) - _MOST_PROBLEMS} か所"] if len(told) > _MOST_PROBLEMS else []
    return replace(
        seen,
        office=sent.office,
        year=sent.year,
        nature=sent.nature,
        submission=sent.submission,
        printed=reading.seal_on_cover or "",
        sealed=seal(sent),
        state=issued.state.value,
        taken=reading.taken,
        repaired=effects.count("repaired"),
        refused=effects.count("refused"),
        problems=(*told[:_MOST_PROBLEMS], *more),
    )


def _remarks(said: Arrival, known: Known) -> list[str]:
    """What a reviewer should know about a file that can be read."""
    found = [_named_otherwise(said, known)]
    if said.state == SealState.CHANGED:
        found.append(
            "表紙のコードの後に答えが変わっています（固定後に変更）。決裁の紙を印刷し直したか確かめてください。"
        )
    if said.refused:
        found.append(f"読めなかった所 {said.refused}。")
    return found


def _named_otherwise(said: Arrival, known: Known) -> str:
    named = code_in_name(base_name(said.file_name), known)
    if not named or said.office is None or named == said.office.code:
        return ""
    own = f"{said.office.code}（{said.office.name}）"
    return f"ファイル名の団体コード {named} と中身の {own}が違います。中身のとおりに扱います。"


def code_in_name(name: str, known: Known) -> str:
    """The office code a file's name gives; empty where it gives none."""
    rolls = [one.roll for one in known.asked.values()]
    for one in _CODE.findall(name):
        listed = any(one in roll for roll in rolls)
        # Six digits may be a day as well: without a list, only what stands first counts.
        if not code_problem(one) and (listed or (name.startswith(one) and (not rolls or one in known_offices()))):
            return str(one)
    return ""


def _fit(reading: Reading, known: Known, editions: Editions) -> tuple[Inspection, Checklist, list[str]]:
    """The reply as it is to be kept, and what is to be said of it; raises `_Unfit`."""
    sent = reading.inspection
    if reading.traces:
        raise _Unfit(TRAINING)
    _refuse_nature(sent.nature, known)
    if problem := code_problem(sent.office.code):
        raise _Unfit(problem)
    if not reading.taken and not sent.contracts:
        raise _Unfit(NOTHING_THERE)
    asked = known.asked.get((sent.year, sent.nature))
    checklist = editions.of(sent)
    more: list[str] = []
    if asked is None:
        years = sorted(year for year, nature in known.asked if nature is sent.nature)
        if years:
            named = "・".join(map(str, years))
            raise _Unfit(f"{sent.year}年度の回答書です。依頼は{named}年度です。今年度の回答書を送ってください。")
        return sent, checklist, more
    listed = asked.roll.get(sent.office.code)
    if listed is None:
        raise _Unfit(
            f"{sent.office.code} {sent.office.name}は対象団体の一覧にありません。一覧に加えるか、送り先の間違いでないか確かめてください。"
        )
    if (sent.form, sent.edition) != (asked.request.form, asked.request.edition):
        sent, checklist = _followed(sent, checklist, asked.request, editions)
        more.append(f"前の版（{reading.inspection.edition}年版）の回答書なので、{sent.edition}年版の設問に移しました。")
    if asked.request.questions and sent.locals != asked.request.questions:
        more.append(f"県からの追加の設問が{'依頼したものと違います' if sent.locals else 'ありません'}。")
    if asked.request.full and not sent.full:
        more.append("簡易の設問だけの回答です。")
    return replace(sent, office=Office(sent.office.code, listed.office.name)), checklist, more


def _refuse_nature(nature: Nature, known: Known) -> None:
    held = known.natures - {Nature.TRAINING}
    if held and nature not in held:
        here, there = NATURE_LABELS[next(iter(held))], NATURE_LABELS[nature]
        raise _Unfit(f"{there}の回答書です。いまは{here}を集めています。{there}は、いっしょには集めません。")


def _followed(
    sent: Inspection, checklist: Checklist, request: Request, editions: Editions
) -> tuple[Inspection, Checklist]:
    now = editions.asked(replace(sent, form=request.form, edition=request.edition))
    if now is None or sent.form != request.form or sent.edition > request.edition:
        raise _Unfit(
            f"様式 {sent.form} の {sent.edition} 年版の回答書です。依頼は {request.form} の {request.edition} 年版です。依頼した回答書に書き写して、送ってください。"
        )
    went = follow(sent.answers, checklist, now)
    return replace(sent, edition=now.edition, answers=went.answers, last_year=went.before), now


def _beside(said: Arrival, inspection: Inspection, checklist: Checklist, known: Known) -> Weighed:
    """Beside what the book has of the same office and year."""
    place = (inspection.office.code, inspection.year, inspection.nature)
    said = replace(said, office=inspection.office)
    found = known.replies.get((*place, inspection.submission))
    if found is None:
        newest = max((one[3] for one in known.replies if one[:3] == place), default=0)
        if newest > inspection.submission:
            said = _more(said, f"第{newest}回がもう届いています。数えるのは第{newest}回です。")
        elif newest:
            said = _more(said, f"第{newest}回の後の、第{inspection.submission}回です。こちらを数えます。")
        return Weighed(replace(said, verdict=Verdict.TAKEN), inspection, checklist)
    said = replace(said, inspection=found)
    if known.sealed.get(found) == said.sealed:
        said = _more(said, f"取り込み済みの第{inspection.submission}回と同じ答えです。")
        # The code knows nothing of replies to 講評: they may be new all the same.
        return Weighed(replace(said, verdict=Verdict.SAME), inspection)
    reason = f"同じ第{inspection.submission}回の回答書がもうあり、答えが違います。差し替えるか残すかを決めてください。"
    return Weighed(replace(_more(said, reason), verdict=Verdict.WAITING), inspection, checklist)


def _more(said: Arrival, reason: str) -> Arrival:
    return replace(said, reason=_joined([reason, said.reason]))


def _joined(reasons: list[str]) -> str:
    return "".join(one for one in reasons if one)


def _refused(seen: Arrival, reason: str, known: Known) -> Arrival:
    """A file nobody can read still has a name, which may say whose it is."""
    office, year, nature = seen.office, seen.year, seen.nature
    code = code_in_name(base_name(seen.file_name), known)
    if code and office is None:
        for (asked_year, asked_nature), one in sorted(known.asked.items()):
            if code in one.roll:
                office, year, nature = one.roll[code].office, asked_year, asked_nature
        office = office or Office(code, known_offices().get(code, Office(code, "")).name)
    return replace(seen, office=office, year=year, nature=nature, verdict=Verdict.REFUSED, reason=reason, problems=())
