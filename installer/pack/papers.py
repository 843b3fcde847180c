"""The papers of a bundle: list of parts (SBOM), licences, the note to read first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Some old metadata holds a licence's whole text where its name belongs.
_ONE_LINE = 90
#: Licences where a wheel's metadata says nothing usable.
_KNOWN = {"shiboken6": "LGPL-3.0-only", "pyside6-essentials": "LGPL-3.0-only"}


def sbom(name: str, version: str, parts: Iterable[dict[str, str]]) -> str:
    """A CycloneDX 1.5 list of parts; without a moment or a number of its own, so that it is the same every time."""
    listed = [
        {
            "type": "library",
            "bom-ref": part["purl"],
            "name": part["name"],
            "version": part["version"],
            "purl": part["purl"],
            **({"hashes": [{"alg": "SHA-256", "content": part["sha256"]}]} if part.get("sha256") else {}),
            **({"licenses": [{"license": {"name": part["licence"]}}]} if part.get("licence") else {}),
        }
        for part in sorted(parts, key=lambda part: part["purl"])
    ]
    whole: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": name, "version": version}},
        "components": listed,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def licence_of(metadata: str, name: str) -> str:
    """What a package's METADATA says of its licence, in one line."""
    if name in _KNOWN:
        return _KNOWN[name]
    head = metadata.split("\n\n", 1)[0].splitlines()
    for field in ("License-Expression: ", "Classifier: License :: OSI Approved :: ", "License: "):
        for line in head:
            if line.startswith(field) and len(line) - len(field) < _ONE_LINE:
                return line.removeprefix(field).strip()
    return ""


def licences(parts: Iterable[dict[str, str]], where: str) -> str:
    """The page of licences."""
    rows = "".join(
        f"{part['name']} {part['version']}：{part.get('licence') or 'ライセンスの文を見てください'}\n"
        for part in sorted(parts, key=lambda part: part["name"].lower())
    )
    return f"""使っている部品とライセンス

住基セルフ点検ブックそのものは MIT License です（LICENSE.txt）。
次の部品といっしょに配っています。それぞれの全文は {where} と licenses フォルダーにあります。
版とハッシュ値は sbom.json（CycloneDX）にあります。

{rows}
文字（フォント）：BIZ UDゴシック、BIZ UDPゴシック、Noto Sans JP（SIL Open Font License 1.1）

Qt と PySide6 は GNU Lesser General Public License 第3版（LGPL-3.0）で使っています。
この2つは、まとめて1つのファイルにせず、別々のファイルのまま入れてあります。
同じ版の、手直しした Qt や PySide6 のファイルに置きかえて使えます。
psycopg（LGPL-3.0）も、読める形（.py）のまま入れてあり、書きかえて使えます。
ほかの Python の部品は、すぐ動く形（.pyc）だけを入れてあります。
ソースコードは、それぞれの開発元が公開しています。
"""


def first_note(version: str, start: Iterable[str], extra: str = "") -> str:
    """「お読みください」: how to start, what it never does, where books lie."""
    steps = "".join(f"{number}. {step}\n" for number, step in enumerate(start, 1))
    return f"""住基セルフ点検ブック {version}

■ 始めるには
{steps}
■ どこにも送りません
このプログラムは、インターネットにも庁内の他の機械にも、自分からは何も送りません。
更新を探しに行くこともありません。
ファイルが外へ出るのは、人が書き出して、人が渡した時だけです。
（県が PostgreSQL のサーバーを選んだ時だけ、そのサーバーとやりとりします。）

■ 使う機械
事務用の端末で使ってください。住基ネットの統合端末には、決して入れないでください。
持ち込む時は、役場の決まりで許された USB メモリーなどを使い、ウイルスの検査をしてから写してください。

■ 保存ファイル
点検の答えは、選んだ場所の「.jukiself」というファイル1つに入ります。
このフォルダーを消しても、入れ替えても、保存ファイルはそのまま残ります。
保存ファイルには役場の弱い所が書いてあります。置き場所は、見てよい人だけが開ける所にしてください。

■ 新しい版にする時
新しいフォルダーを横に置き、動くのを確かめてから、古いフォルダーを消してください。
{extra}
■ 使い方
「利用の手引き（市町村編）.pdf」から読みます。プログラムの中では F1 で、その画面のページが開きます。

■ 確かめるには
SHA256SUMS.txt に、入っているファイルすべてのハッシュ値があります。
部品の一覧は sbom.json、ライセンスは ライセンス.txt にあります。
"""


def wheel_part(wheel: Path, folder: Path, sha256: str) -> dict[str, str]:
    """What the list of parts says of a wheel that was unpacked into a folder."""
    name, version = wheel.name.split("-")[:2]
    known = name.lower().replace("_", "-")
    (metadata,) = (
        path
        for path in folder.glob("*.dist-info/METADATA")
        if path.parent.name.lower().startswith(f"{name.lower()}-{version}")
    )
    licence = licence_of(metadata.read_text("utf-8"), known)
    return {
        "name": known,
        "version": version,
        "purl": f"pkg:pypi/{known}@{version}",
        "sha256": sha256,
        "licence": licence,
    }
