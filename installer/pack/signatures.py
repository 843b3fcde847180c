"""Who signed the Python that ships for Windows, asked of every one of its programs and libraries, without a network.

Authenticode is read by signify, which the build unpacks for this one question; nothing of it ships.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer.pack import archive, take

#: The runtime's own makers: Python's, and Microsoft for the two libraries of its compiler.
_SIGNERS = ("O=Python Software Foundation,", "O=Microsoft Corporation,")
#: oscrypto 1.3.0 takes OpenSSL 3.0.19 for none, because it counts digits.
_COUNTED, _MENDED = r"(\\d\\.\\d\\.\\d[a-z]*)", r"(\\d+\\.\\d+\\.\\d+[a-z]*)"


def good(runtime: Path) -> bool:
    """Whether each is signed by one of them and unchanged since; what is not, is said."""
    tools = take.BUILD / "tools-windows"
    for wheel in take.pip(tools, "--only-binary=:all:", locked=take.ROOT / "installer/windows/tools.lock"):
        if wheel.suffix == ".whl":
            archive.unpack_wheel(wheel, tools / "unpacked")
    for library in (tools / "unpacked/oscrypto/_openssl").glob("_libcrypto_c*.py"):
        library.write_text(library.read_text("utf-8").replace(_COUNTED, _MENDED), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tools / "unpacked")}
    asked = (sys.executable, "-m", "installer.pack.signatures", str(runtime))
    return subprocess.run(asked, cwd=take.ROOT, env=environment, check=False).returncode == 0


def signed(path: Path) -> list[str]:
    """The subjects of a file's signers; a changed file or an unknown root raises signify's own refusal."""
    from signify.authenticode import AuthenticodeFile  # noqa: PLC0415 - only where it was unpacked

    with path.open("rb") as file:
        opened = AuthenticodeFile.from_stream(file)
        opened.verify()
        return [
            certificate.subject.dn
            for signature in opened.signatures
            for certificate in signature.certificates
            if certificate.serial_number == signature.signer_info.serial_number
        ]


def main(folder: Path) -> int:
    """0 where all are, 1 where one is not."""
    files = [path for path in sorted(folder.iterdir()) if path.read_bytes()[:2] == b"MZ"]
    wrong = []
    for path in files:
        try:
            signers = signed(path)
        except Exception as refusal:  # noqa: BLE001 - whatever it is, this file is not known to be theirs
            wrong.append(f"{path.name}: {refusal}")
            continue
        if not signers or not all(any(name in f"{signer}," for name in _SIGNERS) for signer in signers):
            wrong.append(f"{path.name}: {signers}")
    for line in wrong:
        print(f"jukiself: 署名が確かめられません / not signed as it should be: {line}", file=sys.stderr)
    print(f"jukiself: Python の実行ファイルと DLL {len(files) - len(wrong)}/{len(files)} 個の署名を確かめました")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
