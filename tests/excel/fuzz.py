"""Workbooks damaged by chance (``make fuzz``): each is read or refused with a sentence, within memory and time.

Reading happens here, in this process, under a limit of memory; a file that would be taken in only in part, an
exception that is no refusal, or a file that takes too long, is kept in ``out/fuzz`` and fails the run.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import sys
import time
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import Reading, WorkbookRefused, read
from jukiself.work import publish
from jukiself.work.cases import read_case
from tests.excel.small import SMALL, real
from tests.excel.test_round_trip import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist

OUT = Path(__file__).resolve().parents[2] / "out" / "fuzz"
#: No file may need more than this above what the program itself takes, nor longer.
MEGABYTES = 1_500
SECONDS = 20.0

_TAG = re.compile(rb"<[^<>]{1,200}>")
_ATTRIBUTE = re.compile(rb'="([^"<>]{0,60})"')
_TEXT = re.compile(rb">([^<>]{1,60})<")
_ODD = (
    b"",
    b"0",
    b"-1",
    b"1048576",
    b"99999999999999999999",
    b"ZZ1000000",
    b"XFD1048576",
    b"A1:XFD1048576",
    b"\xff\xfe",
    b"&#0;",
    b"&lol;",
    b"NaN",
    b"1e999",
    b"../../etc/passwd",
    b"=1+1",
    b"_x0000_",
    b"\xe3\x81\x82" * 4000,
)
_PIECES = (b"<", b"</row>", b"<c>", b"]]>", b"<!DOCTYPE x>", b"<![CDATA[", b"<!--", b"\0", b"<f>1</f>", b"<x:c/>")


@dataclass(slots=True)
class Tally:
    """What became of the files."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_file: str = ""
    faults: list[str] = field(default_factory=list)


def seeds(*, full: bool) -> list[bytes]:
    """Workbooks to damage: a small form blank and filled; the shipped one as well where there is time."""
    found = [written(real()), written(real(), blank=True)]
    if full:
        checklist = read_checklist(places.default_form())
        found.append(publish.workbook(Situation(checklist, read_case("nagano-a", checklist).inspection)))
    return found


def damaged(seed: bytes, chance: random.Random) -> tuple[str, bytes]:
    """One damaged file, and how it was damaged."""
    name = chance.choice(list(_WAYS))
    return name, _WAYS[name](seed, chance)


def _bytes(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _cut(seed: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(seed))
    return seed[:start] + seed[min(len(seed), start + chance.randint(1, 4000)) :]


def _parts(seed: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        return [(one, archive.read(one)) for one in archive.namelist()]


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        # A name twice is one of the things to try.
        warnings.simplefilter("ignore")
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _package(seed: bytes, chance: random.Random) -> bytes:
    """Parts dropped, doubled, exchanged, renamed, or grown."""
    parts = _parts(seed)
    for _ in range(chance.randint(1, 3)):
        one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        match chance.randrange(5):
            case 0:
                del parts[one]
            case 1:
                parts.append(parts[one])
            case 2:
                (name, data), (second, more) = parts[one], parts[other]
                parts[one], parts[other] = (name, more), (second, data)
            case 3:
                parts[one] = (chance.choice(["../", "/", "xl\\", "X"]) + parts[one][0], parts[one][1])
            case _:
                parts[one] = (parts[one][0], parts[one][1] + b" " * 2_000_000)
    return _packed(parts)


def _within(change: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    def way(seed: bytes, chance: random.Random) -> bytes:
        parts = _parts(seed)
        texts = [place for place, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
        for _ in range(chance.randint(1, 4)):
            place = chance.choice(texts)
            parts[place] = (parts[place][0], change(parts[place][1], chance))
        return _packed(parts)

    return way


def _put(pattern: re.Pattern[bytes]) -> Callable[[bytes, random.Random], bytes]:
    def change(part: bytes, chance: random.Random) -> bytes:
        found = list(pattern.finditer(part))
        if not found:
            return part
        one = chance.choice(found)
        return part[: one.start(1)] + chance.choice(_ODD) + part[one.end(1) :]

    return change


def _tags(part: bytes, chance: random.Random) -> bytes:
    found = list(_TAG.finditer(part))
    if not found:
        return part
    one, other = chance.choice(found), chance.choice(found)
    match chance.randrange(3):
        case 0:
            return part[: one.start()] + part[one.end() :]
        case 1:
            return part[: one.start()] + other[0] + part[one.end() :]
        case _:
            return part[: one.start()] + chance.choice(_PIECES) + part[one.start() :]


_WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes": _bytes,
    "cut": _cut,
    "package": _package,
    "attributes": _within(_put(_ATTRIBUTE)),
    "texts": _within(_put(_TEXT)),
    "tags": _within(_tags),
}


def check(data: bytes, forms: Callable[[str, str], Checklist | None]) -> tuple[str, str]:
    """What became of a file: ``read`` or ``refused`` with the sentence, or ``fault`` with what went wrong."""
    try:
        reading = read(data, forms)
    except WorkbookRefused as refusal:
        said = str(refusal)
        return ("refused", said) if said.endswith("。") else ("fault", f"a refusal without a sentence: {said}")
    except Exception as error:  # noqa: BLE001 - finding them is the job
        return "fault", f"{type(error).__name__}: {error}"
    return "read", _partial(reading)


def _partial(reading: Reading) -> str:
    """Empty where the reading hangs together: as many answers as it says, each of a value that can be kept."""
    if reading.taken != len(reading.inspection.answers):
        return f"{reading.taken} answers said, {len(reading.inspection.answers)} taken"
    return ""


def run(files: int, seconds: float, start: int, *, full: bool) -> Tally:
    """Damage and read files until one budget is used up."""
    shipped = read_checklist(places.default_form()) if full else None
    known = {("small", "2026"): SMALL, **({(shipped.id, shipped.edition): shipped} if shipped else {})}
    books = seeds(full=full)
    tally = Tally()
    begun = time.perf_counter()
    while tally.files < files and time.perf_counter() - begun < seconds:
        number = start + tally.files
        chance = random.Random(number)
        # The shipped form is large: one file in six.
        seed = books[2] if full and number % 6 == 0 else books[number % 2]
        way, data = damaged(seed, chance)
        _note(tally, f"{number}-{way}", data, lambda form, edition: known.get((form, edition)))
    return tally


def _note(tally: Tally, name: str, data: bytes, forms: Callable[[str, str], Checklist | None]) -> None:
    begun = time.perf_counter()
    outcome, said = check(data, forms)
    took = time.perf_counter() - begun
    tally.files += 1
    if took > tally.slowest:
        tally.slowest, tally.slowest_file = took, name
    if outcome == "read" and not said and took < SECONDS:
        tally.read += 1
    elif outcome == "refused" and took < SECONDS:
        tally.refused[re.sub(r"[0-9]+|（[^）]*）|「[^」]*」", "…", said).split("。")[0]] += 1
    else:
        tally.faults.append(f"{name}: {said or f'{took:.0f} s'}")
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / f"{name}.xlsx").write_bytes(data)


def main() -> int:
    """Run with a budget and say what was seen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--start", type=int, default=1)
    wanted = parser.parse_args()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ceiling = (before + MEGABYTES) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    begun = time.perf_counter()
    tally = run(wanted.files, wanted.seconds, wanted.start, full=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        f"files {tally.files}  read {tally.read}  refused {sum(tally.refused.values())}  faults {len(tally.faults)}",
        f"peak memory {peak} MB (before the first file {before} MB)",
        f"slowest file {tally.slowest_file} {tally.slowest:.2f} s; all {time.perf_counter() - begun:.0f} s",
        *(f"{count:6d}  {said}" for said, count in tally.refused.most_common()),
        *tally.faults,
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
