"""Stories are told from rows, in our own words; what is right stands in the cases alone."""

from __future__ import annotations

import re
import shutil
import unicodedata
from typing import TYPE_CHECKING

import pytest

from jukiself import places
from jukiself.answers.model import Nature
from jukiself.answers.situation import Situation
from jukiself.checklist.check import BAD_MARKS
from jukiself.checklist.model import UNKNOWN, Grade
from jukiself.checklist.renamed import renamed_in
from jukiself.checklist.table import FormError
from jukiself.findings.judge import Status, judge
from jukiself.training.ground import Stated
from jukiself.training.script import Paper
from jukiself.training.story import Lesson, StoryKind
from jukiself.work import training_kit
from jukiself.work.cases import case_ids, read_case
from jukiself.work.offices import code_problem, known_offices
from jukiself.work.training import NoSuchStory, Stories, read_stories

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.answers.model import Key
    from jukiself.checklist.model import Checklist

LONGEST_RUN = 15
#: Names that have no other wording.
FIXED = ("住民基本台帳ネットワークシステム", "地方自治情報センター", "住民基本台帳", "個人情報保護")
#: At least so many of the eight say nothing in the survey, and so many set a rule beside what is done.
SILENT, BESIDE = 2, 2
#: Aloud, with a breath after every line, four to eight minutes.
LONG = range(800, 2200)


@pytest.fixture(scope="session")
def stories(checklist: Checklist) -> Stories:
    return read_stories(checklist)


@pytest.fixture(scope="session")
def lessons(stories: Stories) -> list[Lesson]:
    return list(stories.lessons.values())


def grade(checklist: Checklist, lesson: Lesson, key: Key) -> Grade | None:
    value = lesson.answer(key).value
    return next((one.grade for one in checklist.question[key.question].choices if one.value == value), None)


def test_the_model_answers_are_the_cases(checklist: Checklist, lessons: list[Lesson]) -> None:
    for lesson in lessons:
        if lesson.story.kind is StoryKind.VISIT:
            case = read_case(lesson.story.case, checklist)
            assert lesson.inspection == case.inspection
            assert lesson.grounds == case.grounds


def test_the_invented_village_is_a_training_and_nobodys_code(checklist: Checklist, stories: Stories) -> None:
    village = stories.lesson("kakuu").inspection
    assert village.nature is Nature.TRAINING
    # Prefectures end at 47; the check digit is right, so that only the prefecture says it is nobody's.
    assert not code_problem(village.office.code)
    assert village.office.code[:2] == "99"
    assert village.office.code not in known_offices()
    assert village.office.code not in {read_case(one, checklist).inspection.office.code for one in case_ids()}


def test_the_invented_village_answers_the_whole_short_form(checklist: Checklist, stories: Stories) -> None:
    lesson = stories.lesson("kakuu")
    asked = {key.question for key in Situation(checklist, lesson.inspection).keys}
    # Where nothing is shared, what was agreed with a centre is not asked.
    assert asked == {one.id for one in checklist.questions if one.short} - {"shared-agreement"}
    assert all(lesson.answer(key).value for key in Situation(checklist, lesson.inspection).keys)


def test_only_the_invented_village_rests_on_invented_papers(stories: Stories) -> None:
    for story in stories.stories:
        invented = {fact for line in story.lines for fact in line.facts if fact.startswith("KK-")}
        assert bool(invented) == (story.kind is StoryKind.VILLAGE), story.id


def test_every_declared_source_is_cited(stories: Stories) -> None:
    cited = {fact for story in stories.stories for line in story.lines for fact in line.facts}
    assert stories.pair is not None
    cited |= {fact for row in stories.pair.rows for line in (row.first, row.second) for fact in line.facts}
    assert set(stories.sources) <= cited


def test_a_story_tells_only_its_own_town(lessons: list[Lesson]) -> None:
    for lesson in lessons:
        if lesson.story.kind is StoryKind.VISIT:
            letter = lesson.story.case[-1].upper()
            for line in lesson.story.lines:
                assert all(re.match(rf"NS-(0|{letter})-|FN-", fact) for fact in line.facts), line


def test_a_story_is_told_in_about_six_minutes(stories: Stories) -> None:
    for story in stories.stories:
        if story.kind is not StoryKind.INCIDENT:
            assert 12 <= len(story.lines) <= 26, story.id
            assert sum(len(line.text) for line in story.lines) in LONG, story.id


def test_two_of_eight_are_not_said_and_two_fall_behind_their_rule(checklist: Checklist, lessons: list[Lesson]) -> None:
    for lesson in lessons:
        items = lesson.story.items
        silent = [one for one in items if lesson.stated(one.key) is Stated.SILENT]
        assert len(silent) >= SILENT, lesson.story.id
        assert all(lesson.answer(one.key).value == UNKNOWN for one in silent)
        # Whatever is わからない is said to be so when it is revealed.
        assert all("わからない" in one.reveal for one in items if lesson.answer(one.key).value == UNKNOWN)
        behind = [one for one in items if one.beside]
        assert len(behind) >= BESIDE, lesson.story.id
        for one in behind:
            assert one.beside is not None
            assert grade(checklist, lesson, one.beside) is Grade.MET, (lesson.story.id, one.beside)
            assert grade(checklist, lesson, one.key) in {Grade.PARTLY, Grade.UNMET}, (lesson.story.id, one.key)


def test_what_an_item_asks_was_told_aloud_unless_nobody_said_it(lessons: list[Lesson]) -> None:
    for lesson in lessons:
        told = {fact for line in lesson.story.lines for fact in line.facts}
        for item in lesson.story.items:
            assert set(lesson.facts(item.key)) <= told, (lesson.story.id, item.key)


def test_the_findings_to_be_found_come_out_of_the_case(checklist: Checklist, lessons: list[Lesson]) -> None:
    for lesson in lessons:
        found = {
            (one.id, one.member.id if one.member else None): one.status
            for one in judge(Situation(checklist, lesson.inspection))
        }
        for one in lesson.story.findings:
            assert (one.rule, one.member) in found, (lesson.story.id, one)
            # A remark may be cited by the refinement printed inside the plain finding.
            near = [rule for rule in checklist.rules if one.rule in {rule.id, rule.refines}]
            assert set(one.remarks) <= {source for rule in near for source in rule.sources}, (lesson.story.id, one)
            assert bool(one.remarks) == (lesson.story.kind is StoryKind.VISIT), (lesson.story.id, one)
        kinds = {found[one.rule, one.member] for one in lesson.story.findings}
        assert kinds >= {Status.DEFECT, Status.CHECK}, lesson.story.id


def test_numbers_and_dates_are_the_sources(checklist: Checklist, stories: Stories) -> None:
    gists = {one.id: one.gist for one in checklist.clauses.values()}
    gists |= {one.id: one.gist for one in stories.sources.values()}
    for story in stories.stories:
        for line in story.lines:
            told = {one.replace(",", "") for one in re.findall(r"\d[\d,.]+", line.text)}
            known = {one.replace(",", "") for fact in line.facts for one in re.findall(r"\d[\d,.]+", gists[fact])}
            assert told <= known, line


def test_old_words_are_in_the_box_and_the_box_holds_only_words_that_are_said(
    checklist: Checklist, stories: Stories
) -> None:
    for story in stories.stories:
        terms = {one.term for one in story.words}
        for old in renamed_in(checklist, [line.text for line in story.lines]):
            assert terms & set(old.words), (story.id, old)
        said = "".join(text for text in story.texts())
        assert all(one in said for one in terms), story.id


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    for term in FIXED:
        folded = folded.replace(term, "￼")
    return re.sub(r"\s", "", folded)


def every_text(stories: Stories) -> list[str]:
    texts = [text for story in stories.stories for text in story.texts()]
    if pair := stories.pair:
        texts += [pair.title, pair.intro, pair.talk]
        texts += [text for row in pair.rows for text in (row.about, row.first.text, row.second.text)]
    texts += [text for script in stories.scripts for text in script.texts()]
    texts += [text for card in stories.monday.values() for look in card.looks for text in (look.title, look.text)]
    return texts


def test_scripts_can_be_late_and_every_paper_is_used(stories: Stories) -> None:
    assert {one.id: one.minutes for one in stories.scripts} == {"ninety": 90, "thirty": 30, "incident": 45}
    for script in stories.scripts:
        assert script.spare * 5 >= script.minutes, script.id
        assert all(len(part.says) <= 100 and len(part.does) <= 120 for part in script.parts)
    assert {paper for one in stories.scripts for part in one.parts for paper in part.papers} == set(Paper)


#: Letters a minute read aloud calmly, and a breath after each sentence or two.
_LETTERS, _BREATH = 300, 2 / 60
_TALLY = 0.7  # minutes for raising and counting cards


def test_the_scripts_leave_time_for_what_is_read_aloud(stories: Stories) -> None:
    """Also in half an hour, with the four questions that take longest."""
    for script in (one for one in stories.scripts if not one.incident):
        read = next(one for one in script.parts if one.title == "話を読む")
        answered = next(one for one in script.parts if "答え合わせ" in one.title)
        many = 4 if script.minutes == 30 else 8
        for lesson in stories.lessons.values():
            story = lesson.story
            aloud = sum(len(line.text) / _LETTERS + _BREATH for line in story.lines)
            assert aloud <= read.end - read.start - read.spare, (script.id, story.id)
            kit = training_kit.kit_of(story, training_kit.Room())
            said = sorted((len(kit.fact(one.key)) + len(one.reveal) + len(one.talk)) / _LETTERS for one in story.items)
            assert sum(said[-many:]) + many * _TALLY <= answered.end - answered.start - answered.spare


def test_every_story_has_a_card_to_take_home(stories: Stories) -> None:
    assert set(stories.monday) == {one.id for one in stories.stories}
    for card in stories.monday.values():
        assert all(len(look.text) <= 70 for look in card.looks), card.story


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("scripts.toml", "start = 5", "start = 6", "5 分から始まり"),
        ("scripts.toml", "minutes = 90", "minutes = 80", "90 分で終わります"),
        ("scripts.toml", 'papers = ["monday"]', 'papers = ["friday"]', "知らない紙です: friday"),
        ("monday.toml", 'question = "backup-place"', 'question = "backup-room"', "知らない設問か題材です: backup-room"),
        ("monday.toml", 'story = "nagano-d"', 'story = "nagano-e"', "知らない設問か題材です: nagano-e"),
        ("pair.toml", 'first_facts = ["AN-01"]', "first_facts = []", "拠り所"),
        ("sources.toml", 'id = "AN-01"', 'id = "AN-02"', "2回"),
    ],
)
def test_a_faulty_script_card_or_source_is_refused(
    checklist: Checklist, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "training"
    shutil.copytree(places.resources() / "training", folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FormError, match=said):
        read_stories(checklist, folder)


def test_no_run_of_words_is_shared_with_a_source(stories: Stories, checkout: Path) -> None:
    folder = checkout.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("the sources lie beside the checkout only where it is developed")
    source = "￼".join(plain(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))
    runs = {source[at : at + LONGEST_RUN] for at in range(len(source) - LONGEST_RUN + 1)}
    for text in every_text(stories):
        own = plain(text)
        for at in range(len(own) - LONGEST_RUN + 1):
            run = own[at : at + LONGEST_RUN]
            assert "￼" in run or run not in runs, run


def test_nobody_is_blamed_and_the_writing_is_the_houses(stories: Stories) -> None:
    blame = re.compile(r"(担当者|職員|担当)が(怠|さぼ|忘れ|守らな|悪い|知らない)")
    for text in every_text(stories):
        assert not blame.search(text), text
        assert not BAD_MARKS.search(text), text


def test_texts_fit_the_screen(stories: Stories) -> None:
    for story in stories.stories:
        for line in story.lines:
            assert len(line.text) <= 120, line.text
        for item in story.items:
            assert len(item.why_this) <= 90, item.why_this
            assert len(item.reveal) <= 160, item.reveal
            assert len(item.talk) <= 70, item.talk
        for stop in story.stops:
            assert len(stop.ask) <= 80, stop.ask
            assert len(stop.hint) <= 160, stop.hint


def test_a_story_that_does_not_exist_is_said_so(stories: Stories) -> None:
    with pytest.raises(NoSuchStory, match="nagano-z"):
        stories.lesson("nagano-z")


def test_items_that_a_case_does_not_ask_are_refused(checklist: Checklist, tmp_path: Path) -> None:
    _broken(tmp_path, 'question = "org-committee-checks"', 'question = "shared-agreement"')
    with pytest.raises(FormError, match="事例が尋ねていない設問です: shared-agreement"):
        read_stories(checklist, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('facts = ["NS-0-2"]', "facts = []", "拠り所"),
        ('facts = ["NS-0-2"]', 'facts = ["NS-0-99"]', "知らない出典です: NS-0-99"),
        ('facts = ["NS-0-2"]', 'facts = ["NS-0-2"]\nmood = "晴れ"', "知らない項目があります: mood"),
        ('question = "policy-procedure"', 'question = "policy-procedures"', "知らない設問です"),
        ('rule = "audit-none"', 'rule = "audit-nil"', "知らない所見です"),
        ('kind = "visit"', 'kind = "incident"', "出来事"),
    ],
)
def test_a_faulty_story_is_refused(checklist: Checklist, tmp_path: Path, old: str, new: str, said: str) -> None:
    _broken(tmp_path, old, new)
    with pytest.raises(FormError, match=said):
        read_stories(checklist, tmp_path)


def _broken(folder: Path, old: str, new: str) -> None:
    kept = places.resources() / "training"
    text = (kept / "nagano-b.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "nagano-b.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "sources.toml").write_text((kept / "sources.toml").read_text(encoding="utf-8"), encoding="utf-8")
