"""Compiles the words of the web office whenever the package is built or installed."""

from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileWords(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `scripts/catalogues.py compile`. Where babel is not installed nobody asked for the office."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before anything is packed."""
        if find_spec("babel") is None:
            return
        root = Path(self.root)
        spec = spec_from_file_location("catalogues", root / "scripts" / "catalogues.py")
        assert spec
        assert spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        module.compile_all(root / "src" / "forbear" / "office")
