"""合言葉: what may be one, how hard it is to find by trying, and one that can be read aloud. None is ever kept."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 8
LONGEST = 100
_FAIR, _GOOD = 11, 15
_FEWEST_KINDS = 6
_STEP = 1  # between neighbours of a row such as abc or 321

_ROWS = {"k": "かきくけこ", "s": "さ-すせそ", "t": "た--てと", "n": "なにぬねの", "h": "はひ-へほ", "m": "まみむめも"}
_ROWS |= {"y": "や-ゆ-よ", "r": "らりるれろ", "g": "がぎぐげご", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ"}
#: Syllables written in one way only (no shi/si, tsu/tu), no l, o for 0 or i for 1 among digits, because there are none.
SYLLABLES = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != "-"
}
_WORDS, _LENGTH = 4, 3
#: Bits of chance in one made here.
CHANCE = _WORDS * _LENGTH * math.log2(len(SYLLABLES))

_COMMON = ("password", "passw0rd", "qwerty", "asdf", "zxcv", "jukinet", "jukiself", "juki", "admin", "welcome")


class Strength(StrEnum):
    """How long somebody who tries would need, in three words."""

    WEAK = "弱い"
    FAIR = "もう少し"
    GOOD = "十分"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a passphrase; one with a ``fault`` cannot be used."""

    strength: Strength
    why: str
    fault: str = ""


class PassphraseRefused(ValueError):
    """A passphrase no file can be locked with; the message says what to do."""


def judge(passphrase: str, known: Iterable[str] = ()) -> Judged:
    """How good it is: its length, less what repeats, runs on or is ``known`` to whoever would try (names, codes)."""
    if fault := _fault(passphrase):
        return Judged(Strength.WEAK, fault, fault)
    rest = passphrase.lower()
    named = [one for one in (*_COMMON, *(part.lower() for part in known)) if len(one) > 2 and one in rest]  # noqa: PLR2004 - two letters name nothing
    for one in sorted(named, key=len, reverse=True):
        rest = rest.replace(one, one[0])
    count, kinds = _count(rest), len(set(rest))
    if named and count < _GOOD:
        return Judged(Strength.WEAK, f"「{named[0]}」は最初に試される言葉です。ほかの言葉を足してください。")
    if kinds < _FEWEST_KINDS:
        return Judged(Strength.WEAK, f"使っている文字が{kinds}種類だけです。違う文字を増やしてください。")
    if count < _FAIR:
        return Judged(
            Strength.WEAK, "短いか、同じ並びが続くため、機械で試すと短い時間で開きます。もっと長くしてください。"
        )
    if count < _GOOD:
        return Judged(
            Strength.FAIR, f"あと{_GOOD - count}文字長くすると十分です。関係のない言葉を1つ足すのが簡単です。"
        )
    return Judged(Strength.GOOD, "長く、並びも読みにくいので、機械で試しても開くまでに長い年月がかかります。")


def checked(passphrase: str) -> str:
    """The passphrase; raises `PassphraseRefused` where a file cannot be locked with it."""
    if fault := _fault(passphrase):
        raise PassphraseRefused(fault)
    return passphrase


def _fault(passphrase: str) -> str:
    if any(not " " <= one <= "~" for one in passphrase):
        return "半角の英字・数字・記号だけで書いてください。Excel や PDF を開く画面では、日本語を入れられないことがあります。"
    if passphrase != passphrase.strip():
        return "初めと終わりの空白を取ってください。写すときに落ちやすいためです。"
    if len(passphrase) < SHORTEST:
        return f"{SHORTEST}文字以上にしてください。長いほど安全です。記号を混ぜる必要はありません。"
    if len(passphrase) > LONGEST:
        return f"{LONGEST}文字までにしてください。"
    return ""


def _count(text: str) -> int:
    """Letters that say something new: not those that repeat the one or two before them or go on counting."""
    count = 0
    for place, one in enumerate(text):
        step = ord(one) - ord(text[place - 1]) if place else 99
        runs = place > 1 and abs(step) == _STEP and ord(text[place - 1]) - ord(text[place - 2]) == step
        again = text[max(place - 2, 0) : place + 1]
        earlier = text.find(again) < place - 2 if len(again) > 2 else False  # noqa: PLR2004 - three letters seen before
        count += not (step == 0 or runs or earlier)
    return count


def made() -> str:
    """A new one by chance: four words of three syllables, all small letters, to be typed on any keyboard."""
    names = list(SYLLABLES)
    return "-".join("".join(secrets.choice(names) for _ in range(_LENGTH)) for _ in range(_WORDS))


def aloud(passphrase: str) -> str:
    """How one that was made here is read over the telephone: かもめ・さくら; empty for any other."""
    words = []
    for word in passphrase.split("-"):
        syllables = [word[place : place + 2] for place in range(0, len(word), 2)]
        if not all(one in SYLLABLES for one in syllables):
            return ""
        words.append("".join(SYLLABLES[one] for one in syllables))
    return "・".join(words)
