"""The grammar, and Kleene's truth."""

from __future__ import annotations

from itertools import product

import pytest

from jukiself.checklist.condition import (
    And,
    Any,
    AtLeast,
    Atom,
    Compare,
    ConditionError,
    In,
    Or,
    Outcome,
    evaluate,
    parse,
)


class Table:
    """Truth per question, straight from a dictionary."""

    def __init__(self, truths: dict[str, bool | None]) -> None:
        self.truths = truths

    def atom(self, atom: Atom, member: str | None) -> Outcome[str]:
        name = f"{atom.question}@{member}" if member else atom.question
        return Outcome(self.truths[name], (name,))

    def spread(self, condition: Any, member: str | None) -> tuple[list[str], Outcome[str]]:
        return ["m1", "m2"], Outcome(self.truths["beyond"], ("beyond",))


def test_a_condition_is_read_into_its_parts() -> None:
    assert parse("a in [x, y-z] and (b < 3 or c-d in [x])") == And(
        (In("a", ("x", "y-z")), Or((Compare("b", "<", 3.0), In("c-d", ("x",)))))
    )
    assert parse("at least 2 of (a in [x], b in [x], any(c in [x]))") == AtLeast(
        2, (In("a", ("x",)), In("b", ("x",)), Any(In("c", ("x",))))
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a in []",
        "a in [x",
        "a in [x] and",
        "not a in [x]",
        "a in [x] b in [y]",
        "a = x",
        "at least 3 of (a in [x])",
        "any a in [x]",
        "__import__('os')",
        "a in [x];",
        "in in [x]",
    ],
)
def test_everything_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(ConditionError):
        parse(text)


@pytest.mark.parametrize(("left", "right"), list(product([True, False, None], repeat=2)))
def test_and_or_follow_kleene(left: bool | None, right: bool | None) -> None:
    facts = Table({"a": left, "b": right})
    both = evaluate(parse("a in [x] and b in [x]"), facts).truth
    either = evaluate(parse("a in [x] or b in [x]"), facts).truth
    order = {False: 0, None: 1, True: 2}
    assert both is min((left, right), key=lambda one: order[one])
    assert either is max((left, right), key=lambda one: order[one])


@pytest.mark.parametrize("truths", list(product([True, False, None], repeat=3)))
def test_at_least_two_of_three_counts_true_and_possible(truths: tuple[bool | None, ...]) -> None:
    facts = Table(dict(zip("abc", truths, strict=True)))
    got = evaluate(parse("at least 2 of (a in [x], b in [x], c in [x])"), facts).truth
    true, possible = truths.count(True), truths.count(True) + truths.count(None)
    assert got is (True if true >= 2 else None if possible >= 2 else False)


def test_the_operands_are_those_that_decide() -> None:
    facts = Table({"a": True, "b": False, "c": None})
    assert evaluate(parse("a in [x] or b in [x]"), facts) == Outcome(True, ("a",))
    assert evaluate(parse("a in [x] and b in [x]"), facts) == Outcome(False, ("b",))
    assert evaluate(parse("a in [x] and c in [x]"), facts) == Outcome(None, ("c", "a"))
    assert evaluate(parse("b in [x] or c in [x]"), facts) == Outcome(None, ("c",))


def test_any_over_an_open_list_is_unknown_while_more_may_come() -> None:
    condition = parse("any(a in [x])")
    assert evaluate(condition, Table({"a@m1": False, "a@m2": False, "beyond": None})) == Outcome(None, ("beyond",))
    assert evaluate(condition, Table({"a@m1": False, "a@m2": True, "beyond": None})).truth is True
    assert evaluate(condition, Table({"a@m1": False, "a@m2": False, "beyond": False})).truth is False


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a in", "条件が途中で終わっています（[ が要ります）"),
        ("a <", "条件が途中で終わっています（number が要ります）"),
        ("a", "条件が途中で終わっています（sign が要ります）"),
        ("a in x", "条件の 3 番目の語「x」の所に [ が要ります"),
        ("(a in [x]", "条件が途中で終わっています（) が要ります）"),
        ("at least x of (a in [x])", "条件の 3 番目の語「x」の所に number が要ります"),
        ("a in [x] b", "条件の終わりに余分な語「b」があります"),
        ("a = x", "条件の 2 文字目が読めません"),
        ("", "条件が空です"),
    ],
)
def test_what_is_missing_is_named(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(text)
    assert said in str(error.value)
