"""Whose inspection is open and who else writes in its book: the window's title, the band under the bar, the notice below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.gui.natures import band, window_title
from jukiself.gui.shell import NAME

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell

_PLAIN = "－"  # an empty title would be replaced by the program's name


class Whose:
    """Says it on the window; nothing is kept here."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def say(self) -> None:
        """Everything, as it is now."""
        self.say_title()
        self.say_band()
        self.say_holder()

    def say_title(self) -> None:
        """The office, the year and the nature; nothing while the pages are hidden."""
        shell = self._shell
        if shell.curtain.drawn or shell.sitting is None:
            shell.setWindowTitle(_PLAIN if shell.curtain.drawn else NAME)
        else:
            about = shell.sitting.inspection
            shell.setWindowTitle(window_title(about.office.name, about.year, about.nature))

    def say_band(self) -> None:
        """The nature, and that the answers are fixed."""
        shell = self._shell
        shell.band.setText(band(shell.sitting.inspection) if shell.sitting else "")
        shell.band.setVisible(bool(shell.band.text()))

    def say_holder(self) -> None:
        """Who writes in the book, where it is somebody else."""
        shell = self._shell
        if shell.gathering is not None and shell.sitting is not None:
            shell.prefecture.say_reply()
            return
        kept = shell.gathering or (shell.sitting.book if shell.sitting else None)
        holder = kept.holder if kept else None
        if holder is None:
            shell.holder.clear()
        else:
            words = f"いま {holder.name} さん（{holder.host}）がこの保存ファイルに書いています。読むことだけできます。"
            shell.holder.refuse(words, "もう一度確かめる", shell.look_again)
