"""The papers of a training: read, answered and talked over in groups, and what the trainer holds in the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Space,
    Style,
    Table,
    TickLine,
    TickRow,
    Ticks,
    WriteIn,
)
from jukiself.report.training_kit import REST, REST_LEAD, Kit, asked, choice_words, paper, rest_of_record
from jukiself.training.script import PAPER_LABELS, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.outline import Part
    from jukiself.training.script import MondayCard, Script
    from jukiself.training.story import Item, Pair

PAIR = "2つの出来事"
_BEFORE = (
    "進行表を1回、声に出して読みます。言いにくい所は、自分の言葉に直します。",
    "上の表のとおりに刷り、組ごとに分けて重ねます。",
    "投影につなぎ、「部屋で進める」を押して、終わりまで1回めくってみます。済んだら「部屋を初めからにする」を押します。",
    "研修が終わったら、研修実施記録を書き、出席の名簿を後ろに付けます。",
)
_BY_HAND = (Paper.STORY, Paper.ANSWERS, Paper.TALK, Paper.KEY)
#: What a training as such answers in the office's own inspection.
SUPPORTS = ("training-policy-staff", "training-operators", "training-topics", "training-record")


def copies(kit: Kit) -> tuple[tuple[Paper, str], ...]:
    """How many of each are printed."""
    left_out = () if kit.lesson else (Paper.ANSWERS,)
    found = (
        (Paper.SLIDES, "投影する（印刷しない）"),
        (Paper.STORY, f"{kit.people}部（1人1部）"),
        (Paper.ANSWERS, f"{kit.groups}部（1組1部）"),
        (Paper.TALK, f"{kit.groups}部（1組1部）"),
        (Paper.KEY, "1部（講師）"),
        (Paper.ATTENDANCE, "1部（入口）"),
        (Paper.RECORD, "1部（終わった後に書き、役場ごとに写しを渡す）"),
        (Paper.MONDAY, f"{kit.people}部（1人1枚、持ち帰り）"),
    )
    return tuple(one for one in found if one[0] not in left_out)


def first_page(kit: Kit, files: dict[str, int]) -> Document:
    """はじめに: what to print, and how often; ``files`` are the sheets of paper each file has."""

    def parts() -> Iterator[Part]:
        yield Heading(1, "刷る枚数と、机に置くもの")
        yield Paragraph(f"{kit.people}人、{kit.groups}組で行うときの数です。白黒で刷れます。")
        if kit.lesson is not None:
            yield Paragraph("30分で行うときは、回答用紙を1人1部にします。話し合いの紙と「2つの出来事」は使いません。")
        rows = []
        for name, count in copies(kit):
            label = PAPER_LABELS[name]
            pages = next((str(number) for file, number in files.items() if label in file), "")
            rows.append(Row(("□", label, pages, count)))
        rows += [Row(("□", PAIR, str(files[one]), f"{kit.groups}部（1組1部）")) for one in files if PAIR in one]
        rows += [
            Row(("□", file[3:-4], str(number), "1部（講師）")) for file, number in files.items() if "進行表" in file
        ]
        yield Table(
            (Column("", 6), Column("紙", 38), Column("ページ", 14), Column("刷る数", 42)), tuple(rows), whole=True
        )
        needed = [PAPER_LABELS[one] for one in _BY_HAND if kit.lesson or one is not Paper.ANSWERS]
        yield Notice("投影が使えないとき", f"{'・'.join(needed)}だけで、最後まで進められます。")
        yield Heading(2, "講師がすること")
        yield Bullets(tuple((Paragraph(one),) for one in _BEFORE), numbered=True)
        yield Paragraph("研修の答えは、役場の点検にも県への回答にも使いません。どの紙にも「研修」の印があります。")

    return paper(kit, "はじめに", parts())


def story_paper(kit: Kit, *, whole: bool = False) -> Document:
    """The story as it is read aloud, with the words of its time; ``whole`` adds what the record says besides."""

    def parts() -> Iterator[Part]:
        yield Heading(1, kit.story.title)
        yield Paragraph(kit.story.intro, Style.STRONG)
        for scene in kit.story.scenes:
            yield Heading(3, scene.title)
            yield Paragraph("".join(one.text for one in scene.lines))
        for number, event in enumerate(kit.story.events, 1):
            yield Heading(3, f"{number}　{event.day}")
            yield Paragraph(event.line.text)
            if event.stop:
                yield Notice("立ち止まって話す", event.stop.ask)
        if whole and (rest := rest_of_record(kit)):
            yield Heading(2, REST)
            yield Paragraph(REST_LEAD)
            yield Bullets(tuple((Paragraph(one),) for one in rest))
        if kit.story.words:
            yield Heading(2, "ことば")
            rows = tuple(Row((one.term, one.then, one.now or "同じ")) for one in kit.story.words)
            yield Table((Column("ことば", 18), Column("そのころの意味", 48), Column("今", 34)), rows)
        yield Space(2)
        facts = [one for line in kit.story.lines for one in line.facts]
        yield Paragraph(f"出典：{kit.cited(dict.fromkeys(facts))}", Style.SMALL)

    return paper(kit, PAPER_LABELS[Paper.STORY], parts())


def answer_sheet(kit: Kit) -> Document:
    """Eight questions for one group; the numbers are those of the cards."""

    def parts() -> Iterator[Part]:
        yield Heading(1, "8つの問い")
        yield WriteIn((("組", ""),))
        yield Paragraph("題材に書かれていたことだけで答えます。書かれていないことは「わからない」が合っています。")
        rows = tuple(_tick(kit, number, one) for number, one in enumerate(kit.story.items, 1))
        half = (len(rows) + 1) // 2
        yield Ticks(rows[:half])
        yield PageBreak()
        yield Ticks(rows[half:])

    return paper(kit, PAPER_LABELS[Paper.ANSWERS], parts())


def _tick(kit: Kit, number: int, item: Item) -> TickRow:
    words = [f"{place} {one}" for place, one in enumerate(choice_words(kit, item), 1)]
    return TickRow(f"問{number}", asked(kit, item), "", (TickLine(tuple(words)),), "書いてあった文")


def talk_sheet(kit: Kit) -> Document:
    """What each group talks over, with room to write; behind it the tally for a room without a projector."""

    def parts() -> Iterator[Part]:
        yield Heading(1, "話し合いの紙")
        yield WriteIn((("組", ""), ("書く人", "")))
        for number, one in enumerate(kit.story.items, 1):
            yield Space(2)
            yield Paragraph(f"問{number}　{one.talk}")
            yield WriteIn((("話したこと", "\n"),))
        for stop in kit.story.stops:
            yield Space(3)
            yield Paragraph(stop.ask)
            yield WriteIn((("話したこと", "\n"), ("うちでは", "\n")))
        if kit.lesson is not None:
            yield PageBreak()
            yield Heading(2, "どんな所見を書きますか")
            yield Paragraph("書かれていた事実を1つ挙げてから、所見を1行で書きます。事実のない所見は、所感に書きます。")
            yield WriteIn(tuple((f"{kind}{number}", "\n") for number in (1, 2, 3) for kind in ("事実", "所見")))
            yield Heading(2, "札の数（投影が使えないとき。正の字で）")
            heads = ("1", "2", "3", "4", "5", "6")
            rows = tuple(
                Row((f"問{number}", *("" for _ in heads)), RowKind.WRITE)
                for number in range(1, len(kit.story.items) + 1)
            )
            yield Table((Column("", 16), *(Column(one, 14) for one in heads)), rows, whole=True)
            yield Paragraph("札の番号は、回答用紙の番号です。一番後ろの番号が「わからない」です。", Style.SMALL)

    return paper(kit, PAPER_LABELS[Paper.TALK], parts())


def key_sheet(kit: Kit, titles: dict[str, str]) -> Document:
    """The trainer's answers: the fact, its place, what follows, what to talk over; then the findings of the committee."""

    def parts() -> Iterator[Part]:
        yield Heading(1, "講師の答え")
        yield Paragraph("事実と所感を分けて読むための答えです。班どうしを比べず、割れた所から話します。")
        for number, one in enumerate(kit.story.items, 1):
            yield Heading(2, f"問{number}　{asked(kit, one)}")
            yield KeyValues(tuple(_key_rows(kit, one)))
        for number, stop in enumerate(kit.story.stops, 1):
            yield Heading(2, f"立ち止まる所{number}")
            yield KeyValues((("問い", stop.ask), ("足すこと", stop.hint)))
        if kit.story.findings:
            yield PageBreak()
            yield Heading(2, "見つけたい所見")
            yield Bullets(
                tuple(
                    (Paragraph(titles[f"{one.rule}@{one.member or ''}"], Style.STRONG), _remark(kit, one.remarks))
                    for one in kit.story.findings
                )
            )

    return paper(kit, PAPER_LABELS[Paper.KEY], parts())


def _remark(kit: Kit, remarks: tuple[str, ...]) -> Paragraph:
    if not remarks:
        return Paragraph("題材の事実から言えることです。", Style.SMALL)
    gists = "".join(kit.checklist.clauses[one].gist for one in remarks[:1])
    return Paragraph(f"委員の所感：{gists}（{kit.cited(remarks)}）", Style.SMALL)


def _key_rows(kit: Kit, item: Item) -> Iterator[tuple[str, str]]:
    yield "合っている答え", kit.right(item)
    facts = kit.lesson.facts(item.key) if kit.lesson else ()
    yield "記録", kit.fact(item.key) + (f"（{kit.cited(facts)}）" if facts else "")
    yield "ねらい", item.why_this
    yield "続けて話す", item.reveal
    yield "話し合い", item.talk


def script_paper(kit: Kit, script: Script) -> Document:
    """進行表, minute by minute."""

    def parts() -> Iterator[Part]:
        yield Heading(1, script.title)
        yield Paragraph(script.lead)
        yield Paragraph(f"遅れても取り戻せる時間は、合わせて{script.spare}分です。", Style.STRONG)
        yield from (Paragraph(f"□ {one}") for one in script.before)
        rows = []
        for one in script.parts:
            papers = "・".join(PAPER_LABELS[name] for name in one.papers)
            said = f"{one.title}\n言う：{one.says}\nする：{one.does}"
            late = f"{one.late}（{one.spare}分まで）" if one.spare else one.late
            rows.append(Row((f"{one.start}〜{one.end}分", said, papers, late)))
        yield Table(
            (Column("時間", 12), Column("言うこと・すること", 52), Column("紙", 14), Column("遅れたとき", 22)),
            tuple(rows),
        )
        yield Notice("投影が使えないとき", script.without_projector)

    return paper(kit, script.title, parts())


def monday_card(kit: Kit, card: MondayCard) -> Document:
    """月曜に見る3つ, taken home."""

    def parts() -> Iterator[Part]:
        yield Heading(1, PAPER_LABELS[Paper.MONDAY])
        yield Paragraph(
            "どれも10分で、お金はかかりません。見たら日付を書きます。直せなくても、見たことが最初の一歩です。"
        )
        for number, one in enumerate(card.looks, 1):
            yield Heading(2, f"{number}　{one.title}")
            yield Paragraph(one.text)
            question = kit.checklist.question[one.question]
            yield Paragraph(f"点検では、設問 {question.number} で答えます。", Style.SMALL)
            yield WriteIn((("見た日", ""), ("気づいたこと", "")))

    return paper(kit, PAPER_LABELS[Paper.MONDAY], parts())


def pair_sheet(kit: Kit, pair: Pair) -> Document:
    """The two incidents side by side, with room to mark what has not changed."""

    def parts() -> Iterator[Part]:
        yield Heading(1, pair.title)
        yield Paragraph(pair.intro)
        rows = tuple(Row(("□", one.about, one.first.text, one.second.text)) for one in pair.rows)
        heads = (Column("", 5), Column("", 17), Column("2007年", 39), Column("2022年", 39))
        yield Table(heads, rows, whole=True)
        yield Paragraph("変わらなかった行の□に、印を付けます。", Style.SMALL)
        yield Paragraph(pair.talk, Style.STRONG)
        yield WriteIn((("話したこと", ""), ("うちでは", "")))
        facts = [fact for one in pair.rows for line in (one.first, one.second) for fact in line.facts]
        yield Space(2)
        yield Paragraph(f"出典：{kit.cited(dict.fromkeys(facts))}", Style.SMALL)

    return paper(kit, PAIR, parts())


def attendance(kit: Kit) -> Document:
    """出席の名簿, as many rows as people and a few more."""

    def parts() -> Iterator[Part]:
        yield Heading(1, "出席の名簿")
        yield WriteIn((("日時・場所", ""), ("題", kit.story.title)))
        heads = (("", 6), ("所属", 26), ("名前（本人が書く）", 30), ("端末を操作する人", 16), ("後で伝えた日", 22))
        rows = tuple(Row((str(number), "", "", "", ""), RowKind.WRITE) for number in range(1, kit.people + 3))
        yield Table(tuple(Column(*one) for one in heads), rows)

    return paper(kit, PAPER_LABELS[Paper.ATTENDANCE], parts(), practice=False)


def record(kit: Kit) -> Document:
    """研修実施記録: what was really held; after somebody confirmed it, evidence in the office's own inspection."""

    def parts() -> Iterator[Part]:
        yield Heading(1, PAPER_LABELS[Paper.RECORD])
        yield WriteIn((
            ("日時", "令和　　年　　月　　日　　時　　分から　　分"),
            ("場所", ""),
            ("題材", kit.story.title),
            ("話した人（職）", ""),
            ("出た人", "　　人（名簿は後ろに付ける）"),
            ("出られなかった人", "　　人（伝えた日は名簿に書く）"),
            ("話したこと", ""),
            ("決まったこと", ""),
            ("確かめた人・日", ""),
        ))  # fmt: skip
        yield Heading(2, "役場の点検で使えるところ")
        yield Paragraph(
            "この記録は、確かめた人の名前と日が入ると、次の設問の根拠になります。答えは、出た人を数えてから選びます。"
        )
        rows = tuple(
            Row((one.number, one.text)) for name in SUPPORTS if (one := kit.checklist.question.get(name)) is not None
        )
        yield Table((Column("設問", 12), Column("尋ねていること", 88)), rows, whole=True)
        yield KeyValues((("根拠資料に書く文", "研修実施記録（令和　　年　　月　　日）、出席の名簿"),))
        yield Paragraph("練習で答えた題材の答えは、役場の点検の答えにはなりません。", Style.SMALL)

    return paper(kit, PAPER_LABELS[Paper.RECORD], parts(), practice=False)
