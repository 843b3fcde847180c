"""The room: cards raised, undone, revealed step by step, and kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself.training.room import Room, RoomDamaged, Step

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.integers(0, 9), st.integers(1, 6)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("forward")),
        st.tuples(st.just("back")),
        st.tuples(st.just("tick"), st.integers(0, 8)),
    ),
    max_size=60,
)


def played(acts: list[tuple[object, ...]]) -> Room:
    room = Room("nagano-b", 6, 8)
    for name, *rest in acts:
        room = getattr(room, str(name))(*rest)
    return room


@given(ACTS)
def test_what_is_kept_is_what_was_and_never_leaves_its_bounds(acts: list[tuple[object, ...]]) -> None:
    room = played(acts)
    assert Room.read(room.kept()) == room
    assert 0 <= room.at <= room.items
    for item in range(room.items):
        assert room.counts(item).total() <= room.groups


@given(ACTS)
def test_a_card_raised_and_undone_is_as_before(acts: list[tuple[object, ...]]) -> None:
    room = played(acts)
    if not room.ending and room.step <= Step.OWN:
        assert room.vote(1, 2).undo() == room


def test_after_the_record_is_shown_no_card_counts() -> None:
    room = Room("x", 6, 8).vote(1, 1).forward().vote(1, 2)
    assert room.raised(0) == {1: 2}
    shown = room.forward()
    assert shown.step is Step.FACT
    assert shown.vote(2, 1) == shown
    assert shown.undo() == shown
    assert shown.back().vote(2, 1).raised(0) == {1: 2, 2: 1}


def test_where_the_room_split_comes_first_and_names_no_group() -> None:
    room = Room("x", 4, 3)
    for item, cards in enumerate([(1, 1, 1, 1), (1, 2, 3, 4), (1, 1, 1, 2)]):
        for group, choice in enumerate(cards, 1):
            room = room.vote(group, choice)
        for _ in range(5):
            room = room.forward()
        assert room.at == item + 1
    assert room.ending
    assert room.split == (1, 2)
    assert room.tick(0).tick(2).tick(0).ticked == (2,)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"story":1}', "null"])
def test_what_is_damaged_is_said(text: str) -> None:
    with pytest.raises(RoomDamaged):
        Room.read(text)
