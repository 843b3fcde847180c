"""What of each wheel is shipped. Qt is an allow-list, because it brings ten times what we use; the rest a deny-list."""

from __future__ import annotations

import re

_MODULES = "Core|Gui|Widgets|PrintSupport"
#: Linux needs DBus, OpenGL and the two window systems' libraries behind the plugins; Svg draws the program's icon.
_LIBRARIES = f"{_MODULES}|DBus|OpenGL|Svg|XcbQpa|WaylandClient|WlShellIntegration"
_PLUGINS = (
    # Windows
    r"platforms/q(windows|offscreen)\.dll",
    r"styles/qmodernwindowsstyle\.dll",
    r"printsupport/.*\.dll",
    r"(iconengines/qsvgicon|imageformats/q(svg|ico|jpeg))\.dll",
    # Linux
    r"platforms/libq(xcb|offscreen|wayland)\.so",
    r"xcbglintegrations/.*",
    r"platforminputcontexts/lib(compose|ibus).*",
    r"platformthemes/libqxdgdesktopportal\.so",
    r"wayland-shell-integration/libxdg-shell\.so",
    r"wayland-decoration-client/libbradient\.so",
    r"printsupport/.*\.so",
    r"(iconengines/libqsvgicon|imageformats/libq(svg|ico|jpeg))\.so",
)
_QT = re.compile(
    "PySide6/("
    r"[^/]*\.py|"
    rf"Qt({_MODULES})(\.abi3\.so|\.pyd)|"
    r"(lib)?pyside6\.abi3\.(so.*|dll)|"
    # Windows: beside the modules; Qt's own C++ runtime is what the modules were linked with.
    rf"Qt6({_MODULES}|Svg)\.dll|"
    r"(msvcp|vcruntime|concrt)[^/]*\.dll|"
    rf"Qt/lib/(libQt6({_LIBRARIES})\.so.*|libicu.*)|"
    rf"(Qt/)?plugins/({'|'.join(_PLUGINS)})|"
    r"(Qt/)?translations/qtbase_(ja|en)\.qm)"
)
_LEFT_OUT = re.compile(
    r"(^|/)(tests?|testing|__pycache__|docs?|includes|isoschematron)/"
    r"|\.(pyi|pyx|pxd|pxi|h|c|cpp|lib|pdb|exe|typed)$"
    r"|\.dist-info/(RECORD|WHEEL|INSTALLER|entry_points\.txt|top_level\.txt|REQUESTED|direct_url\.json)$"
    # Pillow's formats and drawing of letters: our pictures are Qt's, and it is here only because others ask for it.
    r"|^PIL/_(avif|webp|imagingft|imagingcms|imagingmath|imagingmorph|imagingtk)\.|^pillow\.libs/lib(avif|webp|lcms|freetype|harfbuzz)"
    # Reportlab's own typefaces; we bring ours. A second way into XML; a compiler for C declarations.
    r"|^reportlab/fonts/|^lxml/(objectify|html/)|^(cffi|pycparser)/"
    # Written for Python 2, never imported; a command of its own.
    r"|^olefile/olefile2|^pypdfium2_cli/"
    r"|^sqlalchemy/testing/|^alembic/templates/|^docx/templates/default-docx-template/"
    # Mapped objects, and databases that nobody here has; we speak SQL's core to SQLite and PostgreSQL.
    r"|^sqlalchemy/(orm|dialects/(mssql|mysql|oracle))/|^sqlalchemy/ext/(?!__init__\.py|compiler\.py)"
    # Charts and bar codes; a guess at encodings for a reader of XML that nobody calls.
    r"|^reportlab/graphics/|^charset_normalizer/"
    # Parts of Microsoft's runtime for graphics cards, many cores and Store programs, which nothing here links.
    r"|^shiboken6/(vcamp140|vccorlib140|vcomp140)\.dll$"
)
#: Its folder `testing` is imported by nobody, but these packages keep needed code under such a name.
_NEEDED = re.compile(r"^(lxml/includes/__init__\.py|reportlab/lib/testutils\.py)$")
#: Left out of every Python: what cannot be reached without a network, a compiler or a terminal.
_PYTHON = re.compile(
    r"(^|/)(ensurepip|idlelib|lib2to3|turtledemo|tkinter|pydoc_data|test|distutils/command|__pycache__|venv)/"
    r"|(^|/)config-3[^/]*/|(^|/)pip/"
    # TLS stays: psycopg does not load without it.
    r"|(^|/)(_crypt|_dbm|_gdbm|nis|_curses|_curses_panel|readline|_bsddb|_test[^/]*|_xxtest[^/]*|xx[^/]*)\.(cpython[^/]*\.so|pyd)$"
    r"|sitecustomize\.py$"
)


#: Their licence (LGPL) asks for a source that can be changed, and what an office runs of ours it shall be able to read.
_WITH_SOURCE = frozenset({"jukiself", "PySide6", "shiboken6", "psycopg", "psycopg_binary", "start.py"})


def ships_source(name: str) -> bool:
    """Whether a module is shipped as people write it, and not as bytecode alone; the name is the one in the folder."""
    return name.split("/", maxsplit=1)[0] in _WITH_SOURCE


def ships(name: str) -> bool:
    """Whether a file of a wheel is part of what we ship; the name is the one inside the wheel."""
    if name.endswith("/") or name.startswith("jukiself/"):
        return not name.endswith("/")
    if name.startswith("PySide6/"):
        return _QT.fullmatch(name) is not None
    return _NEEDED.match(name) is not None or _LEFT_OUT.search(name) is None


def ships_python(name: str) -> bool:
    """Whether a file of a Python runtime is part of what we ship."""
    return _PYTHON.search(name) is None
