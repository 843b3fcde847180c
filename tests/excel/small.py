"""A small form with every kind of question, and strategies for whatever can be said to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.answers.text import text_problem
from jukiself.checklist.condition import parse
from jukiself.checklist.model import (
    DELEGATED,
    Area,
    Checklist,
    Choice,
    FixedMember,
    Grade,
    Group,
    Kind,
    MemberSet,
    Person,
    Place,
    PlaceKind,
    Question,
    Severity,
    Stage,
    Unlisted,
)
from jukiself.excel.words import blank, fold

YES_NO = (Choice("yes", "ある", Grade.MET), Choice("no", "ない", Grade.UNMET))
LONG = tuple(
    Choice(f"v{number}", f"とても長い選択肢の言葉で、読点も入り、コンマ,もある{number}", None) for number in range(12)
)


def _question(number: int, name: str, kind: Kind, **more: object) -> Question:
    known: dict[str, object] = {
        "id": name,
        "number": f"1-{number}",
        "area": "rules",
        "stage": "rule",
        "kind": kind,
        "text": f"{name} はどうなっていますか。",
        "why": "なぜなら。",
        "look": "規程の綴りを開き、日付を備考に写す。",
        "ask": "総務係に「どこにありますか」。",
        "step": "1枚写す。",
        "where": ("desk",),
        "whom": ("chief",),
        "sources": (),
    }
    return Question(**{**known, **more})  # type: ignore[arg-type]


QUESTIONS = (
    _question(1, "written", Kind.CHOICE, choices=YES_NO, gate=True, short=True),
    _question(2, "read", Kind.CHOICE, choices=YES_NO, when=parse("written in [yes]")),
    _question(
        3, "many", Kind.MULTI, choices=(Choice("a", "紙、または札"), Choice("b", "紙"), Choice("c", "札")), short=True
    ),
    _question(4, "count", Kind.NUMBER, unit="人", short=True),
    _question(5, "when", Kind.DATE),
    _question(6, "words", Kind.TEXT),
    _question(7, "circle", Kind.CHOICE, choices=(Choice("o", "○"), Choice("x", "×"), Choice("both", "○か×"))),
    _question(8, "long", Kind.CHOICE, choices=LONG),
    _question(
        9,
        "net-exists",
        Kind.CHOICE,
        group="net",
        gate=True,
        choices=(Choice("present", "ある"), Choice("absent", "ない", None, True)),
    ),
    _question(
        10,
        "net-who",
        Kind.CHOICE,
        group="net",
        gate=True,
        choices=(Choice("self", "自分たち"), Choice("shared", "共同設置先")),
    ),
    _question(
        11,
        "net-locked",
        Kind.CHOICE,
        group="net",
        delegated_by="net-who",
        choices=(Choice("locked", "閉めている", Grade.MET), Choice("never", DELEGATED[2].label, Grade.UNMET)),
    ),
    _question(
        12,
        "contract-list",
        Kind.CHOICE,
        gate=True,
        choices=(Choice("complete", "全部"), Choice("partial", "一部"), Choice("none", "なし")),
    ),
    _question(13, "contract-secrecy", Kind.CHOICE, group="contract", choices=YES_NO, short=True),
    _question(14, "contract-since", Kind.DATE, group="contract"),
)

NETS = (
    MemberSet("2006", "2006年", (FixedMember("juki", "住基ネット"), FixedMember("info", "情報系"))),
    MemberSet(
        "today", "今", (FixedMember("juki", "住基ネット"), FixedMember("lgwan", "LGWAN接続系", "情報系")), default=True
    ),
)

SMALL = Checklist(
    id="small",
    edition="2026",
    title="小さな点検",
    released=False,
    areas=(Area("rules", "規程"),),
    stages=(Stage("rule", "定める"), Stage("do", "行う")),
    groups=(
        Group("net", "ネットワーク", fixed=True, gate="net-exists", sets=NETS),
        Group(
            "contract",
            "委託契約",
            fixed=False,
            gate="contract-list",
            unlisted=Unlisted("contract-unlisted", "一覧をそろえる", "契約を挙げる。", "rules", "rule", ()),
        ),
    ),
    places=(Place("desk", "机", PlaceKind.HERE),),
    people=(Person("chief", "係長"),),
    severity=dict.fromkeys(Severity, "重さ"),
    questions=QUESTIONS,
    rules=(),
    clauses={},
)


def forms(form: str, edition: str) -> Checklist | None:
    return SMALL if (form, edition) == ("small", "2026") else None


#: What real names and notes hold, and what clients are known to spoil.
HARD = (
    "𠮷野家",
    "髙橋",
    "神楽",
    "葛\U000e0100城",
    "_x0041_",
    "_x005F_",
    "=1+1",
    "+81",
    "-",
    "@SUM(A1)",
    "'引用",
    "1行目\n2行目",
    " 前後 ",
    "\n",
    "é",
    "𝟙",
    "#N/A",
    "TRUE",
    "2026.0",
)

_CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff", include_characters="\n\t"
)
TEXTS = st.one_of(
    st.sampled_from(HARD),
    st.text(_CHARACTERS, max_size=40),
    st.lists(st.sampled_from(HARD), max_size=4).map("".join),
).filter(lambda text: not text_problem(text))
NAMES = TEXTS.filter(lambda text: bool(text.strip()) and not blank(text))
_RESERVED_WORDS = {"わからない", "分からない", "該当なし", "該当無し"}


def values(question: Question) -> st.SearchStrategy[str]:
    """Whatever the question takes, わからない and 該当なし included."""
    offered = [*question.choices, *(DELEGATED if question.delegated_by else ())]
    by_kind: dict[Kind, Callable[[], st.SearchStrategy[str]]] = {
        Kind.CHOICE: lambda: st.sampled_from([one.value for one in offered]),
        Kind.MULTI: lambda: st.lists(st.sampled_from([one.value for one in offered]), min_size=1, unique=True).map(
            ",".join
        ),
        Kind.NUMBER: lambda: st.from_regex(r"-?\d{1,9}(\.\d{1,4})?", fullmatch=True).filter(str.isascii),
        Kind.DATE: lambda: st.dates(date(1850, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        Kind.TEXT: lambda: TEXTS.filter(lambda text: not blank(text) and fold(text) not in _RESERVED_WORDS),
    }
    return st.one_of(by_kind[question.kind](), st.sampled_from(["unknown", "na", ""]))


@st.composite
def answers(draw: st.DrawFn, question: Question) -> Answer:
    return Answer(
        value=draw(values(question)),
        basis=draw(st.sampled_from([None, *Basis])),
        note=draw(st.one_of(st.just(""), TEXTS)),
        evidence=draw(st.one_of(st.just(""), TEXTS)),
        answered_by=draw(st.one_of(st.just(""), TEXTS)),
        confirmed_by=draw(st.one_of(st.just(""), TEXTS)),
    )


@st.composite
def inspections(draw: st.DrawFn) -> Inspection:
    """Any inspection of the small form whose answers could have been given."""
    ids = draw(st.lists(st.integers(1, 12), max_size=9, unique=True))
    contracts = tuple(Contract(f"c{one}", draw(NAMES), draw(TEXTS), draw(TEXTS), draw(TEXTS)) for one in ids)
    network_set = draw(st.sampled_from(["2006", "today"]))
    bare = Inspection(
        office=Office(draw(st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii)), draw(NAMES)),
        year=draw(st.integers(1990, 2060)),
        form="small",
        edition="2026",
        nature=draw(st.sampled_from(list(Nature))),
        submission=draw(st.integers(1, 30)),
        network_set=network_set,
        full=draw(st.booleans()),
        contracts=contracts,
        contact=Contact(draw(TEXTS), draw(TEXTS), draw(TEXTS), draw(TEXTS)),
        deadline=draw(TEXTS),
        free_text=draw(TEXTS),
    )
    found = {}
    for key in draw(st.lists(st.sampled_from(every_key(bare)), unique=True)):
        answer = draw(answers(SMALL.question[key.question]))
        if not answer.empty or answer.basis:
            found[key] = answer
    return Inspection(
        **{**{name: getattr(bare, name) for name in bare.__dataclass_fields__}, "answers": MappingProxyType(found)}
    )


def every_key(inspection: Inspection) -> list[Key]:
    """All questions and members, one removed contract and one network of the other set among them."""
    situation = Situation(SMALL, inspection)
    keys: list[Key] = []
    for question in SMALL.questions:
        members = [one.id for one in situation.members[question.group]] if question.group else [None]
        keys += [Key(question.id, one) for one in members]
    return [*keys, Key("contract-secrecy", "c40"), Key("net-who", "info")]


def real(**more: object) -> Inspection:
    """A plain inspection of the village the tests live in."""
    known: dict[str, object] = {
        "office": Office("203637", "原村"),
        "year": 2026,
        "form": "small",
        "edition": "2026",
        "network_set": "today",
    }
    return Inspection(**{**known, **more})  # type: ignore[arg-type]
