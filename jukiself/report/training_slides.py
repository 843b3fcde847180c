"""The slides of a training, one thing on each: for a projector without the program, or for whoever prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.report.training_kit import asked, choice_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.training_kit import Kit
    from jukiself.training.story import Item, Pair

#: So many sentences stay large enough for the last row.
_LINES = 3
_UNTIL = "答えがそろうまで、この画面で待ちます。割れたら、割れたまま書いてください"


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen: a small line above, what is large, and lines below; ``foot`` says where it is from."""

    above: str
    large: str
    lines: tuple[str, ...] = ()
    foot: str = ""


def slides(kit: Kit, titles: dict[str, str]) -> tuple[Slide, ...]:
    """All of them, in the order of the script."""
    return (*opening(kit), *_questions(kit, titles), *closing(kit))


def opening(kit: Kit) -> tuple[Slide, ...]:
    """What is read before the questions: the rules of the room, then the story."""
    return tuple(_opening(kit))


def _opening(kit: Kit) -> Iterator[Slide]:
    story = kit.story
    yield Slide("題材", story.title, (story.intro,))
    yield Slide(
        "はじめに",
        "3つの約束",
        (
            "誰が悪いかを話しません",
            "書かれていないことは「わからない」が合っています",
            "自分の役場の弱い所は、言わなくてかまいません",
        ),
    )
    for scene in story.scenes:
        for place in range(0, len(scene.lines), _LINES):
            yield Slide("話を読む", scene.title, tuple(one.text for one in scene.lines[place : place + _LINES]))
    for event in story.events:
        yield Slide("出来事", event.day, (event.line.text,), f"出典：{kit.cited(event.line.facts)}")
        if event.stop:
            yield Slide("立ち止まって話す", event.stop.ask)
    if story.items:
        yield Slide("組で答える", f"{len(story.items)}つの問い", ("回答用紙に、組の答えを書きます", _UNTIL))


def closing(kit: Kit) -> tuple[Slide, ...]:
    """What comes after the findings: two incidents side by side, and what is taken home."""
    return tuple(_closing(kit))


def _closing(kit: Kit) -> Iterator[Slide]:
    if kit.pair:
        yield from _pair(kit.pair)
    yield Slide("持ち帰り", "月曜に見る3つ", ("配った紙を見てください。どれも10分、0円でできます",))


def _questions(kit: Kit, titles: dict[str, str]) -> Iterator[Slide]:
    for number, item in enumerate(kit.story.items, 1):
        yield from _item(kit, number, item)
    if kit.story.findings:
        yield Slide("終わりに", "どんな所見を書きますか", ("事実を1つ挙げてから、所見を1行で書きます",))
        wanted = [titles[f"{one.rule}@{one.member or ''}"] for one in kit.story.findings]
        whose = "委員が書いたことから" if any(one.remarks for one in kit.story.findings) else "事実から言えること"
        for place in range(0, len(wanted), 4):
            yield Slide(whose, "見つけたい所見", tuple(wanted[place : place + 4]))


def _pair(pair: Pair) -> Iterator[Slide]:
    yield Slide("15年を並べる", pair.title, (pair.intro,))
    for one in pair.rows:
        yield Slide("15年を並べる", one.about, (f"2007年　{one.first.text}", f"2022年　{one.second.text}"))
    yield Slide("15年を並べる　話し合い", pair.talk)


def _item(kit: Kit, number: int, item: Item) -> Iterator[Slide]:
    above = f"問{number}"
    question = asked(kit, item)
    words = tuple(f"{place}　{one}" for place, one in enumerate(choice_words(kit, item), 1))
    yield Slide(above, question, words)
    facts = kit.lesson.facts(item.key) if kit.lesson else ()
    foot = f"出典：{kit.cited(facts)}" if facts else "事実と所感を分けて読む"
    yield Slide(f"{above}　記録では", kit.right(item), (kit.fact(item.key), item.reveal), foot)
    yield Slide(f"{above}　話し合い", item.talk)
