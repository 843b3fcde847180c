"""Bad places and two at once, for real (`tests.trust.faults`); all of them with ``make faults`` or ``make test-real``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from tests.trust.faults import FAULTS, tried

#: Those that every `make test` tries.
QUICK = {"disk_full", "no_permission", "long_path"}


def possible() -> bool:
    """Whether mounts of our own can be made here."""
    if os.name == "nt" or os.geteuid() != 0 or not all(map(shutil.which, ("cc", "unshare", "setpriv", "mkfs.ext4"))):
        return False
    mount = "mount -t tmpfs tmpfs /mnt"
    return not subprocess.run(["unshare", "--mount", "sh", "-c", mount], capture_output=True).returncode  # noqa: PLW1510


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.real) for name in FAULTS]
)
def test_a_fault_is_a_sentence_and_loses_nothing(name: str) -> None:
    if not possible():
        pytest.skip("needs root, a compiler and mounts of its own")
    done = tried(name)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1])["said"]
