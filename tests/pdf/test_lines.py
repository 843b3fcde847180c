"""禁則 and width of the line breaker, and what is drawn of unusual characters."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jukiself.pdf.lines import NOT_FIRST, NOT_LAST, break_lines, drawable

ORDINARY = "住基ネットの点検を行う日ひらがなカタカナ漢字𠮷髙"
WORDS = ("NS-A-2-08", "2026", "Excel", "3,000", "https://example.jp/a")


def measure(text: str) -> float:
    """Half a unit for ASCII, one for the rest, as in a plain font."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)


# Ordinary prose: forbidden characters come one or two at a time, between characters that may stand anywhere.
prose = st.lists(
    st.one_of(
        st.text(ORDINARY, min_size=1, max_size=9),
        st.sampled_from(WORDS),
        st.text("、。）」』ーっょ！？…々・", min_size=1, max_size=2).map(lambda tail: f"字{tail}"),
        st.text("（「『【", min_size=1, max_size=2).map(lambda head: f"{head}字"),
        st.just("\u3000"),
        st.just(" "),
    ),
    max_size=40,
).map("".join)


@given(prose, st.integers(12, 40))
def test_no_line_begins_or_ends_with_a_forbidden_character_and_none_is_too_wide(text: str, width: int) -> None:
    for line in break_lines(text, width, measure):
        assert measure(line) <= width
        assert not line or line[-1] not in NOT_LAST or line == text
        assert not line or line[0] not in NOT_FIRST or text.lstrip(" ").startswith(line)


@given(prose, st.integers(12, 40))
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(text: str, width: int) -> None:
    assert "".join(break_lines(text, width, measure)).replace(" ", "") == text.replace(" ", "")


@given(st.text(), st.integers(2, 30))
def test_whatever_is_written_no_line_is_wider_than_the_frame(text: str, width: int) -> None:
    assert all(measure(line) <= width for line in break_lines(text, width, measure))


@given(prose, st.integers(12, 40))
def test_words_and_numbers_stay_in_one_piece(text: str, width: int) -> None:
    lines = break_lines(text, width, measure)
    for before, after in pairwise(lines):
        torn = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()
        # Only a row of words longer than the line, or two words with a blank between them, may part there.
        assert not torn or " " in text or max(map(measure, _ascii_rows(text))) > width


def _ascii_rows(text: str) -> list[str]:
    return "".join(one if one.isascii() else "\n" for one in text).split("\n")


def test_a_closing_mark_takes_the_character_before_it_to_the_next_line() -> None:
    assert break_lines("あいうえお、か", 5, measure) == ["あいうえ", "お、か"]


def test_an_opening_mark_goes_to_the_next_line_with_what_it_opens() -> None:
    assert break_lines("あいうえ「かき」", 5, measure) == ["あいうえ", "「かき」"]


def test_two_dots_of_an_ellipsis_stay_together() -> None:
    assert break_lines("あいうえ――か", 5, measure) == ["あいうえ", "――か"]


def test_a_line_feed_begins_a_line_and_an_empty_line_stays() -> None:
    assert break_lines("一\n\n二", 5, measure) == ["一", "", "二"]


def test_an_ideographic_space_is_kept_at_the_head() -> None:
    assert break_lines("\u3000字下げ", 9, measure) == ["\u3000字下げ"]


def test_a_word_longer_than_the_line_is_cut_rather_than_hung_out() -> None:
    assert break_lines("a" * 25, 5, measure) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_variation_selector_is_not_drawn_but_its_base_is() -> None:
    assert drawable("葛\U000e0100城") == "葛城"


def test_a_loose_dakuten_is_drawn_with_its_kana_and_compatibility_kanji_stay() -> None:
    assert drawable("か\u3099") == "が"
    assert drawable("\ufa19") == "\ufa19"
