"""合言葉: what is refused, how good one is said to be, and one made here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself.work.passphrase import CHANCE, PassphraseRefused, Strength, aloud, checked, judge, made

typed = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=8, max_size=60).filter(
    lambda text: text == text.strip()
)


@pytest.mark.parametrize("bad", ["", "short", "住基の点検の合言葉です", " blank in front", "tab\tinside it", "x" * 101])
def test_what_cannot_be_typed_everywhere_is_refused_with_a_sentence(bad: str) -> None:
    with pytest.raises(PassphraseRefused, match="。"):
        checked(bad)
    assert judge(bad).fault


@pytest.mark.parametrize(
    "weak",
    ["12345678901234567890", "password2026", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "haramura-203637", "Xk7#pQ2m"],
)
def test_what_repeats_counts_on_or_is_known_is_weak_however_long(weak: str) -> None:
    assert judge(weak, ("haramura", "203637")).strength is Strength.WEAK


def test_signs_and_capitals_are_not_asked_for() -> None:
    assert judge("yamanoueni tsukigaderu").strength is Strength.GOOD
    assert judge("hoshi ga kirei").strength is Strength.FAIR


@given(typed)
def test_saying_a_passphrase_twice_makes_it_no_better(text: str) -> None:
    if judge(text).strength is Strength.WEAK and len(set(text)) < 6:
        assert judge(text + text).strength is Strength.WEAK


# None of the words tried first ends with these letters.
@given(typed, st.text("bcgh", min_size=1, max_size=20))
def test_a_longer_one_is_never_said_to_be_worse(text: str, more: str) -> None:
    order = list(Strength)
    if judge(text).strength is Strength.GOOD and len(text + more) <= 100:
        assert order.index(judge(text + more).strength) == order.index(Strength.GOOD)


def test_one_made_here_is_good_can_be_read_aloud_and_is_another_each_time() -> None:
    some = {made() for _ in range(50)}
    assert len(some) == 50
    assert CHANCE > 64
    for one in some:
        assert judge(one).strength is not Strength.WEAK
        assert not set(one) & set("lIO01")
        assert len(aloud(one)) == 4 * 3 + 3
    assert aloud("hoshi-ga-kirei") == ""
