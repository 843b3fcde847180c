r"""``make test-windows``: the setup and the zip of dist/ tried under Wine, as a person in a village would use them.

Every line it prints is one thing that was seen. Exit 0 all held · 1 something did not · 2 a tool is missing. The
pictures and the lines stay in out/test-windows/. What Wine cannot show is said at the end; the
checklist in the zip is for that.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from PIL import Image, ImageChops

from installer.pack import archive, signatures, take, windows
from installer.trial import screen, wine
from installer.trial.seen import Trial, drawn_here, same, samples_here

OUT = take.ROOT / "out" / "test-windows"
#: A folder whose name no Windows of another language can say.
CHOSEN = r"C:\役場の 道具\点検"
BOOKS = r"C:\役場の 文書"
_NEVER = "update-leftover.txt"
_OWN = "uninstall.exe"
_WINDOW = "pythonw.exe"
_BUSY = 3  # what the setup ends with while the program is open
_LIMIT_INK = 0.2
_PAPER = 200  # as light as this
_UNSEEN = (
    "Wine で見られないもの: SmartScreen とウイルス対策の反応、日本語入力、画面の拡大率、プリンター、署名、本物の速さ。"
    "zip の中の「Windowsで試す15分の点検.pdf」を、本物の Windows で行ってください。"
)


class Installed:
    """One installation in a prefix."""

    def __init__(self, windows_: wine.Wine, place: Path) -> None:
        self.wine, self.place = windows_, place

    def run(self, *command: str) -> tuple[int, str]:
        """One command, through the file that an IT person would use."""
        return self.wine.run("cmd", "/c", "jukiself.cmd", *command, cwd=self.place)

    def wrong(self, source: Path) -> list[str]:
        """Files that are not what was packed, are missing, or are too many."""
        want = {name: archive.digest(path) for name, path in archive.files(source)}
        have = {name: archive.digest(path) for name, path in archive.files(self.place) if name != _OWN}
        return sorted(name for name in want.keys() | have.keys() if want.get(name) != have.get(name))


def older_setup(folder: Path, to: Path) -> Path:
    """A setup of a version before, with a file that this version has no more; not compressed, to be quick."""
    older = to / "older"
    shutil.copytree(folder, older, copy_function=os.link)
    (older / "app" / _NEVER).write_text("of the version before", "ascii")
    remove = to / "remove.nsh"
    remove.write_text(windows.removals(older), "utf-8-sig")
    setup = to / "older-setup.exe"
    icon = take.BUILD / "windows" / "jukiself.ico"
    given: dict[str, str | Path] = {
        "SOURCE": older,
        "REMOVE": remove,
        "KILOBYTES": "1",
        "VERSION": "0.0.1",
        "QUICK": "1",
    }
    windows.makensis("setup.nsi", setup, icon, **given)
    return setup


def parts(trial: Trial, folder: Path) -> None:
    """What ships is ours alone."""
    wines = [name for name, path in archive.files(folder) if wine.is_wines(path)]
    trial.see("配る物に、Wine の部品や代わりの DLL が入っていない", good=not wines, more=wines)
    with zipfile.ZipFile(take.DIST / f"{folder.name}.zip") as packed:
        names = {name.removeprefix(f"{folder.name}/") for name in packed.namelist()}
    trial.see("zip とセットアップの中身が同じ", good=names == {name for name, _ in archive.files(folder)})


def signed(trial: Trial, folder: Path, work: Path) -> None:
    """Python's makers signed the runtime, and one changed byte is noticed."""
    trial.see("runtime の実行ファイルと DLL はすべて、作った所の署名のまま", good=signatures.good(folder / "runtime"))
    changed = work / "changed"
    changed.mkdir()
    data = bytearray((folder / "runtime" / "python3.dll").read_bytes())
    data[len(data) // 2] ^= 1
    (changed / "python3.dll").write_bytes(data)
    trial.see("1バイト変えた DLL を、署名の確かめが見つける", good=not signatures.good(changed))


def same_as_here(trial: Trial, installed: Installed, work: Path) -> None:
    """The four cases and a Word report, made there and here."""
    here, there = samples_here(work / "here"), installed.wine.path(BOOKS)
    code, said = installed.run("samples", BOOKS)
    trial.see("見本を作る（日本語と空白のあるフォルダー）", good=code == 0, more=said)
    code, said = installed.run("report", rf"{BOOKS}\nagano-a.xlsx", rf"{BOOKS}\nagano-a.docx", "--shape", "2006")
    trial.see("Word の報告書を作る", good=code == 0, more=said)
    same(trial, here, there, ("json", "pdf", "xlsx", "docx"))


def pages(trial: Trial, installed: Installed, work: Path) -> None:
    """Every page of the window, drawn there and here."""
    here, there = work / "pages", installed.wine.path(r"C:\絵")
    names = drawn_here(here)
    code, said = installed.run("pictures", r"C:\絵")
    trial.see("画面をすべて描く", good=code == 0, more=said)
    trial.see(
        f"画面 {len(names)} 枚が Linux と同じだけある",
        good=there.is_dir() and names == {p.name for p in there.iterdir()},
    )
    odd = []
    for name in sorted(names):
        with contextlib.suppress(FileNotFoundError), Image.open(here / name) as ours, Image.open(there / name) as made:
            share = screen.ink(made) / max(1, screen.ink(ours))
            if ours.size != made.size or abs(share - 1) > _LIMIT_INK:
                odd.append(f"{name} {made.size} {share:.2f}")
    trial.see("どの画面も、Linux と同じ大きさで、字の量が2割と違わない", good=not odd, more=odd)
    shutil.copytree(there, OUT / "pages", dirs_exist_ok=True)


def window(trial: Trial, installed: Installed, frames: Path, name: str, *book: str) -> Image.Image:
    """The window on the screen, kept as a picture, then closed by its cross."""
    trial.see("前の画面が消えている", good=wine.until(lambda: not _drawn(screen.picture(frames)), 30))
    installed.wine.begin(installed.wine.name(installed.place / "jukiself.exe"), *book)
    shown = wine.until(lambda: _drawn(screen.picture(frames)), 120)
    picture = _settled(frames)
    picture.save(OUT / f"{name}.png")
    trial.see(f"画面が出る（out/test-windows/{name}.png）", good=shown and installed.wine.running(_WINDOW))
    trial.see("閉じると終わる", good=installed.wine.close(_WINDOW))
    return picture


def _drawn(picture: Image.Image) -> bool:
    """A page is paper, an empty screen is not."""
    return sum(picture.convert("L").histogram()[_PAPER:]) > picture.width * picture.height / 2


def _settled(frames: Path) -> Image.Image:
    """The picture that stays: what loads behind the first page has come."""
    seen = [screen.picture(frames)]

    def still() -> bool:
        time.sleep(6)
        seen.append(screen.picture(frames))
        return seen[-1].tobytes() == seen[-2].tobytes()

    wine.until(still, 90)
    return seen[-1]


def windows_seen(trial: Trial, installed: Installed, frames: Path, book: str) -> None:
    """The first page, and the book that the file type hands over."""
    start = window(trial, installed, frames, "start")
    key = r"HKCU\Software\Classes\jukiself.book\shell\open\command"
    _, said = installed.wine.run("reg", "query", key)
    wanted = f'"{installed.wine.name(installed.place / "jukiself.exe")}" "%1"'
    # Wine 8 does not ask the user's own file types itself; so what they say is done by hand.
    trial.see("ファイルの種類が、このプログラムを指している", good=wanted in said, more=said)
    opened = window(trial, installed, frames, "book", book)
    changed = ImageChops.difference(start, opened).convert("L").point(lambda value: 255 * (value > 0)).histogram()[-1]
    trial.see("保存ファイルを渡すと、その点検が開く", good=changed > start.width * start.height / 20, more=changed)


def busy(trial: Trial, installed: Installed, frames: Path, setup: Path, folder: Path) -> None:
    """Neither the setup nor the uninstaller touches a program that is open."""
    trial.see("前の画面が消えている", good=wine.until(lambda: not _drawn(screen.picture(frames)), 30))
    # Wine's own helpers begin with the program: one begun by a command would hold that command's output.
    installed.wine.begin(installed.wine.name(installed.place / "jukiself.exe"))
    opened = wine.until(lambda: _drawn(screen.picture(frames)), 120) and installed.wine.running(_WINDOW)
    trial.see("プログラムを開いておく", good=opened)
    # As for /D=, NSIS takes the rest of the line; the uninstaller waits for itself only when it is told where it is.
    own = f"_?={installed.wine.name(installed.place)}".split(" ")
    for what, command in (("入れようとする", (str(setup),)), ("外そうとする", (str(installed.place / _OWN), *own))):
        code, said = installed.wine.run(command[0], "/S", *command[1:])
        wrong, still = installed.wrong(folder), installed.wine.running(_WINDOW)
        good = code == _BUSY and not wrong and still and (installed.place / _OWN).is_file()
        trial.see(
            f"開いている間に聞かずに{what}と、何も変えずに終了コード3で断る", good=good, more=(code, said, wrong[:3])
        )
    trial.see("断られたプログラムは、閉じれば終わる", good=installed.wine.close(_WINDOW))


def updated(trial: Trial, ground: wine.Wine, setup: Path, older: Path, folder: Path) -> Installed:
    """The version before installed for this user, then this one over it."""
    place = ground.home / "AppData/Local/Programs/jukiself"
    code, said = ground.run(str(older), "/S")
    trial.see(
        "前の版を、聞かずに入れる（利用者の名は「住基 花子」）", good=code == 0 and (place / _OWN).exists(), more=said
    )
    settings = ground.home / "AppData/Local/jukiself/settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"text_scale": 1.2}', "utf-8")
    own = place / "うちの点検.jukiself"
    own.write_bytes(b"a book that somebody kept in the folder of the program")
    code, said = ground.run(str(setup), "/S")
    installed = Installed(ground, place)
    trial.see("新しい版を上から入れる", good=code == 0, more=said)
    trial.see("前の版だけにあったファイルは残らない", good=not (place / "app" / _NEVER).exists())
    kept = own.is_file() and settings.read_text("utf-8") == '{"text_scale": 1.2}'
    trial.see("プログラムのフォルダーに置いた保存ファイルと、設定は残る", good=kept)
    own.rename(ground.home / own.name)
    wrong = installed.wrong(folder)
    trial.see("入ったファイルはすべて、配った物と同じ", good=not wrong, more=wrong[:5])
    code, said = ground.run("reg", "query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\jukiself", "/s")
    trial.see("プログラムの一覧に、新しい版の番号で載る", good=take.version().split(".dev")[0] in said, more=said)
    menu = ground.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/住基セルフ点検ブック"
    trial.see("スタートメニューに載る", good=len(list(menu.glob("*.lnk"))) == 3)  # noqa: PLR2004 - the program, its note, the manual
    return installed


def refused(trial: Trial, installed: Installed, book: str) -> None:
    """A book of a program to come is refused, and not one byte of it is touched."""
    newer = installed.wine.path(book).with_name("新しい版.jukiself")
    shutil.copy(installed.wine.path(book), newer)
    with contextlib.closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        connection.commit()
    before = newer.read_bytes()
    code, said = installed.run("board", "--book", installed.wine.name(newer))
    good = code == 1 and "新しい版のプログラム" in said and newer.read_bytes() == before
    trial.see("もっと新しい版の保存ファイルは、触らずに断る", good=good, more=f"{code} {said}")


def grown(trial: Trial, installed: Installed) -> None:
    """A book of the first version: copied beside itself before it is opened."""
    old = installed.wine.path(BOOKS) / "前の版.jukiself"
    old.write_bytes(gzip.decompress((take.ROOT / "tests/past/kept/step-1.jukiself.gz").read_bytes()))
    before = old.read_bytes()
    installed.run("board", "--book", installed.wine.name(old))
    kept = list(old.parent.glob("前の版-版*の控え.jukiself"))
    good = [_tables(path) for path in kept] == ["0001"] and old.read_bytes() != before and _tables(old) > "0001"
    trial.see("前の版の保存ファイルは、写しを置いてから新しい形にする", good=good, more=kept)


def _tables(book: Path) -> str:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def removed(trial: Trial, installed: Installed) -> None:
    """Uninstalled, with books in and beside the program's folder."""
    inside = installed.place / "app" / "うちの点検.jukiself"
    inside.write_bytes(b"kept")
    before = (
        {name for name, _ in archive.files(installed.wine.path(BOOKS))}
        if installed.wine.path(BOOKS).exists()
        else set()
    )
    installed.wine.run(str(installed.place / _OWN), "/S")
    gone = wine.until(lambda: not (installed.place / _OWN).exists(), 60)
    left = [name for name, _ in archive.files(installed.place)]
    trial.see(
        "外すと、プログラムのファイルはすべて消える", good=gone and left == ["app/うちの点検.jukiself"], more=left[:5]
    )
    books = installed.wine.path(BOOKS)
    after = {name for name, _ in archive.files(books)} if books.exists() else set()
    trial.see("保存ファイルは、プログラムのフォルダーの中にあっても残る", good=inside.is_file() and before == after)
    keys = (r"HKCU\Software\Classes\.jukiself", r"HKCU\Software\Classes\jukiself.book")
    code = [installed.wine.run("reg", "query", key)[0] for key in keys]
    trial.see("ファイルの種類の登録も消える", good=0 not in code)


def chosen(trial: Trial, ground: wine.Wine, setup: Path, folder: Path) -> None:
    """Into a folder that somebody chose, and from the zip."""
    # NSIS wants the folder without quotes, and last; Wine would quote a word with a space in it.
    code, said = ground.run(str(setup), "/S", *f"/D={CHOSEN}".split(" "))
    installed = Installed(ground, ground.path(CHOSEN))
    trial.see("選んだフォルダー（日本語と空白）に入れる", good=code == 0 and not installed.wrong(folder), more=said)
    code, said = installed.run("doctor")
    trial.see("doctor がすべてよいと言う", good=code == 0 and "要確認" not in said, more=said)
    (OUT / "doctor.txt").write_text(said, "utf-8")
    removed(trial, installed)
    trial.see("外したあと、スタートメニューは空", good=not list((ground.home / "AppData/Roaming").rglob("住基*.lnk")))
    place = ground.path(r"C:\zip を 展開した所")
    with zipfile.ZipFile(take.DIST / f"{folder.name}.zip") as packed:
        packed.extractall(place)
    code, said = Installed(ground, place / folder.name).run("doctor")
    trial.see("zip を展開しただけで動く", good=code == 0, more=said)


def tried(trial: Trial, work: Path) -> None:
    """Everything, in the order in which a village meets it."""
    folder = take.BUILD / f"jukiself-{take.version()}-windows-x64"
    setup = take.DIST / f"jukiself-{take.version()}-setup.exe"
    parts(trial, folder)
    signed(trial, folder, work)
    older = older_setup(folder, work)
    frames = work / "frames"
    with screen.screen(frames) as display:
        ground = wine.Wine(work / "wine", display)
        try:
            print(f"Wine の中: {'日本語' if ground.japanese else '英語（locales がないため）'}の Windows", flush=True)
            installed = updated(trial, ground, setup, older, folder)
            same_as_here(trial, installed, work)
            book = rf"{BOOKS}\令和8年.jukiself"
            code, said = installed.run("import", rf"{BOOKS}\nagano-a.xlsx", "--book", book)
            trial.see("回答書を保存ファイルに取り込む", good=code == 0, more=said)
            windows_seen(trial, installed, frames, book)
            busy(trial, installed, frames, setup, folder)
            refused(trial, installed, book)
            grown(trial, installed)
            pages(trial, installed, work)
            removed(trial, installed)
            chosen(trial, ground, setup, folder)
        finally:
            ground.end()


def main() -> int:
    """Try it; 0 all held, 1 something did not, 2 a tool is missing."""
    lacking = wine.missing()
    if lacking:
        print(f"make test-windows: {' '.join(lacking)} を入れてください / install them first", file=sys.stderr)
        return 2
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    trial = Trial()
    with tempfile.TemporaryDirectory(prefix="trial-", dir=take.BUILD) as work:
        tried(trial, Path(work))
    print(_UNSEEN)
    (OUT / "report.txt").write_text("\n".join([*trial.lines, _UNSEEN, ""]), "utf-8")
    return 0 if trial.held else 1


if __name__ == "__main__":
    sys.exit(main())
