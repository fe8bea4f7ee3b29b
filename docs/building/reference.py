"""The page of every public name, from the stubs; what no other page describes, it does."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent
PACKAGE = DOCS.parent / "src" / "consensus"
PAGE = "every-name.md"

ROOMS = {
    "rules": "Who can decide.",
    "institutions": "Rules of real bodies.",
    "games": "Who can do what, and what it is worth to whom.",
    "solutions": "What to expect.",
    "models": "From a scenario to a game.",
    "sweeps": "What would change the answer.",
    "osce": "The case.",
    "report": "How it is told.",
}
ALIASES = {
    "Ballot": 'The type of a ballot: `"assent"`, `"abstain"` or `"object"`.',
    "BALLOTS": "The three ballots.",
    "Preference": "An `Ideal`, `Numbers` or a `Ranking`.",
}
DIRECTIVE = re.compile(
    r"^\.\. auto(module|class|function|data|method):: (\S+)\n((?: +:.*\n)*)", re.M
)


def stubs() -> list[Path]:
    """The stubs of all rooms, in the order in which the page lists them."""
    known = list(ROOMS)
    found = {stub.parent.name: stub for stub in PACKAGE.glob("*/__init__.pyi")}
    order = [*(name for name in known if name in found), *sorted(found.keys() - set(known))]
    return [found[name] for name in order]


def public_names(stub: Path) -> list[str]:
    """The names that a stub makes public."""
    tree = ast.parse(stub.read_text(encoding="utf8"))
    return [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]


def resolve(dotted: str) -> Any:
    """The object that a dotted name stands for; an attribute comes before a module of that name."""
    first, *parts = dotted.split(".")
    found: Any = importlib.import_module(first)
    for place, part in enumerate(parts, 2):
        try:
            found = getattr(found, part)
        except AttributeError:
            found = importlib.import_module(".".join([first, *parts][:place]))
    return found


def described(page: str) -> Iterator[tuple[str, Any]]:
    """Name and object of everything that the directives of a page describe."""
    for kind, target, options in DIRECTIVE.findall(page + "\n"):
        found = resolve(target)
        yield target, found
        if kind == "module":
            members = re.search(r":members:(.*)", options)
            named = [n.strip() for n in members[1].split(",") if n.strip()] if members else []
            for name in named or (getattr(found, "__all__", []) if members else []):
                yield f"{target}.{name}", getattr(found, name)


def by_hand() -> dict[int, str]:
    """Under which name each object is described on the pages written by hand."""
    found: dict[int, str] = {}
    for path in sorted((DOCS / "look-up").glob("*.md")):
        if path.name != PAGE:
            for name, thing in described(path.read_text(encoding="utf8")):
                found.setdefault(id(thing), name)
    return found


def sentence(thing: Any) -> str:
    """The first sentence of a docstring, in one line."""
    if not (inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing)):
        return ""
    first = (inspect.getdoc(thing) or "").split("\n\n")[0]
    return " ".join(first.split()).replace("|", "\\|").replace("``", "`")


def page() -> str:
    """The page as Markdown."""
    known, left = by_hand(), []
    lines = ["# Every name", "", "All public names, room by room, each with its page.", ""]
    for stub in stubs():
        room = stub.parent.name
        module = importlib.import_module(f"consensus.{room}")
        lines += [
            f"## `consensus.{room}`",
            "",
            ROOMS.get(room, ""),
            "",
            "| name | |",
            "| --- | --- |",
        ]
        for name in sorted(public_names(stub), key=str.lower):
            thing = getattr(module, name)
            full = known.get(id(thing), f"consensus.{room}.{name}")
            if id(thing) not in known:
                left.append((full, thing))
            lines.append(
                f"| {{py:obj}}`{name} <{full}>` | {sentence(thing) or ALIASES.get(name, '')} |"
            )
        lines.append("")
    if left:
        lines += ["## Not on a page of their own subject", "", "```{eval-rst}"]
        for full, thing in left:
            kind = "class" if inspect.isclass(thing) else "function"
            if inspect.ismodule(thing):
                kind = "module"
            elif not callable(thing):
                kind = "data"
            lines += [f".. auto{kind}:: {full}", ""]
        lines += ["```", ""]
    return "\n".join(lines)


def write() -> None:
    """Write the page beside the others, unless it is there already as it should be."""
    target, text = DOCS / "look-up" / PAGE, page()
    if not target.exists() or target.read_text(encoding="utf8") != text:
        target.write_text(text, encoding="utf8")
