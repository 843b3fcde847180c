"""A return workbook for the window: read beside the book it would go into, taken in as chosen, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.comment import with_replies
from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year
from jukiself.app.works import book_path, now, practice_path
from jukiself.excel.problem import CommentsFile
from jukiself.gui.desk import Arrival, Offered, Row
from jukiself.places import there
from jukiself.report.words import with_member
from jukiself.store.book import Book, BookError
from jukiself.work import comments, exchange
from jukiself.work.changes import in_words
from jukiself.work.files import make_folder
from jukiself.work.takeback import last_import
from jukiself.work.takeback import take_back as take_import_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.app.works import Works
    from jukiself.work.exchange import Preview
    from jukiself.work.inspect import Sitting
    from jukiself.work.takeback import Imported


def read_workbook(path: Path, passphrase: str, known: Sequence[Path], works: Works) -> Arrival:
    """What a workbook says beside the book it would go into: a known one that has this inspection, or a new one."""
    try:
        reading = exchange.read_workbook(path, works.editions, passphrase)
    except CommentsFile:
        raise CommentsFile(where_comments_go(path, passphrase, known)) from None
    sent = reading.inspection
    practice = sent.nature is Nature.TRAINING
    fresh = practice_path() if practice else book_path(sent.office.name, sent.year)
    into = next(
        (one for one in (() if practice else (*known, fresh)) if _has(one, sent.office.code, sent.year, sent.nature)),
        fresh,
    )
    # Nothing is written before one says so, not even an empty book.
    beside = into if there(into) else works.trial_folder() / into.name
    with Book.open(beside, now) as book:
        seen = exchange.beside(reading, path.name, book, works.editions)
        kept = book.load(seen.inspection_id) if seen.inspection_id is not None else None
        before = last_import(book, seen.inspection_id, kept) if seen.inspection_id is not None and kept else None
    # What came into an empty inspection needs no way back: it is all there is.
    over = before and (
        before.besides or (before.standing and any(not one.empty for one in before.change.before.values()))
    )
    mark = "" if sent.nature is Nature.REAL else f"【{NATURE_LABELS[sent.nature]}】"
    return Arrival(
        source=path,
        target=into,
        title=f"{mark}{sent.office.name}　{fiscal_year(sent.year)}　第{sent.submission}回",
        facts=[*_facts(seen), *_replies(seen, kept)],
        rows=[Row(one.place, one.message, one.effect == "refused") for one in seen.reading.problems],
        offered=_offered(seen, kept),
        stop=seen.stop,
        back=_back_words(before) if before and over else "",
        seen=seen,
    )


def where_comments_go(path: Path, passphrase: str, known: Sequence[Path]) -> str:
    """Which inspection a 講評 is about, and in which of the books last used it is."""
    reading = comments.read_file(path, passphrase)
    sent = reading.identity
    mark = "" if sent.nature is Nature.REAL else f"【{NATURE_LABELS[sent.nature]}】"
    about = f"これは、{mark}{reading.office_name}（{sent.code}）の{fiscal_year(sent.year)}の点検への、県の講評です。"
    book = next((one for one in known if _has(one, sent.code, sent.year, sent.nature)), None)
    if book is None:
        return f"{about}その点検は、最近使った保存ファイルにありません。先に、その点検を「続きから」で開いて、もう一度このファイルを入れてください。"
    return f"{about}先に、保存ファイル「{book.name}」を「続きから」で開いて、もう一度このファイルを入れてください。"


def _replies(seen: Preview, kept: Inspection | None) -> Iterator[str]:
    """What comes in beside answers: replies to 講評 the book does not have, and comments that are new with them."""
    before = {one.on: one for one in kept.comments} if kept else {}
    after = with_replies(kept.comments if kept else (), seen.sent.comments)
    replies = sum(bool(one.reply) and (one.on not in before or before[one.on].reply != one.reply) for one in after)
    fresh = sum(one.speaks and one.on not in before for one in after)
    if fresh or replies:
        yield f"県の講評：新しいコメント {fresh}　新しい返事 {replies}"


def _back_words(before: Imported) -> str:
    besides = f"と{before.besides.words}" if before.besides else ""
    return f"前に取り込んだ「{before.file_name}」の取り込みを元に戻す（{len(before.standing)} の答え{besides}）"


def _facts(seen: Preview) -> Iterator[str]:
    sent = seen.reading.inspection
    code = f"{seen.issued.code}（{seen.issued.state}）" if seen.issued.code else str(seen.issued.state)
    mark = f"　表紙の記載：{seen.reading.mark}" if seen.reading.mark else ""
    yield f"団体コード {sent.office.code}　区分 {NATURE_LABELS[sent.nature]}　様式 {sent.edition}年版　照合コード {code}{mark}"
    fresh = sum(1 for one in seen.changes if not one.old.value)
    yield (
        f"新しい答え {fresh}　違う答え {len(seen.changes) - fresh}　同じ答え {seen.unchanged}　"
        f"直して読んだ所 {seen.repaired}　取り込めない所 {seen.refused}"
    )
    if not seen.reading.taken and not seen.stop:
        yield "答えはまだ書かれていません。開くと、この画面で答えられます。"
    if seen.added:
        yield f"県からの追加の設問 {seen.added} が、最後の分野に入ります。"
    if seen.before:
        yield f"前の版から意味が変わった設問の答え {len(seen.before)} は「前年のまま」に入れます。見て答え直してください。"
    if seen.lost:
        yield f"いまの版では尋ねない設問の答え {len(seen.lost)} は取り込みません。"


def _offered(seen: Preview, kept: Inspection | None) -> list[Offered]:
    now_said, then_said = Situation(seen.checklist, kept or seen.sent), Situation(seen.checklist, seen.sent)
    return [
        Offered(
            key=one.key,
            question=with_member(then_said, one.key),
            ours=in_words(now_said, one.key, one.old, one.new)
            if not one.old.empty or one.old.basis
            else "（答えなし）",
            theirs=in_words(then_said, one.key, one.new, one.old),
            fresh=not one.old.value,
        )
        for one in seen.changes
    ]


def take_in(arrival: Arrival, works: Works) -> Sitting:
    """Write what was shown, but for what is to stay, in one transaction; undone in the window like one step."""
    seen: Preview = arrival.seen  # type: ignore[assignment]
    make_folder(arrival.target.parent)
    book = works.open(arrival.target)
    try:
        sitting = works.sit(book, exchange.take_in(book, seen, now, arrival.ours))
        done = last_import(book, sitting.id, sitting.inspection) if seen.inspection_id is not None else None
        if done and len(arrival.ours) < len(seen.changes):
            sitting.remember(done.change)
    except Exception:
        book.close()
        raise
    return sitting


def take_back(arrival: Arrival, works: Works) -> Sitting:
    """Take the import before back, as far as nobody changed it since."""
    seen: Preview = arrival.seen  # type: ignore[assignment]
    if seen.inspection_id is None:
        raise BookError("元に戻す取り込みはありません。")
    book = works.open(arrival.target)
    try:
        sitting = works.sit(book, seen.inspection_id)
        take_import_back(sitting)
    except Exception:
        book.close()
        raise
    return sitting


def _has(path: Path, code: str, year: int, nature: Nature) -> bool:
    try:
        if not there(path):
            return False
        with Book.open(path, now) as book:
            return book.find(code, year, nature) is not None
    except BookError:
        return False
