"""Kill −9 the command line at seeded random moments of everything that writes (``make kill-work``).

After each kill every book is sound, every file is the old or the new one, whole, and what the program had told of is
there. Then the same command runs again, and everything is as after an undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.trust import forked
from tests.trust.forked import Moment
from tests.trust.jobs import Job, copy, jobs, look, prepared

if TYPE_CHECKING:
    from tests.trust.forked import Ended

#: Of ten kills so many come at a chosen call; the others at a time by the clock.
_AT_A_CALL = 8
_LAST = 25
_NICE = 10


@dataclass
class Tally:
    """What became of the kills of one job."""

    name: str
    calls: int = 0
    kills: int = 0
    too_late: int = 0
    told: int = 0
    middle: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """A row of the table."""
        cells = (self.name, self.calls, self.kills, self.middle, self.told, len(self.faults))
        return "| " + " | ".join(map(str, cells)) + " |"


def moment(chance: random.Random, calm: Ended) -> Moment:
    """When to strike."""
    if chance.randrange(10) < _AT_A_CALL:
        # Half of them among the last calls: a result is put in its place there.
        first = max(1, calm.calls - _LAST) if chance.random() < 1 / 2 else 1
        return Moment(chance.randrange(first, calm.calls + 1), half=chance.random() < 1 / 3)
    return Moment(seconds=chance.uniform(0.001, calm.seconds))


def kills(job: Job, times: int, seed: int, folder: Path) -> Tally:
    """So many kills of one job."""
    template = prepared(job, folder)
    calms = []
    for _ in range(2):
        place = copy(template, folder / "run")
        calms.append(forked.run(partial(job.run, place)))
        if calms[-1].code:
            raise RuntimeError(f"{job.name}: {calms[-1]}")
        states = job.fixed(look(place))
        shutil.rmtree(place)
        if job.after and job.after != states:
            raise RuntimeError(
                f"{job.name}: two undisturbed runs differ in {[one for one in states if states[one] != job.after.get(one)]}"
            )
        job.after = states
    tally = Tally(job.name, calms[-1].calls)
    number = 0
    while tally.kills < times:
        chance = random.Random(f"{seed} {job.name} {number}")
        # Names of copies hold where the book lies: every run is at the same place.
        one_run(job, copy(template, folder / "run"), moment(chance, calms[-1]), tally, number)
        shutil.rmtree(folder / "run")
        number += 1
    return tally


def traces(place: Path) -> dict[Path, tuple[int, int]]:
    """Every file, and when it was last written in: journals and half-made ones as well."""
    return {one: (one.stat().st_size, one.stat().st_mtime_ns) for one in place.rglob("*") if one.is_file()}


def one_run(job: Job, place: Path, when: Moment, tally: Tally, number: int) -> None:
    """One kill, a look, and the same again undisturbed."""
    untouched = traces(place)
    ended = forked.run(partial(job.run, place), when)
    if ended.code != -9:
        tally.too_late += 1  # it was done before its time had come
        return
    tally.kills += 1
    tally.told += bool(ended.said)
    middle = traces(place) != untouched
    tally.middle += middle
    found = look(place)
    wrong = job.faults(found, ended.said)
    if middle:
        wrong += again(job, place)
    tally.faults += [f"{job.name} run {number} {when}: {one}" for one in wrong]


def again(job: Job, place: Path) -> list[str]:
    """What is wrong after the same was done once more, undisturbed."""
    ended = forked.run(partial(job.run, place))
    found = look(place)
    wrong, done = job.copies_wrong(found), job.fixed(found)
    refused = job.again_refused and any(job.again_refused in one for one in ended.said)
    if ended.code and not (refused and done == job.after):
        wrong.append(f"running again: exit {ended.code}: {ended.said[-2:]}")
    # What a kill left half-made holds answers too: the next run clears it away.
    wrong += [f"running again: {one.name} still there" for one in place.glob(".*.jukiself.tmp*")]
    return wrong + [
        f"running again: {one} differs" for one in {*done, *job.after} if done.get(one) != job.after.get(one)
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=880, help="kills, over all jobs")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--job", action="append", default=[], help="only this one; may be given again")
    parser.add_argument("--nice", type=int, default=_NICE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jukiself-kill-") as built:
        forked.start_again_with(Path(built) / "die_at.so")
    os.nice(given.nice)
    chosen = [one for one in jobs() if not given.job or one.name in given.job]
    tallies = []
    print(
        "| work | calls that change something | kills | of them after something had changed | after something was told | faults |\n|---|---|---|---|---|---|"
    )
    for job in chosen:
        with tempfile.TemporaryDirectory(prefix="jukiself-kill-") as folder:
            os.environ["HOME"] = folder
            place = Path(folder) / "work"
            place.mkdir()
            tallies.append(kills(job, -(-given.times // len(chosen)), given.seed, place))
        print(tallies[-1].line, flush=True)
    wrong = [fault for one in tallies for fault in one.faults]
    print(f"{sum(one.kills for one in tallies)} kills (seed {given.seed}), {len(wrong)} faults")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
