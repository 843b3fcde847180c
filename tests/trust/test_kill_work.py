"""The command line killed while it writes; 880 times with ``make kill-work``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.trust.forked import SOURCE


@pytest.mark.skipif(os.name == "nt" or not shutil.which("cc"), reason="there is no kill -9, or nothing to build with")
def test_every_book_and_file_is_the_old_or_the_new_one() -> None:
    assert SOURCE.exists()
    command = [sys.executable, "-m", "tests.trust.kill_work", "--times", "9", "--seed", "7"]
    command += [one for name in ("import", "upgrade", "copies") for one in ("--job", name)]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: PLW1510 - what it said is shown below
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 kills (seed 7), 0 faults" in done.stdout
