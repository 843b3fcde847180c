"""An answers file (README, "Answers file"): read whole, or refused with the place and what to write there."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jukiself.answers.model import Answer, Basis, Contract, Key
from jukiself.answers.text import text_problem
from jukiself.cli.manners import Refused
from jukiself.work.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jukiself.answers.model import Inspection

_TEXTS = ("note", "memo", "evidence", "answered_by", "confirmed_by")
_CONTRACT = ("id", "name", "contractor", "scope", "period", "ended")


def put(inspection: Inspection, path: Path) -> Inspection:
    """The file's answers and contracts over an inspection; raises `Refused`. Values are not looked at here."""
    said = _read(path)
    parts = said if "answers" in said else {"answers": said}
    faults = list(_faults(parts))
    if faults:
        raise Refused(f"「{path.name}」の書き方が違います。\n" + "\n".join(faults))
    given = {Key.parse(name): one for name, one in parts["answers"].items()}
    if "contracts" in parts:
        listed: Any = parts["contracts"]
        inspection = replace(inspection, contracts=tuple(Contract(**one) for one in listed))
    return inspection.with_answers((key, _answer(inspection.answer(key), one)) for key, one in given.items())


def _read(path: Path) -> dict[str, Any]:
    try:
        # Windows' own editor puts a mark before the text.
        found = json.loads(read_file(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(f"「{path.name}」の文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。") from None
    except json.JSONDecodeError as error:
        place = f"{error.lineno}行目の{error.colno}文字目"
        raise Refused(f"「{path.name}」は JSON として読めません。{place}の書き方を確かめてください。") from None
    except RecursionError:
        raise Refused(f"「{path.name}」は JSON として読めません。かっこの重なりが深すぎます。") from None
    except ValueError:
        raise Refused(f"「{path.name}」は JSON として読めません。桁の多すぎる数があります。") from None
    if not isinstance(found, dict):
        raise Refused(f"「{path.name}」の一番外側は {{ }} で書いてください。")
    return found


def _faults(parts: Mapping[str, Any]) -> Iterator[str]:
    if strange := set(parts) - {"answers", "contracts"}:
        yield f"知らない項目があります: {'、'.join(sorted(strange))}"
    if not isinstance(parts["answers"], dict):
        yield "answers は { } で書いてください。"
    else:
        for name, one in parts["answers"].items():
            yield from (f"{name}: {fault}" for fault in _answer_faults(one))
    listed = parts.get("contracts", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        yield "contracts は [{ }, …] の形で書いてください。"
        return
    for number, one in enumerate(listed, 1):
        yield from (f"契約の{number}つ目: {fault}" for fault in _contract_faults(one))


def _answer_faults(given: object) -> Iterator[str]:
    if not isinstance(given, dict):
        given = {"value": given}
    known = ("value", "basis", *_TEXTS)
    if strange := [one for one in given if one not in known]:
        yield f"知らない項目があります: {'、'.join(strange)}"
    values = given.get("value", "")
    for one in values if isinstance(values, list) else [values]:
        if isinstance(one, bool) or not isinstance(one, str | int | float):
            yield "答えは、文字か数、または文字の並び [ ] で書いてください。"
    basis = given.get("basis", "")
    if basis and basis not in list(Basis):
        yield f"basis は {'・'.join(Basis)} のどれかです: {basis}"
    yield from _text_faults({name: given[name] for name in _TEXTS if name in given})


def _contract_faults(given: Mapping[str, Any]) -> Iterator[str]:
    if strange := [one for one in given if one not in _CONTRACT]:
        yield f"知らない項目があります: {'、'.join(strange)}"
    yield from (f"{one} がありません。" for one in ("id", "name") if one not in given)
    yield from _text_faults(given)


def _text_faults(given: Mapping[str, Any]) -> Iterator[str]:
    for name, text in given.items():
        if not isinstance(text, str):
            yield f"{name} は文字で書いてください。"
        elif fault := text_problem(text):
            yield f"{name}: {fault}"


def _answer(old: Answer, given: Any) -> Answer:
    if not isinstance(given, dict):
        return replace(old, value=_value(given))
    changes: dict[str, Any] = {name: given[name] for name in _TEXTS if name in given}
    if "value" in given:
        changes["value"] = _value(given["value"])
    return replace(old, **changes, basis=Basis(given["basis"]) if given.get("basis") else None)


def _value(given: Any) -> str:
    return ",".join(map(str, given)) if isinstance(given, list) else str(given)
