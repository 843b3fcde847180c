"""clauses.toml fits the form, and what does not fit is refused with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jukiself.checklist.model import NOT_APPLICABLE
from jukiself.checklist.provision import read_provisions
from jukiself.checklist.table import FormError
from tests.contracts import provisions

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

DRAFT = "受託者は、" + "約束を守る。" * 20
WHOLE = f'title = "守秘"\ndraft = "{DRAFT}"\nnote = "見る。"\nsources = ["TS-3-8"]\n'


def read(folder: Path, checklist: Checklist, body: str) -> str:
    """The refusal, or nothing where it is taken."""
    path = folder / "clauses.toml"
    path.write_text(f"[[clause]]\n{body}", "utf-8")
    try:
        read_provisions(path, checklist)
    except FormError as error:
        return str(error)
    return ""


def test_every_question_about_contracts_has_its_short_name(checklist: Checklist) -> None:
    asked = {one.id for one in checklist.questions if one.group == "contract"}
    named = {one.question for one in provisions(checklist)}
    assert asked - named == set()
    assert named - asked == {"supervision-boundaries"}


@pytest.mark.parametrize(
    "subject",
    [
        "秘密", "終わった後も", "誓約書", "派遣", "退職", "責任", "名簿", "守り方", "室", "名札", "身分証", "保管庫", "ほかの目的", "持ち出", "暗号",
        "複製", "返す", "証明書", "再委託", "同じ約束", "さらに別の者", "報告書", "教育", "決まり", "時間以内", "事故", "恐れ", "公表", "立ち入り",
        "再委託先の事業所", "直すよう", "損害", "減額", "違約金", "境目",
    ],
)  # fmt: skip
def test_there_is_wording_about(checklist: Checklist, subject: str) -> None:
    assert any(subject in one.draft for one in provisions(checklist))


def test_wording_speaks_of_the_parties_and_binds_nobody_else(checklist: Checklist) -> None:
    for one in provisions(checklist):
        if one.draft:
            assert one.draft.startswith(("受託者は、", "委託者は、", "秘密を守る受託者の義務は、")), one.question
            assert one.draft.endswith("。")
            assert one.note.endswith("。")
            assert one.sources


def test_contractors_are_asked_facts_never_what_the_office_did_or_thinks(checklist: Checklist) -> None:
    asked = {one.question: one.asking for one in provisions(checklist) if one.asking}
    assert len(asked) >= 10
    assert not set(asked) & {"contract-audit", "contract-report", "clause-fit", "supervision-four", "subcontract-level"}
    for name, asking in asked.items():
        assert asking is not None
        question = checklist.question[name]
        assert asking.text.endswith(("か。", "ください。"))
        assert "確かめましたか" not in asking.text
        assert all(question.choice(one.value) or one.value == NOT_APPLICABLE for one in asking.choices)
        assert not {one.label for one in asking.choices} & {"わからない", "該当なし"}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (f'id = "no-such-question"\n{WHOLE}', "この版にない設問"),
        (f'id = "contract-secrecy"\n{WHOLE}extra = 1\n', "知らない項目"),
        ('id = "contract-secrecy"\ntitle = "とても長くて十四文字に収まらない名前"\n', "短い名前"),
        (
            'id = "contract-secrecy"\ntitle = "守秘"\ndraft = "短い。"\nnote = "見る。"\nsources = ["TS-3-8"]\n',
            "80文字",
        ),
        (f'id = "contract-secrecy"\n{WHOLE.replace("TS-3-8", "TS-99")}', "知らない出典"),
        ('id = "contract-secrecy"\ntitle = "守秘"\nask = "ありますか。"\n', "両方"),
        *(
            (
                f'id = "{name}"\ntitle = "ほか"\nask = "ありますか。"\n[[clause.choice]]\nvalue = "unknown"\nlabel = "はい"\n',
                "契約ごとの設問だけを",
            )
            for name in ("policy-read", "malware-update")
        ),
        (
            'id = "contract-secrecy"\ntitle = "守秘"\nask = "ありますか。"\n[[clause.choice]]\nvalue = "perhaps"\nlabel = "はい"\n',
            "選択肢にない答え",
        ),
        (
            'id = "subcontract-exists"\ntitle = "別の会社"\nask = "ありますか。"\n[[clause.choice]]\nvalue = "na"\nlabel = "はい"\n',
            "選択肢にない答え",
        ),
        (
            'id = "supervision-boundaries"\ntitle = "分担"\nask = "ありますか。"\n[[clause.choice]]\nvalue = "none"\nlabel = "ない"\n',
            "契約ごとの設問だけ",
        ),
        ('id = "contract-secrecy"\ntitle = "守秘"\nwords = { perhaps = "たぶん" }\n', "words"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, checklist: Checklist, body: str, complaint: str) -> None:
    said = read(tmp_path, checklist, body)
    assert complaint in said
    assert "clauses.toml" in said


def test_what_fits_is_taken_and_twice_is_refused(tmp_path: Path, checklist: Checklist) -> None:
    body = f'id = "contract-secrecy"\n{WHOLE}'
    assert read(tmp_path, checklist, body) == ""
    assert "2回" in read(tmp_path, checklist, f"{body}[[clause]]\n{body}")
