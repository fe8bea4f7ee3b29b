"""Whether wheel and sdist hold what they should, and whether the wheel works where it is installed.

``python .ci/check_dist.py dist`` compares their files with the repository's;
``python .ci/check_dist.py dist PYTHON...`` also installs the wheel into a fresh environment of each
interpreter, away from the repository, and asks it real questions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
SMOKE = """
from importlib.metadata import version
import consensus
from consensus import models, osce, rules, solutions, sweeps
assert version("consensus-games") == consensus.__version__
assert "site-packages" in consensus.__file__, consensus.__file__
assert len(osce.permanent_council(2010).vetoers) == 56
assert len(osce.decisions()) > 50
for scenario in osce.situations().values():
    models.who_blocks(scenario)
council = rules.by_consensus(["a", "b", "c"])
assert str(solutions.shapley_shubik(council)["a"]) == "1/3"
found = sweeps.regimes(lambda x: 2 * x > 1, over={"x": (0, 1)})
assert [str(edge) for edge in found.edges] == ["1/2"]
"""


def tracked() -> set[str]:
    """The repository's files, as git knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}


def check_wheel(wheel: Path, files: set[str]) -> None:
    """The wheel holds the package, all of it, and nothing else."""
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {name.removeprefix("src/") for name in files if name.startswith("src/consensus/")}
    assert inside == wanted, f"{wheel.name}: {sorted(inside ^ wanted)}"
    assert {".py", ".pyi", ".toml", ".csv"} <= {PurePosixPath(name).suffix for name in inside}
    assert "consensus/py.typed" in inside
    assert any("/templates/" in name for name in inside)


def check_sdist(sdist: Path, files: set[str]) -> None:
    """The sdist holds what the repository holds, and what the build writes into it."""
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    missing = {name for name in files if name not in inside}
    stray = inside - files - {"PKG-INFO"}
    assert not missing, f"{sdist.name} lacks {sorted(missing)}"
    assert not stray, f"{sdist.name} holds {sorted(stray)}"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the repository, and return what it prints."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def check_installed(wheel: Path, python: str) -> None:
    """The wheel works in a fresh environment of this interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        run(python, "-m", "venv", "environment", cwd=here)
        tools = here / "environment" / "bin"
        run(tools / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check",
            "-c", ROOT / "constraints.txt", wheel, cwd=here)  # fmt: skip
        run(tools / "python", "-W", "error", "-c", SMOKE, cwd=here)
        version = run(tools / "consensus", "--version", cwd=here).strip()
        listed = run(tools / "consensus", "list", cwd=here).splitlines()
        run(tools / "consensus", "report", listed[0].split()[0], "--out", "out", cwd=here)
        pages = list((here / "out").rglob("*.html"))
        assert pages, "no page was written"
        assert all(page.stat().st_size > 5_000 for page in pages if page.name == "index.html")
        print(f"{run(tools / 'python', '--version', cwd=here).strip()}: {version}, "
              f"{len(listed)} situations, {len(pages)} page(s)")  # fmt: skip


def main(folder: str, *pythons: str) -> None:
    """Check what lies in the folder."""
    (wheel,) = Path(folder).resolve().glob("*.whl")
    (sdist,) = Path(folder).resolve().glob("*.tar.gz")
    files = tracked()
    check_wheel(wheel, files)
    check_sdist(sdist, files)
    print(f"{wheel.name} and {sdist.name} hold what they should")
    for python in pythons:
        found = shutil.which(python)
        assert found is not None, f"no interpreter {python}"
        check_installed(wheel, str(Path(found).absolute()))


if __name__ == "__main__":
    main(*sys.argv[1:])
