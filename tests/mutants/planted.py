"""A pytest plugin that plants one mutant of what runs at import: ``JUKISELF_MUTANT`` names it."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from typing import TYPE_CHECKING

from tests.mutants import slips

if TYPE_CHECKING:
    import types
    from collections.abc import Sequence


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, slip: slips.Slip) -> None:
        self.slip = slip

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.slip.module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec:
            spec.loader = _Loader(name, str(spec.origin), self.slip)
        return spec


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, slip: slips.Slip) -> None:
        super().__init__(name, path)
        self.slip = slip

    def get_code(self, fullname: str) -> types.CodeType:
        return compile(self.slip.planted(), self.get_filename(fullname), "exec", dont_inherit=True)


_NAME = os.environ["JUKISELF_MUTANT"]
sys.meta_path.insert(0, _Finder(next(one for file in slips.files() for one in slips.slips_of(file) if one.id == _NAME)))
