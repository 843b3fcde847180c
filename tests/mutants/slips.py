"""Small mistakes in Python code, planted in its syntax tree one at a time."""

from __future__ import annotations

import ast
import copy
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("checklist", "answers", "findings", "survey")
SEED = "jukiself-20261121"

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
#: Swapped arguments of these only break the program at once.
_PLAIN = {"isinstance", "getattr", "setattr", "next"}
#: Words the program compares; sentences for people are not mutated.
_WORD = re.compile(r"[a-z][a-z_-]*")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Slip:
    """One mutant: where it is, and how to plant it in a fresh tree of its module."""

    id: str
    file: str
    function: str  # the outermost function; empty for what runs at import
    line: int  # the first line of the innermost block it stands in
    path: tuple[int, ...]  # the way down `ast.iter_child_nodes`
    number: int  # which of the changes of that node

    @property
    def module(self) -> str:
        """The module's dotted name."""
        return self.file.removesuffix(".py").replace("/", ".")

    def planted(self) -> ast.Module:
        """The module with the mistake in it."""
        tree = ast.parse((ROOT / self.file).read_text(encoding="utf-8"))
        parent: ast.AST = tree
        node: ast.AST = tree
        for step in self.path:
            parent, node = node, list(ast.iter_child_nodes(node))[step]
        _put(parent, node, list(_changes(node))[self.number][1])
        return ast.fix_missing_locations(tree)


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
        elif isinstance(value, list):
            setattr(parent, name, [new if one is old else one for one in value])


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for kind, make in _KINDS.items():
        if isinstance(node, kind):
            yield from make(node)


def _compare(node: ast.Compare) -> Iterator[tuple[str, ast.AST]]:
    for place, sign in enumerate(node.ops):
        ops = [*node.ops[:place], _COMPARE[type(sign)](), *node.ops[place + 1 :]]
        yield "comparison", _with(node, ops=ops)


def _bool(node: ast.BoolOp) -> Iterator[tuple[str, ast.AST]]:
    yield "and/or", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for place in range(len(node.values)):
        left = [*node.values[:place], *node.values[place + 1 :]]
        yield "clause dropped", left[0] if len(left) == 1 else _with(node, values=left)


def _unary(node: ast.UnaryOp) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node.op, ast.Not):
        yield "not dropped", node.operand


def _binary(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    if type(node.op) in _BINARY:
        yield "operator", _with(node, op=_BINARY[type(node.op)]())


def _constant(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        yield "constant", ast.Constant(value + 1)
        yield "constant", ast.Constant(value - 1)
    elif isinstance(value, str) and _WORD.fullmatch(value):
        yield "word", ast.Constant(value + "-x")


def _test(node: ast.If | ast.IfExp | ast.While) -> Iterator[tuple[str, ast.AST]]:
    if not isinstance(node.test, ast.UnaryOp | ast.Compare):
        yield "condition negated", _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _filter(node: ast.comprehension) -> Iterator[tuple[str, ast.AST]]:
    for place in range(len(node.ifs)):
        yield "filter dropped", _with(node, ifs=[*node.ifs[:place], *node.ifs[place + 1 :]])


def _return(node: ast.Return) -> Iterator[tuple[str, ast.AST]]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield "return None", _with(node, value=ast.Constant(None))


def _dropped(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield "statement dropped", ast.Pass()


def _call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    if (
        len(node.args) > 1
        and ast.unparse(node.func) not in _PLAIN
        and not any(isinstance(one, ast.Starred) for one in node.args[:2])
    ):
        yield "arguments swapped", _with(node, args=[node.args[1], node.args[0], *node.args[2:]])
    if isinstance(node.func, ast.Name) and node.func.id in _CALLS and len(node.args) == 1:
        other = _CALLS[node.func.id]
        keywords = [] if other == "list" else node.keywords
        yield f"{node.func.id} becomes {other}", _with(node, func=ast.Name(other, ast.Load()), keywords=keywords)


def _slice(node: ast.Slice) -> Iterator[tuple[str, ast.AST]]:
    if node.lower is not None:
        yield "slice bound dropped", _with(node, lower=None)
    if node.upper is not None:
        yield "slice bound dropped", _with(node, upper=None)


_KINDS: dict[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., Iterator[tuple[str, ast.AST]]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.Constant: _constant,
    (ast.If, ast.IfExp, ast.While): _test,
    ast.comprehension: _filter,
    ast.Return: _return,
    (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break): _dropped,
    ast.Call: _call,
    ast.Slice: _slice,
}


def slips_of(file: str) -> list[Slip]:
    """Every mutant of one file; what only types and documents is left out."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    found: list[Slip] = []

    def walk(node: ast.AST, path: tuple[int, ...], names: tuple[str, ...], function: str, line: int) -> None:
        for number, (kind, new) in enumerate(_changes(node)):
            what = f"{file.removeprefix('jukiself/')} {'.'.join(names) or '(module)'}: {kind}: {_said(node, new)}"
            seen[what] += 1
            name = what if seen[what] == 1 else f"{what} ({seen[what]})"
            found.append(Slip(name, file, function, line, path, number))
        skip = _untouched(node)
        for place, child in enumerate(ast.iter_child_nodes(node)):
            if child in skip:
                continue
            below = (*path, place)
            if isinstance(child, (*_FUNCTIONS, ast.ClassDef)):
                inner = (*names, child.name)
                outermost = ".".join(inner) if not function and isinstance(child, _FUNCTIONS) else function
                walk(child, below, inner, outermost, child.body[0].lineno if outermost else line)
            else:
                walk(child, below, names, function, _block(node, child, line))

    walk(tree, (), (), "", 0)
    return found


def _untouched(node: ast.AST) -> list[ast.AST]:
    """Children that only type, document or import; defaults of arguments and decorators run at import."""
    if isinstance(node, _FUNCTIONS):
        return [one for one in (node.args, node.returns, *node.decorator_list) if one]
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases]
    if isinstance(node, ast.Module):
        return [one for one in node.body if _typing(one)]
    if isinstance(node, ast.AnnAssign):
        return [node.annotation]
    if isinstance(node, ast.JoinedStr):
        return [one for one in node.values if isinstance(one, ast.Constant)]
    return []


def _typing(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    names = [one.id for one in node.targets if isinstance(one, ast.Name)] if isinstance(node, ast.Assign) else []
    return bool({"__all__"} & set(names)) or any(ast.unparse(node).startswith(f"{one} = TypeVar") for one in names)


def _block(parent: ast.AST, child: ast.AST, line: int) -> int:
    """The first line of the block a statement stands in: whether a test ran it decides whether it can notice."""
    for name in ("body", "orelse", "finalbody"):
        body = getattr(parent, name, None)
        if isinstance(body, list) and child in body and isinstance(body[0], ast.stmt) and line:
            return body[0].lineno
    return line


def _said(node: ast.AST, new: ast.AST) -> str:
    old, now = (_text(one) for one in (node, new))
    return f"{old} → {now}" if not isinstance(new, ast.Pass) else old


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        node = node.test
    if isinstance(node, ast.Slice | ast.comprehension):
        whole = ast.unparse(node).strip()
    else:
        whole = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node)))
    whole = " ".join(whole.replace("`", "'").split())
    return whole if len(whole) <= 70 else f"{whole[:45]} … {whole[-22:]}"


def files() -> list[str]:
    """The files mutated."""
    return sorted(
        str(one.relative_to(ROOT).as_posix()) for name in PACKAGES for one in (ROOT / "jukiself" / name).glob("*.py")
    )


def sample(count: int, seed: str = SEED) -> list[Slip]:
    """So many mutants; which ones hangs on their names alone, so that an edit elsewhere changes little."""
    every = [one for file in files() for one in slips_of(file)]
    every.sort(key=lambda one: hashlib.sha256(f"{seed} {one.id}".encode()).digest())
    return sorted(every[:count], key=lambda one: (one.file, one.function, one.id))
