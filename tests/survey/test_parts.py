"""The small parts a survey is made of: bands, letters, quarters, choices and who is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Office
from jukiself.survey import record as kept
from jukiself.survey.board import board
from jukiself.survey.choice import ChoiceRefused, chosen, read_choices, words
from jukiself.survey.distribution import Bar, Distribution, number_words
from jukiself.survey.reply import Reply, listed_as
from jukiself.survey.request import Listed, OfficeKind
from jukiself.survey.then import Course, then_now
from jukiself.survey.there import There, there
from jukiself.survey.traits import BANDS, band_of, band_words, kind_of, written
from jukiself.survey.veil import letters, telling

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist
    from jukiself.survey.across import Across

VILLAGE = Office("203637", "原村")


@pytest.mark.parametrize(
    ("population", "band", "said"),
    [
        (None, "", ""),
        (0, "-5000", "5,000人未満"),
        (4_999, "-5000", "5,000人未満"),
        (5_000, "5000-10000", "5,000人以上10,000人未満"),
        (9_999, "5000-10000", "5,000人以上10,000人未満"),
        (10_000, "10000-30000", "10,000人以上30,000人未満"),
        (30_000, "30000-100000", "30,000人以上100,000人未満"),
        (99_999, "30000-100000", "30,000人以上100,000人未満"),
        (100_000, "100000-", "100,000人以上"),
    ],
)
def test_a_size_is_told_in_bands(population: int | None, band: str, said: str) -> None:
    listed = Listed(VILLAGE, OfficeKind.VILLAGE, population=population)
    assert band_of(listed) == band
    assert band_words(band) == said


def test_bands_follow_one_another() -> None:
    assert [one[1] for one in BANDS[:-1]] == [one[0] for one in BANDS[1:]]
    assert (written(BANDS[0]), written(BANDS[-1])) == ("-5000", "100000-")


def test_a_body_whose_kind_nobody_told_is_not_called_a_union() -> None:
    assert kind_of(Listed(VILLAGE, OfficeKind.VILLAGE)) == "村"
    assert kind_of(Listed(Office("209015", "見本広域連合"), OfficeKind.UNION)) == "組合・連合"
    assert kind_of(Listed(Office("209015", "見本"), OfficeKind.UNION)) == ""


def test_letters_stand_in_their_order() -> None:
    assert [letters(one) for one in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A",
        "B",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    assert [letters(0, 2), letters(26, 2)] == [" A", "AA"]
    wide = [letters(one, 3) for one in range(800)]
    assert wide == sorted(wide)


def counted(checklist: Checklist, *numbers: str) -> Distribution:
    bars = tuple(Bar(one, one, numbers.count(one), ()) for one in dict.fromkeys(numbers))
    nobody = Bar("", "", 0, ())
    return Distribution(checklist.question["usage-population"], "", bars, nobody, nobody, nobody, (), len(numbers))


@pytest.mark.parametrize(
    ("numbers", "quarters"),
    [
        ((), ()),
        (("7",), (7, 7, 7, 7, 7)),
        (("4", "1"), (1, 1.75, 2.5, 3.25, 4)),
        (("1", "2", "3", "4", "5"), (1, 2, 3, 4, 5)),
        (("10", "2", "2", "30"), (2, 2, 6, 15, 30)),
    ],
)
def test_quarters_of_numbers(checklist: Checklist, numbers: tuple[str, ...], quarters: tuple[float, ...]) -> None:
    assert counted(checklist, *numbers).quartiles == quarters


def test_numbers_are_quartered_only_where_there_are_enough(checklist: Checklist) -> None:
    few, enough = counted(checklist, *"123"), counted(checklist, *"12345678")
    assert number_words(few, exact=True) == "最小 1人、中央 2人、最大 3人（3件）"
    assert number_words(enough, exact=True).startswith("最小 1人、下から4分の1 2.75人、中央 4.5人、上から4分の1 6.25人")
    assert number_words(enough, exact=False) == "数の答え　8"


# -- choices --------------------------------------------------------------------------------------------------------


def test_choices_lead_to_the_offices_of_the_four_cases(cases: Across) -> None:
    a, b, c, d = cases.codes

    def fit(text: str) -> tuple[str, ...]:
        return chosen(cases, read_choices([text], cases))

    assert fit("cross=audit-missing") == fit("cross=audit-missing:holds") == (b, d)
    assert fit("cross=audit-missing:unknown") == (a, c)
    assert fit("cross=audit-missing:fails") == ()
    assert fit("cross=audit-missing:codes") == ()
    assert fit("finding=audit-none") == (b, d)
    assert fit("answer=audit-internal-last:never") == (b, d)
    assert fit("answer=audit-internal-last:unknown") == (a, c)
    assert fit(f"code={a},{d}") == (a, d)
    assert fit("shared=yes") == (d,)
    assert fit("population=-5000") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind=村", "村"),
        ("population=5000-10000", "人口5,000人以上、10,000人未満"),
        ("population=30000-", "人口30,000人以上"),
        ("shared=no", "共同運用に任せていない"),
        ("shared=unknown", "共同運用かどうかわからない"),
        ("contractor=信州", "委託先の名前に「信州」がある"),
        ("finding=audit-none", "所見「この1年、住基の内部監査が行われていない」がある"),
        ("cross=audit-missing", "「住基の内部監査がこの1年行われていない」に当てはまる"),
        ("cross=audit-missing:unknown", "「住基の内部監査がこの1年行われていない」にまだ言えない"),
        ("code=203637", "団体コード 203637"),
    ],
)
def test_a_choice_is_told_in_words(cases: Across, text: str, said: str) -> None:
    assert words(read_choices([text], cases), cases) == said


def test_a_copy_without_names_tells_only_what_names_nobody(cases: Across) -> None:
    choices = read_choices(["kind=村", "code=203637", "contractor=信州"], cases)
    assert words(choices, cases, telling=False) == "村、県が選んだ団体、県が選んだ団体"


def test_a_strange_choice_is_told_with_what_may_be_written(cases: Across) -> None:
    replies = tuple(
        # So many that no order of chance looks sorted.
        replace(one, listed=replace(one.listed, traits=dict.fromkeys("う郡あ圏い沿え", "諏訪")))
        for one in cases.replies
    )
    listed = replace(cases, given=replies)
    with pytest.raises(
        ChoiceRefused, match=r"選び方の名前が違います: 色。使える名前は kind、.*、code、あ、い、う、え、圏、沿、郡 です"
    ):
        read_choices(["色=赤"], listed)
    with pytest.raises(ChoiceRefused, match="選び方は「名前=値」と書いてください: kind="):
        read_choices(["kind="], listed)
    with pytest.raises(ChoiceRefused, match="「population=-」の値が違います"):
        read_choices(["population=-"], listed)
    assert chosen(listed, read_choices(["郡=諏訪"], listed)) == listed.codes
    assert chosen(listed, read_choices(["郡=佐久"], listed)) == ()


def test_what_a_round_may_be_sifted_by_is_what_occurs(cases: Across) -> None:
    found = there(cases)
    assert dict(found.shared) == {"yes": 1, "no": 3}
    open_ = there(with_value(cases, 0, "shared-used", kept.UNSURE))
    assert list(open_.shared.items()) == [("yes", 1), ("no", 2), ("unknown", 1)]
    assert (dict(There().kinds), dict(There().columns)) == ({}, {})
    assert sum(found.kinds.values()) == len(cases.codes)
    assert not found.sizes
    assert not found.columns


# -- two rounds -----------------------------------------------------------------------------------------------------


def with_value(cases: Across, place: int, name: str, value: str) -> Across:
    question = [one.id for one in cases.checklist.questions].index(name)
    replies = list(cases.replies)
    values = list(replies[place].record.values)
    values[question] = value
    replies[place] = replace(replies[place], record=replace(replies[place].record, values=tuple(values)))
    return replace(cases, given=tuple(replies))


@pytest.mark.parametrize(
    ("old", "new", "course"),
    [
        ("never", "year", Course.BETTER),
        ("earlier", "never", Course.WORSE),
        ("never", "never", Course.SAME),
        ("never", kept.UNSURE, Course.SAME),
        (kept.UNANSWERED, "year", Course.SAME),
    ],
)
def test_one_answer_more_or_less(cases: Across, old: str, new: str, course: Course) -> None:
    name = "audit-internal-last"
    found = then_now(with_value(cases, 0, name, old), with_value(cases, 0, name, new))
    assert cases.codes[0] in found.areas["audit"][course]


def test_better_here_and_worse_there_is_both(cases: Across) -> None:
    old = with_value(with_value(cases, 0, "audit-internal-last", "never"), 0, "audit-it-last", "year")
    new = with_value(with_value(cases, 0, "audit-internal-last", "year"), 0, "audit-it-last", "never")
    assert then_now(old, new).areas["audit"][Course.MIXED] == (cases.codes[0],)
    assert then_now(old, old).areas["audit"] == {Course.SAME: cases.codes}


def test_who_replied_only_once_is_told_so(cases: Across) -> None:
    first = replace(cases, given=cases.replies[1:])
    assert then_now(first, cases).areas["audit"][Course.NEW] == (cases.codes[0],)
    assert then_now(cases, first).areas["audit"][Course.GONE] == (cases.codes[0],)


def test_what_was_asked_only_once_is_not_compared(cases: Across) -> None:
    old = cases
    for question in cases.checklist.questions:
        if question.area == "audit":
            old = with_value(old, 0, question.id, kept.NOT_ASKED)
    for found in (then_now(old, cases), then_now(cases, old)):
        assert not [course for course, codes in found.areas["audit"].items() if cases.codes[0] in codes]
        assert found.areas["audit"][Course.SAME] == cases.codes[1:]


def test_a_finding_that_went_came_stayed_or_cannot_be_told(cases: Across) -> None:
    rule = [one.id for one in cases.checklist.rules].index("audit-none")

    def lettered(letter: str) -> Across:
        rules = list(cases.replies[0].record.rules)
        rules[rule] = letter
        first = replace(cases.replies[0], record=replace(cases.replies[0].record, rules=tuple(rules)))
        return replace(cases, given=(first, *cases.replies[1:]))

    found, clear, unclear = lettered(kept.FOUND), lettered(kept.FALSE), lettered(kept.CHECK)
    code = cases.codes[0]
    for old, new, over, came, still, unsure in (
        (found, clear, True, False, False, False),
        (clear, found, False, True, False, False),
        (found, found, False, False, True, False),
        (found, unclear, False, False, False, True),
        (unclear, found, False, False, False, False),
        (clear, clear, False, False, False, False),
    ):
        said = then_now(old, new).rules["audit-none"]
        assert [code in one for one in (said.over, said.new, said.still, said.unsure)] == [over, came, still, unsure]


# -- without names --------------------------------------------------------------------------------------------------


def test_what_fits_one_office_only_is_told(cases: Across) -> None:
    kinds = (OfficeKind.TOWN, OfficeKind.VILLAGE, OfficeKind.VILLAGE, OfficeKind.VILLAGE)
    sizes = (4_000, 4_000, 4_000, 30_000)
    replies = tuple(
        replace(one, listed=replace(one.listed, kind=kind, population=size))
        for one, kind, size in zip(cases.replies, kinds, sizes, strict=True)
    )
    said = telling(replace(cases, given=replies))
    assert said[0].startswith("1団体だけに当てはまるので、名前を伏せても分かります：")
    alone = said[0].split("：")[1].split("。")[0].split("、")
    assert alone[:2] == ["町", "人口30,000人以上100,000人未満"]
    # What one trait tells already is not told again by two.
    assert not any("町・" in one for one in alone)
    assert said[1].startswith("1団体だけに出た所見が")
    mixed = zip(cases.replies, kinds[:1] * 2 + kinds[1:3], (900, 30_000) * 2, strict=True)
    paired = [replace(one, listed=replace(one.listed, kind=kind, population=size)) for one, kind, size in mixed]
    told = telling(replace(cases, given=tuple(paired)))[0].split("：")[1].split("。")[0].split("、")
    assert [one for one in told if "人口" in one] == [
        f"{kind}・人口{size}"
        for kind, size in (("村", "5,000人未満"), ("町", "30,000人以上100,000人未満"), ("町", "5,000人未満"))
    ]
    few = telling(replace(cases, given=replies[1:3]))
    assert few[0] == "団体が2つだけなので、名前を伏せても、どこのことか分かります。"
    assert "団体が" not in telling(replace(cases, given=replies[:3]))[0][:3]
    assert telling(replace(cases, given=())) == ()


# -- who speaks -----------------------------------------------------------------------------------------------------


def test_an_office_nobody_listed_is_a_municipality_by_its_code() -> None:
    assert listed_as(VILLAGE).kind is OfficeKind.VILLAGE
    assert listed_as(Office("204000", "見本町")).office.name == "見本町"


def test_nothing_is_owed_before_a_day_was_set() -> None:
    today = date(2026, 12, 1)
    roll = [Listed(VILLAGE, OfficeKind.VILLAGE)]
    (row,) = board(2026, None, roll, [], [], today).rows
    assert row.days_late is None
    assert not row.to_call
    assert not board(2026, None, roll, [], [], today).expired


def test_the_members_of_a_reply_are_named_as_that_office_names_them(checklist: Checklist, cases: Across) -> None:
    reply = Reply(listed_as(VILLAGE), 2026, 1, replace(cases.replies[0].record, network_set="today"))
    group = checklist.group["network"]
    for set_id in ("today", ""):
        named = replace(reply, record=replace(reply.record, network_set=set_id)).members(checklist, "network")
        expected = group.member_set(set_id or group.default_set).members
        assert [one.name for one in named if one] == [one.name for one in expected]
