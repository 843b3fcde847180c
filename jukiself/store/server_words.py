"""What a PostgreSQL server says when something goes wrong, as a sentence; its own words may hold names and go no further."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

#: What the server says, by its class of SQLSTATE, and our words.
_BY_STATE = {
    "28": "{}が、利用者かパスワードを受け付けません。パスワードは住所に書かず、利用者のパスワードファイル（.pgpass）に置きます。情報担当に確かめてください。",
    "3D": "{}に、その名前のデータベースがありません。住所の最後の名前を確かめてください。",
    "42501": "{}の利用者に、書く許可がありません。サーバーの係に頼んでください。",
    "25006": "{}は、いま読むことしかできません。サーバーの係に確かめてください。",
    "53": "{}に余裕がありません（ディスクかつながる数がいっぱいです）。サーバーの係に知らせてください。書いた分は保存していません。",
    "57": "{}が止まったか、止めている途中です。少し待ってから、もう一度行ってください。書いた分は保存していません。",
    "42": "{}の中身が、このプログラムの保存先の形ではありません。サーバーの係に知らせてください。手を付けていません。",
}
_BY_WORDS = {
    "password": _BY_STATE["28"],
    "does not exist": _BY_STATE["3D"],
    "translate host name": "{}が見つかりません。サーバーの名前と、LANケーブルを確かめてください。",
    "resolve host": "{}が見つかりません。サーバーの名前と、LANケーブルを確かめてください。",
}
_LOST = "{}とつながりません。サーバーが動いているか、LANケーブルが抜けていないかを確かめて、もう一度行ってください。書いた分は保存していません。"


def server_words(name: str, error: DBAPIError) -> str:
    """A sentence for what went wrong between us and the server."""
    state = getattr(error.orig, "sqlstate", None) or ""
    for mark in (state, state[:2]):
        if mark in _BY_STATE:
            return _BY_STATE[mark].format(name)
    said = str(error.orig)
    return next((words for mark, words in _BY_WORDS.items() if mark in said), _LOST).format(name)
