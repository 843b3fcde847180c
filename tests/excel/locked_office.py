"""LibreOffice opens a locked file with its passphrase: by a macro in a profile of its own, for nothing else can give one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_BASIC = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
  Dim given(1) As New com.sun.star.beans.PropertyValue
  given(0).Name = "Hidden" : given(0).Value = True
  given(1).Name = "Password" : given(1).Value = "{passphrase}"
  Dim wanted(0) As New com.sun.star.beans.PropertyValue
  wanted(0).Name = "FilterName" : wanted(0).Value = "{kind}"
  made = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, given())
  made.storeToURL("{target}", wanted())
  made.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_SCRIPTS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""


def opened(path: Path, passphrase: str, folder: Path, kind: str) -> bytes | None:
    """The file saved again by LibreOffice as ``kind`` (the name of a filter); None where it does not open."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) がありません")
    profile, target = folder / "profile", folder / "saved-again"
    basic = profile / "user" / "basic"
    said = {"passphrase": passphrase, "kind": kind, "source": path.as_uri(), "target": target.as_uri()}
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    # The first start fills a profile, over whatever lies in it.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=90)
    (basic / "Standard" / "Module1.xba").write_text(_BASIC.format(**said).replace("&", "&amp;"), encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(_SCRIPTS, encoding="utf-8")
    try:
        subprocess.run([*command, "macro:///Standard.Module1.Main"], check=False, capture_output=True, timeout=90)
    except subprocess.TimeoutExpired:
        return None
    return target.read_bytes() if target.is_file() else None
