"""Workbooks in other formats (.ods, .xls): made into .xlsx by a process of its own, with little memory and time."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import jukiself
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.sniff import Kind, kind_of
from jukiself.work.files import read_file

#: A full return workbook needs a tenth of this and half a second.
MEGABYTES = 1_024
SECONDS = 20
_LARGEST = 20 * 1024 * 1024
_SAVE_AS = "Excel か LibreOffice で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください。"
_LIMITS = (
    "import resource as r;"
    "r.setrlimit(r.RLIMIT_AS,({bytes},{bytes}));r.setrlimit(r.RLIMIT_CPU,({seconds},{seconds}));"
    "r.setrlimit(r.RLIMIT_FSIZE,({bytes},{bytes}));r.setrlimit(r.RLIMIT_CORE,(0,0));"
)
#: This very program, wherever it lies; nothing from the folder one happens to be in.
_RUN = "import sys,runpy;sys.path.insert(0,sys.argv[1]);runpy.run_module('jukiself.excel.convert',run_name='__main__')"


def read_workbook_file(path: Path, passphrase: str | None = None) -> bytes:
    """The bytes of a workbook as .xlsx, whatever it was saved as; raises `FileProblem` or `WorkbookRefused`.

    Only .ods and .xls are made into .xlsx; everything else comes as it is, for the guard to judge. Where a person can
    be asked for the ``passphrase`` of a locked one (empty: not asked yet), another one raises `WrongPassphrase`.
    """
    data = read_file(path)
    if passphrase is not None and kind_of(data) is Kind.LOCKED:
        from jukiself.excel.lock import unlocked  # noqa: PLC0415 - few files are locked

        data = unlocked(data, passphrase)
    return as_xlsx(data)


def as_xlsx(data: bytes) -> bytes:
    """The same of bytes that were read already."""
    kind = kind_of(data)
    if kind is Kind.OLE or (kind is Kind.ZIP and _is_ods(data)):
        return _converted(data)
    return data


def _is_ods(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("mimetype") as part:
            return b"opendocument.spreadsheet" in part.read(200)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def _converted(data: bytes) -> bytes:
    # Memory can be bounded where the system has setrlimit; elsewhere (Windows) only time is.
    limits = _LIMITS.format(bytes=MEGABYTES * 1024 * 1024, seconds=SECONDS) if os.name == "posix" else ""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, told nothing by the file
            [sys.executable, "-I", "-c", limits + _RUN, str(Path(jukiself.__file__).parent.parent)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkbookRefused(f"読むのに時間がかかりすぎるブックです。{_SAVE_AS}") from None
    except OSError as error:
        raise WorkbookRefused(f"この形式（.xls・.ods）のブックを、いまは読めません。{_SAVE_AS}") from error
    if done.returncode or not done.stdout or len(done.stdout) > _LARGEST:
        raise WorkbookRefused(f"この形式（.xls・.ods）のブックを読めませんでした。{_SAVE_AS}")
    return done.stdout
