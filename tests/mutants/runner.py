"""A pytest plugin: collect once, then try each mutant in a forked child on the tests that reach it.

The child puts the mutant's code into the living function, so nothing is imported or collected again. A first child runs
every test on code that notes which blocks it reaches, and how long each test takes. Mutants of what runs at import get
a pytest of their own (`tests.mutants.planted`).
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants import slips
from tests.mutants.slips import ROOT, Slip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

OUT = ROOT / "out"
#: A mutant's tests may take so much processor time in a clean run; the quickest come first.
MOST_SECONDS = 6.0
#: A mutant that takes so many times as long as the clean run hangs.
PATIENCE = 8
#: What takes part in reading the edition; for mutants of everything else it is read once.
READING = tuple(
    f"jukiself.checklist.{one}" for one in ("read", "table", "cross", "condition", "lineage", "renamed", "descent")
)

hits: set[str] = set()


class Trial:
    """What is known of the tests: how long each takes, and which blocks it reaches."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.reached: dict[str, list[str]] = {}
        #: What shared fixtures cost, and which of them a test uses: each child sets them up anew.
        self.fixtures: dict[str, float] = {}
        self.uses: dict[str, list[str]] = {}

    def of(self, slip: Slip) -> list[str]:
        """Tests that reach the mutant, the likely and quick first, within the time."""
        if slip.function:
            block = f"{slip.file}:{slip.line}"
            found = [name for name, blocks in self.reached.items() if block in blocks]
        else:
            found = [name for name, blocks in self.reached.items() if any(one.startswith(slip.file) for one in blocks)]
            # Tests of the words themselves enter no function.
            found += [name for name in self.reached if name not in found and (_own(name, slip) or "/walls/" in name)]
        namesake = f"test_{slip.module.rsplit('.', 1)[1]}.py"
        found.sort(key=lambda name: self.cost(name, set()) / (4 if _own(name, slip) else 1))
        found.sort(key=lambda name: namesake not in name and "/walls/" not in name)
        spent, kept, ready = 0.0, list[str](), set[str]()
        for name in found:
            spent += self.cost(name, ready)
            if kept and spent > MOST_SECONDS:
                break
            kept.append(name)
            ready.update(self.uses.get(name, ()))
        return kept

    def cost(self, name: str, ready: set[str]) -> float:
        """Seconds of a test, with the fixtures that are not ready yet."""
        return self.seconds[name] + sum(
            self.fixtures.get(one, 0) for one in self.uses.get(name, ()) if one not in ready
        )


def _own(test: str, slip: Slip) -> bool:
    return slip.module.split(".")[1] in test or slip.module.rsplit(".", 1)[1] in test


class Runner:
    """The plugin; ``wanted`` are the mutants to try, ``tell`` hears of each."""

    def __init__(self, wanted: list[Slip], processes: int, tell: Callable[[Slip, str], None]) -> None:
        self.wanted = wanted
        self.processes = processes
        self.tell = tell
        self.killers: dict[str, list[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Before the tests are imported: found is enough, nobody reads the smallest example."""
        import hypothesis  # not before pytest has prepared it

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=phases)
        hypothesis.settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once."""
        items = {one.nodeid: one for one in session.items}
        trial = self._measured(session, items)
        early = [one for one in self.wanted if one.function and one.module.startswith(READING)]
        self._try(session, items, trial, early)
        _read_form(session)
        self._try(session, items, trial, [one for one in self.wanted if one.function and one not in early])
        still = [one for one in self.wanted if not one.function]
        with ThreadPoolExecutor(self.processes) as pool:
            for one, said in zip(still, pool.map(lambda slip: _alone(slip, trial), still), strict=True):
                self.tell(one, said)
        return True

    # -- the clean run --------------------------------------------------------------------------------------------

    def _measured(self, session: pytest.Session, items: dict[str, pytest.Item]) -> Trial:
        path = OUT / "mutants-trial.json"
        kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        code = _digest([ROOT / one for one in slips.files()])
        now = {str(one.path): _digest([one.path]) + code for one in items.values()}
        fresh = {name for name, digest in now.items() if kept.get("files", {}).get(name) != digest}
        run = [one for one in items.values() if str(one.path) in fresh]
        trial = Trial()
        trial.fixtures = kept.get("fixtures", {})
        trial.uses = {name: list(getattr(one, "fixturenames", ())) for name, one in items.items()}
        for name in items:
            if name in kept.get("seconds", {}):
                trial.seconds[name], trial.reached[name] = kept["seconds"][name], kept["reached"][name]
        if run:
            told = OUT / "mutants-clean.json"
            _wait(_fork(lambda: _clean_run(run, told), 3600))
            found = json.loads(told.read_text(encoding="utf-8"))
            trial.seconds.update(found["seconds"])
            trial.reached.update(found["reached"])
            trial.fixtures.update(found["fixtures"])
            for name in found["failed"]:
                print("fails without any mutant, left out:", name)
                trial.reached[name] = []
            said = {"files": now, "seconds": trial.seconds, "reached": trial.reached, "fixtures": trial.fixtures}
            path.write_text(json.dumps(said), encoding="utf-8")
        return trial

    # -- the mutants ----------------------------------------------------------------------------------------------

    def _try(self, session: pytest.Session, items: dict[str, pytest.Item], trial: Trial, wanted: list[Slip]) -> None:
        running: dict[int, Slip] = {}
        todo = list(wanted)
        while todo or running:
            while todo and len(running) < self.processes:
                slip = todo.pop(0)
                names = trial.of(slip)
                if not names:
                    self.tell(slip, "no test reaches it")
                    continue
                liked = [one for one in self.killers.get(slip.module, []) if one in names]
                order = [items[one] for one in dict.fromkeys([*liked, *names])]
                limit = 5 + PATIENCE * MOST_SECONDS
                running[_fork(functools.partial(_attempt, slip, order), limit)] = slip
            if not running:
                break
            pid, status = os.wait()
            slip = running.pop(pid)
            verdict = _verdict(status, pid)
            if verdict.startswith("killed by "):
                liked = self.killers.setdefault(slip.module, [])
                liked.insert(0, verdict.removeprefix("killed by "))
            self.tell(slip, verdict)


def _digest(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for one in paths:
        whole.update(one.read_bytes())
    return whole.hexdigest()[:12]


def _fork(work: Callable[[], int], seconds: float) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        limit = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        code = work()
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


def _wait(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


def _note(pid: int) -> Path:
    return OUT / f"mutants-{pid}.txt"


def _verdict(status: int, pid: int) -> str:
    note = _note(pid)
    said = note.read_text(encoding="utf-8") if note.is_file() else ""
    note.unlink(missing_ok=True)
    if os.WIFSIGNALED(status):
        hung = os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}
        return "killed: it hangs" if hung else f"killed: signal {os.WTERMSIG(status)}"
    return {0: "survived", 1: f"killed by {said}", 2: "the same code"}.get(
        os.WEXITSTATUS(status), "killed: it breaks the run"
    )


def _attempt(slip: Slip, items: list[pytest.Item]) -> int:
    if not plant(slip.module, slip.function, slip.planted()):
        return 2
    _own_folder(items)
    for item, after in zip(items, [*items[1:], None], strict=True):
        if any(one.failed for one in runtestprotocol(item, log=False, nextitem=after)):
            _note(os.getpid()).write_text(item.nodeid, encoding="utf-8")
            return 1
    return 0


def _own_folder(items: list[pytest.Item]) -> None:
    folder = OUT / "mutants-tmp" / str(os.getppid())
    folder.mkdir(parents=True, exist_ok=True)
    factory: Any = items[0].config._tmp_path_factory  # type: ignore[attr-defined]
    factory._given_basetemp = folder / str(os.getpid() % 2)


# -- putting code into living functions -------------------------------------------------------------------------------


def _function(module: types.ModuleType, name: str) -> types.FunctionType:
    found: Any = module
    for one in name.split("."):
        found = vars(found)[one]
    while not isinstance(found, types.FunctionType):
        if isinstance(found, property):
            found = found.fget
        elif isinstance(found, functools.cached_property):
            found = found.func
        else:
            found = found.__wrapped__ if hasattr(found, "__wrapped__") else found.__func__
    return found


def _code(whole: types.CodeType, name: str) -> types.CodeType:
    for one in name.split("."):
        whole = next(each for each in whole.co_consts if isinstance(each, types.CodeType) and each.co_name == one)
    return whole


def plant(module: str, function: str, tree: ast.Module) -> bool:
    """Give the function the code it has in the tree; False where that is the code it has."""
    living = _function(importlib.import_module(module), function)
    new = _code(compile(tree, living.__code__.co_filename, "exec", dont_inherit=True), function)
    same = new.co_code == living.__code__.co_code and new.co_consts == living.__code__.co_consts
    if same and new.co_names == living.__code__.co_names:
        return False
    living.__code__ = new
    return True


# -- which tests reach what ---------------------------------------------------------------------------------------------


class _Watch(ast.NodeTransformer):
    def __init__(self, file: str) -> None:
        self.file = file

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        if isinstance(node, ast.Module | ast.ClassDef):
            return node
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                note = ast.parse(f"__hit__({f'{self.file}:{body[0].lineno}'!r})").body[0]
                for one in ast.walk(note):
                    ast.copy_location(one, body[0])
                body.insert(0, note)
        return node


def watch() -> None:
    """Every function of the packages notes the blocks it enters from now on."""
    import builtins

    builtins.__hit__ = hits.add  # type: ignore[attr-defined]
    for file in slips.files():
        module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = [one.function for one in slips.slips_of(file) if one.function]
        watched = ast.fix_missing_locations(_Watch(file).visit(tree))
        for name in dict.fromkeys(names):
            plant(module.__name__, name, watched)


class _Fixtures:
    """What a shared fixture reached counts for every test that uses it."""

    def __init__(self) -> None:
        self.reached: dict[str, set[str]] = {}
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        before = set(hits)
        hits.clear()
        start = time.process_time()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self.reached.setdefault(fixturedef.argname, set()).update(hits)
                self.seconds[fixturedef.argname] = time.process_time() - start
            hits.update(before)


def _clean_run(items: list[pytest.Item], told: Path) -> int:
    watch()
    fixtures = _Fixtures()
    items[0].config.pluginmanager.register(fixtures)
    _own_folder(items)
    seconds: dict[str, float] = {}
    reached: dict[str, set[str]] = {}
    failed = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        hits.clear()
        start = time.process_time()
        reports = runtestprotocol(item, log=False, nextitem=after)
        seconds[item.nodeid] = time.process_time() - start
        reached[item.nodeid] = set(hits)
        if any(one.failed for one in reports):
            failed.append(item.nodeid)
    for item in items:
        names = getattr(item, "fixturenames", ())
        reached[item.nodeid].update(*(fixtures.reached.get(one, ()) for one in names))
    blocks = {name: sorted(one) for name, one in reached.items()}
    said = {"seconds": seconds, "reached": blocks, "fixtures": fixtures.seconds, "failed": failed}
    told.write_text(json.dumps(said), encoding="utf-8")
    return 0


def _read_form(session: pytest.Session) -> None:
    """The edition, read once for all mutants that have no part in reading it."""
    from jukiself import places
    from jukiself.checklist.read import read_checklist

    form = read_checklist(places.default_form())
    for item in session.items:
        for definition in session._fixturemanager.getfixturedefs("checklist", item) or ():
            cast("Any", definition).func = lambda: form


# -- what runs at import ------------------------------------------------------------------------------------------------


def _of_few_files(names: list[str]) -> list[str]:
    """A pytest of its own must collect what it runs: the words of files, and the three likeliest others."""
    files = list(dict.fromkeys(one.partition("::")[0] for one in names))
    kept = {*files[:3], *(one for one in files if "/walls/" in one)}
    return [one for one in names if one.partition("::")[0] in kept]


def _alone(slip: Slip, trial: Trial) -> str:
    names = _of_few_files(trial.of(slip))
    if not names:
        return "no test reaches it"
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutants.planted", "-x", "-q", "-p", "no:cacheprovider"]
    limit = int(15 + PATIENCE * sum(trial.seconds[one] for one in names))
    done = subprocess.run(
        [*command, *names],
        cwd=ROOT,
        env={**os.environ, "JUKISELF_MUTANT": slip.id, "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
    )
    return "survived" if done.returncode == 0 else "killed at import or by a test"
