"""The rules of the house, read off the source: what imports what, and what is absent."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "consensus"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each room may import the rooms named here, and itself.
MAY_IMPORT = {
    "errors": set(),
    "exact": {"errors"},
    "rules": {"errors", "exact"},
    "institutions": {"errors", "exact", "rules"},
    "games": {"errors", "exact", "rules"},
    "solutions": {"errors", "exact", "rules", "games"},
    "models": {"errors", "exact", "rules", "games", "solutions"},
    "sweeps": {"errors", "exact", "solutions"},
    "osce": {
        "errors", "exact", "rules", "institutions", "games", "solutions", "models", "sweeps",
    },
    "report": {"errors", "exact", "rules", "games", "solutions", "models", "sweeps"},
    "cli": {
        "errors", "exact", "rules", "institutions", "games", "solutions", "models", "sweeps",
        "osce", "report",
    },
    "__init__": set(),
    "__main__": {"cli"},
}  # fmt: skip

MAY_TOUCH_FILES = ("osce", "institutions", "games/gambit", "models/scenario", "sweeps/store",
                   "report/page", "cli")  # fmt: skip
FORBIDDEN_NAMES = {"util", "utils", "common", "core", "helpers", "misc"}


def room(path: Path) -> str:
    inner = path.relative_to(PACKAGE)
    return inner.parts[0] if len(inner.parts) > 1 else inner.stem


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, relative imports resolved, with its line."""
    package = ["consensus", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                if node.module:
                    yield ".".join([*base, node.module]), node.lineno
                else:
                    for alias in node.names:
                        yield ".".join([*base, alias.name]), node.lineno
            else:
                assert node.module is not None
                if node.module == "consensus":
                    for alias in node.names:
                        yield f"consensus.{alias.name}", node.lineno
                else:
                    yield node.module, node.lineno


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{name_of(path)}: a room the design does not know"
    for module, line in imports(path):
        parts = module.split(".")
        if parts[0] != "consensus" or len(parts) == 1:
            continue
        there = parts[1]
        if there.startswith("__"):  # the version, a name of the package itself
            continue
        if there != here:
            assert there in MAY_IMPORT[here], f"{name_of(path)}:{line}: {here} imports {there}"
        if here == "sweeps" and there == "solutions":
            assert parts[2:3] == ["solution"], f"{name_of(path)}:{line}: only the records"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_plot_imports_a_plotting_library(path: Path) -> None:
    drawing = [m for m, _ in imports(path) if m.split(".")[0] in {"matplotlib", "seaborn"}]
    assert not drawing or name_of(path).startswith("report/plot")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_peers_under_gpl_are_imported_by_the_converters_only(path: Path) -> None:
    peers = [m for m, _ in imports(path) if m.split(".")[0] == "pygambit"]
    assert not peers or name_of(path) == "games/convert.py"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_names(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    tree = ast.parse(path.read_text(encoding="utf8"))
    defined = {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    assert path.stem not in defined, "a module never shares its name with what it exports"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_solutions_and_games_print_nothing_and_files_stay_in_few_rooms(path: Path) -> None:
    touched = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called == "print":
            assert room(path) == "cli", f"{name_of(path)}:{node.lineno}: prints"
        if called in touched:
            assert name_of(path).startswith(MAY_TOUCH_FILES), (
                f"{name_of(path)}:{node.lineno}: touches files"
            )
        assert called not in {"eval", "exec"}, f"{name_of(path)}:{node.lineno}: evaluates text"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_hidden_randomness_and_no_pickle(path: Path) -> None:
    for module, line in imports(path):
        assert module.split(".")[0] != "random", f"{name_of(path)}:{line}: the global generator"
        assert module.split(".")[0] != "pickle", f"{name_of(path)}:{line}: pickle"
    text = path.read_text(encoding="utf8")
    assert "np.random.seed" not in text
    assert "default_rng()" not in text, "a generator is passed in, never made without a seed"


def test_importing_the_package_stays_light() -> None:
    """What `import consensus` must not load; its time is measured in benchmarks/."""
    code = (
        "import sys, consensus\n"
        "heavy = {'scipy', 'sympy', 'matplotlib', 'flint', 'nashpy', 'pandas', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )  # fmt: skip
    assert run.stdout.strip() == "[]"


def test_public_names_load() -> None:
    import consensus

    for name in dir(consensus):
        part = getattr(consensus, name)
        for inner in getattr(part, "__all__", ()):
            assert getattr(part, inner) is not None
