"""The wheel carries the data, not the fonts, and finds the data where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, folder: Path, env: dict[str, str] | None = None) -> str:
    environment = {**os.environ, **(env or {})}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=checkout)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel)
    run(*pip, folder=target)
    return target


def shipped(checkout: Path, top: str) -> set[str]:
    files = {path.relative_to(checkout) for path in (checkout / top).rglob("*") if path.is_file()}
    return {
        path.as_posix()
        for path in files
        if path.parts[:2] != ("resources", "fonts") and "__pycache__" not in path.parts
    }


def test_every_form_and_resource_is_in_the_wheel_and_nothing_else(wheel: Path, checkout: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = {f"jukiself/data/{name}" for top in ("forms", "resources") for name in shipped(checkout, top)}
    assert data
    assert names == data | shipped(checkout, "jukiself")


def test_no_font_is_in_the_wheel(wheel: Path) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith((".ttf", ".otf"))] == []


def test_the_installed_program_finds_its_own_data(installed: Path, tmp_path: Path) -> None:
    ask = "import jukiself.places as p; print(p.forms()); print(p.resources())"
    places = run(sys.executable, "-P", "-c", ask, folder=tmp_path, env={"PYTHONPATH": str(installed)})
    assert places.split() == [str(installed / "jukiself/data/forms"), str(installed / "jukiself/data/resources")]


def test_the_installed_program_checks_its_form(installed: Path, tmp_path: Path) -> None:
    check = (sys.executable, "-P", "-m", "jukiself", "form", "check")
    run(*check, folder=tmp_path, env={"PYTHONPATH": str(installed)})
