"""Just what the program needs is shipped, in the pinned versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.pack import lock, take

LOCK = """# made by a tool
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
beta-x==2.5 ; sys_platform == 'win32' \\
    --hash=sha256:bb
gamma==3
"""


def test_the_lock_of_some_packages_keeps_their_hashes_and_drops_markers() -> None:
    assert lock.only(LOCK, {"alpha", "beta-x"}) == (
        "alpha==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\nbeta-x==2.5 \\\n    --hash=sha256:bb\n"
    )


def test_a_package_without_a_pin_is_refused() -> None:
    with pytest.raises(KeyError, match="delta"):
        lock.only(LOCK, {"alpha", "delta"})


def test_needs_are_followed_through_markers_and_extras() -> None:
    needs = {
        "alpha": ["beta_x; sys_platform == 'win32'", "gamma[fast]", "test-kit; extra == 'dev'"],
        "gamma": ["speed; extra == 'fast'", "old; python_version < '3.11'"],
    }
    found = {system: lock.closure(["Alpha"], system, lambda name: needs.get(name, ())) for system in lock.SYSTEMS}
    assert found == {"linux": {"alpha", "gamma", "speed"}, "windows": {"alpha", "beta-x", "gamma", "speed"}}


@pytest.mark.parametrize("system", sorted(lock.SYSTEMS))
def test_all_that_ships_is_pinned_and_no_tool_of_the_developers_ships(system: str) -> None:
    names = take.names(system)
    pins = lock.versions(take.LOCK.read_text("utf-8"))
    assert names <= set(pins)
    assert {"pyside6-essentials", "sqlalchemy", "pypdfium2", "psycopg-binary"} <= names
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis", "fonttools", "pikepdf"})
    assert ("tzdata" in names) is (system == "windows")


def test_every_pin_of_the_build_itself_has_a_hash() -> None:
    locks = [path for path in Path(take.ROOT, "installer").rglob("*.lock") if path.name != "fonts.lock"]
    whole = [path.read_text("utf-8").replace("\\\n", "") for path in locks]
    lines = [line for text in whole for line in text.splitlines() if line and line[0] != "#"]
    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
