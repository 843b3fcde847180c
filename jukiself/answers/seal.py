"""照合コード: same code, same answers. It finds mistakes, not forgers."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection

#: No look-alikes: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B.
ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
_FIRST = {Nature.REAL: "H", Nature.SAMPLE: "M", Nature.TRAINING: "K"}


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
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    letters = [_FIRST[inspection.nature]]
    for _ in range(11):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    code = "".join(letters)
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
