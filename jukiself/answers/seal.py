"""照合コード: same code, same answers. It finds mistakes, not forgers."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import Life, Nature
from jukiself.checklist.local import as_data

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection

#: No look-alikes: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B.
ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
_FIRST = {Nature.REAL: "H", Nature.SAMPLE: "M", Nature.TRAINING: "K"}
_PRINTED = re.compile(rf"照合コード\s*([{''.join(_FIRST.values())}](?:[{ALPHABET}]{{3}})(?:-[{ALPHABET}]{{4}}){{2}})")


class SealState(StrEnum):
    """How a code stands to the answers; the same words in the window, on paper and in `jukiself verify`."""

    NONE = "未発行"
    FIXED = "決裁用に固定"
    SAME = "一致"
    CHANGED = "固定後に変更"


SEAL_STATE_MEANS = {
    SealState.NONE: "決裁用の照合コードは、まだ発行していません。",
    SealState.FIXED: "決裁のために固定したコードです。答えを1つでも変えると、別のコードになります。",
    SealState.SAME: "表紙に控えたコードと、今の答えから計算したコードが同じです。",
    SealState.CHANGED: "コードを付けた後に答えが変わっています。この紙は印刷し直してください。",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """The code that stands on a paper, empty where none was issued, and how it stands to the answers."""

    code: str = ""
    state: SealState = SealState.NONE

    @property
    def line(self) -> str:
        """As it stands at the foot of a page."""
        return f"照合コード {self.code}（{self.state}）" if self.code else f"照合コード {SealState.NONE}"


NOT_ISSUED = Issued()


def issued(inspection: Inspection) -> Issued:
    """The code on the office's own papers: none while answering goes on, fixed for 決裁 once it is 確認済.

    見本 and 研修 have no 決裁; their code is that of the answers as they are.
    """
    now, review = seal(inspection), inspection.review
    if review.locked:
        return Issued(review.sealed, SealState.FIXED if review.sealed == now else SealState.CHANGED)
    if review.life is Life.CONFIRMED:
        return Issued(now, SealState.FIXED)
    return NOT_ISSUED if inspection.nature is Nature.REAL else Issued(now, SealState.SAME)


def codes_in(text: str) -> list[str]:
    """The codes that stand in the text of a printed page, in its order."""
    return _PRINTED.findall(text)


def compared(code: str | None, inspection: Inspection) -> Issued:
    """A code read from a cover, beside the answers that came with it."""
    if not code:
        return NOT_ISSUED
    return Issued(code, SealState.SAME if code == seal(inspection) else SealState.CHANGED)


def seal(inspection: Inspection) -> str:
    """Three groups of four over everything that travels; the first letter tells the nature (H 本番, M 見本, K 研修)."""
    said = {
        "nature": inspection.nature,
        "form": [inspection.form, inspection.edition],
        "office": inspection.office.code,
        "year": inspection.year,
        "submission": inspection.submission,
        "networks": inspection.network_set,
        # An ended contract is kept for the record and does not travel.
        "contracts": [[one.id, one.name, one.contractor, one.scope, one.period] for one in inspection.running],
        "answers": [
            [str(key), one.value, one.basis or "", one.note, one.evidence, one.answered_by, one.confirmed_by]
            for key, one in sorted(inspection.answers.items(), key=lambda pair: str(pair[0]))
            if one.value or one.basis or one.note or one.evidence or one.answered_by or one.confirmed_by
        ],
        "free": inspection.free_text,
        # Named only where there are any, so that the codes of inspections without stay what they were.
        **({"extras": list(inspection.extras)} if inspection.extras else {}),
        **({"locals": as_data(inspection.locals)} if inspection.locals else {}),
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    letters = [_FIRST[inspection.nature]]
    for _ in range(11):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    code = "".join(letters)
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
