"""What the prefecture's pages ask of the program; types only. An object that keeps it is one open book at one round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jukiself.answers.model import Nature, Office
    from jukiself.gui.prefecture.across_desk import AcrossDesk
    from jukiself.gui.prefecture.remarks_desk import RemarksDesk
    from jukiself.gui.prefecture.request_desk import RequestDesk
    from jukiself.report.differences import Differences
    from jukiself.store.lock import Holder
    from jukiself.survey.arrivals import Arrival, How
    from jukiself.survey.board import Board, Row
    from jukiself.work.deciding import Remains
    from jukiself.work.inspect import Sitting

    #: How much is done, of how much; raises `jukiself.gui.telling.Stopped` where somebody pressed やめる.
    Tell = Callable[[int, int], None]


class Gathering(Protocol):
    """One round of an open book. Any method may raise one of ``refusals``, whose message is for the person.

    What takes a ``tell`` may run beside the window; nothing else of the gathering is asked meanwhile.
    """

    year: int
    nature: Nature

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """The exceptions that are sentences for the person."""

    @property
    def title(self) -> str:
        """Whose round it is."""

    @property
    def said(self) -> str:
        """How far it is, for the list of books used before."""

    @property
    def path(self) -> Path | None:
        """The book's file."""

    # -- the book among others
    @property
    def holder(self) -> Holder | None:
        """Who else is writing in the book."""

    def take_lock(self) -> None:
        """Become the writer again, where nobody else is."""

    def let_lock_go(self) -> None:
        """Let others write."""

    def close(self) -> None:
        """Let the book go."""

    # -- the other pages
    def request(self) -> RequestDesk:
        """依頼."""

    def across(self) -> AcrossDesk:
        """見渡す and 概要."""

    def remarks(self) -> RemarksDesk:
        """講評."""

    # -- 状況
    def board(self) -> Board:
        """The round as it stands now."""

    def arrivals_of(self, office: str) -> Sequence[Arrival]:
        """Everything that came from an office, oldest first."""

    def preview(self, where: Sequence[Path], passphrase: str, tell: Tell) -> Sequence[Arrival]:
        """What would become of files; nothing is written. Locked ones are opened with the passphrase, if there is one."""

    def collect(self, where: Sequence[Path], how: How, passphrase: str, tell: Tell) -> Sequence[Arrival]:
        """Take files in, each wholly; what became of them."""

    def last_run(self) -> Sequence[Arrival]:
        """What the last run took in and has not been given back."""

    def give_back(self, run: Sequence[Arrival], *, force: bool = False) -> int:
        """Take out what a run took in."""

    def differences(self, arrival: Arrival) -> Differences:
        """The reply that counts beside the file that waits to replace it."""

    def accept(self, arrival: Arrival) -> Arrival:
        """The file instead of the reply of the same 提出回."""

    def decline(self, arrival: Arrival) -> None:
        """The reply stays, the file is turned down."""

    def note(self, office: Office, how: How, text: str) -> None:
        """What came without a workbook."""

    def call(self, office: Office, by: str, text: str) -> None:
        """What an office was asked."""

    def settle(self, office: Office) -> int:
        """Nothing is open with an office any more."""

    def user(self) -> str:
        """Who sits here."""

    def receipt(self, row: Row) -> str:
        """受領のお知らせ for an office; empty where nothing came."""

    def write_receipts(self, folder: Path) -> Sequence[Path]:
        """受領のお知らせ of all, as PDF and Word."""

    def write_board(self, folder: Path) -> Path:
        """提出状況 as a workbook."""

    def folder(self) -> Path:
        """Where papers are put, unless another folder is chosen."""

    def remains(self) -> Remains:
        """What deleting the round would concern."""

    def forget(self) -> Remains:
        """Delete what the round brought; the files that came stay where they are."""

    def copies(self) -> int:
        """How many 控え of the book there are, each of which still holds what it held."""

    def forget_copies(self) -> str:
        """Delete them all; what became of them, in a sentence."""

    def reply(self, inspection: int) -> Sitting:
        """A reply to look at; nothing can be changed there."""
