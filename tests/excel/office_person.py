"""Runs under the system's Python (python3-uno): LibreOffice fills cells through its API, then saves as xlsx, ods and xls.

Then it does what a sanitiser does (hidden sheets, names, notes and properties go) and saves once more, as clean.xlsx.

Arguments: the blank workbook, a folder for the files, and a JSON file of [sheet, row, column, content].
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}
TRIES, PAUSE = 240, 0.25


def option(name: str, value: object) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe: str) -> Any:
    manager = uno.getComponentContext().ServiceManager
    resolver = manager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", uno.getComponentContext())
    for _ in range(TRIES):
        with contextlib.suppress(NoConnectException):
            office = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        time.sleep(PAUSE)
    sys.exit("LibreOffice does not answer")


def clean(document: Any) -> None:
    """Nothing stays that is not seen on a sheet."""
    for name in document.Sheets.ElementNames:
        if not document.Sheets.getByName(name).IsVisible:
            document.Sheets.removeByName(name)
            continue
        notes = document.Sheets.getByName(name).Annotations
        for place in reversed(range(notes.Count)):
            notes.removeByIndex(place)
    for name in document.NamedRanges.ElementNames:
        document.NamedRanges.removeByName(name)
    said = document.DocumentProperties
    said.resetUserData("")
    said.Title = said.Subject = said.Description = ""


def main(blank: str, folder: str, cells: str) -> None:
    pipe = f"jukiself-{Path(folder).name}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    program = subprocess.Popen(["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"])
    try:
        desktop = connect(pipe)
        document = desktop.loadComponentFromURL(Path(blank).as_uri(), "_blank", 0, (option("Hidden", True),))
        for sheet, row, column, content in json.loads(Path(cells).read_text(encoding="utf-8")):
            cell = document.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1)
            if isinstance(content, str):
                cell.String = content
            else:
                cell.Value = content
        for kind, name in FILTERS.items():
            document.storeToURL(Path(folder, f"filled.{kind}").as_uri(), (option("FilterName", name),))
        clean(document)
        document.storeToURL(Path(folder, "clean.xlsx").as_uri(), (option("FilterName", FILTERS["xlsx"]),))
        document.close(True)
        with contextlib.suppress(DisposedException):
            desktop.terminate()
        program.wait(60)
    finally:
        program.kill()


main(*sys.argv[1:])
