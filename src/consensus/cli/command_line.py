"""The command line: report, list, show, power and role-cards; errors in one line, exit status 2."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from .. import __version__
from ..errors import ConsensusError, InvalidInput

if TYPE_CHECKING:
    from ..models import Scenario
    from ..report.answers import Answer

__all__ = ["main"]

MEASURES = ("coleman_prevent", "coleman_initiate", "penrose", "banzhaf", "shapley_shubik")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="consensus")
def commands() -> None:
    """Decisions in which anyone may say no: who can block, what follows, what would change it."""


@commands.command()
@click.argument("scenarios", nargs=-1, metavar="[FILE|ID]...")
@click.option("--out", type=click.Path(path_type=Path), default=Path("consensus-report"),
              show_default=True, help="The folder to write into.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON, write nothing.")
def report(scenarios: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Write a site: an overview, a page a situation, situations side by side, the data.

    SCENARIOS are TOML files of your own or identifiers from `consensus list`; without them, all
    the situations that come with the library. What is printed at the end is the pair that carries
    the subject, a standing rule and a mandate that lapses, or your own scenarios.
    """
    from ..report import as_data, summary, write_site
    from ..report.page_files import check_folder
    from .studies import studied
    from .the_case import PAIR, contents_of

    if not as_json:
        check_folder(out)
    with _progress() as step:
        with studied(wanted=not scenarios and not as_json) as studies:
            answers = _answers(scenarios, step)
            if as_json:
                click.echo(json.dumps(as_data(answers, version=__version__), indent=2))
                return
            step("the chair's year")
            found = studies()
        contents = contents_of(answers, studies=found, case=not scenarios, step=step)
        written = write_site(contents, out, progress=step)
    from rich.console import Console
    from rich.padding import Padding

    console = Console(highlight=False, soft_wrap=False)
    shown = [a for a in answers if scenarios or a.scenario.id in PAIR]
    for line in summary(shown):
        console.print(Padding(line, (0, 0, 1, 0)), markup=False)
    pages = sum(path.suffix == ".html" for path in written)
    for path in written[:2]:
        click.echo(f"written: {path}")
    click.echo(f"written: {pages} pages and {len(written) - pages - 1} tables in all")


def _answers(names: Sequence[str], step: Callable[[str], None]) -> list[Answer]:
    """The answers to the scenarios of these names; without names, to all of the case."""
    from ..osce import situations
    from ..report import answer

    asked = list(dict.fromkeys(names)) or list(situations())
    found = []
    for number, name in enumerate(asked, 1):
        step(f"answering {number} of {len(asked)}: {name}")
        found.append(answer(_scenario(name), codings=_codings(name)))
    return found


@commands.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_situations(as_json: bool) -> None:
    """The situations that come with the library."""
    from ..osce import situations

    known = situations()
    if as_json:
        rows = [{"id": s.id, "title": s.title, "date": s.date} for s in known.values()]
        click.echo(json.dumps(rows, indent=2))
        return
    width = max(map(len, known))
    for name, scenario in known.items():
        click.echo(f"{name.ljust(width)}  {scenario.title}")


@commands.command()
@click.argument("situation", metavar="FILE|ID")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def show(situation: str, as_json: bool) -> None:
    """One situation in the terminal: who can block, what follows, what support would change."""
    from ..report import answer, as_data, terminal_text

    found = answer(_scenario(situation), codings=_codings(situation))
    if as_json:
        click.echo(json.dumps(as_data([found], version=__version__), indent=2))
        return
    from rich.console import Console

    Console(highlight=False).print(terminal_text(found), markup=False)


@commands.command()
@click.argument("rule", metavar="FILE|ID")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def power(rule: str, as_json: bool) -> None:
    """Vetoers, power to prevent and the common indices of a situation's rule, exact."""
    from .. import solutions

    scenario = _scenario(rule)
    measured: dict[str, Any] = {name: getattr(solutions, name)(scenario.rule) for name in MEASURES}
    vetoers = set(scenario.rule.vetoers)
    if as_json:
        rows = {
            player: {
                "vetoer": player in vetoers,
                **{name: str(values[player]) for name, values in measured.items()},
            }
            for player in scenario.players
        }
        click.echo(json.dumps({"players": rows}, indent=2))
        return
    from rich.console import Console

    Console(highlight=False).print(_power_table(scenario, measured, vetoers))


@commands.command("role-cards")
@click.argument("situation", metavar="FILE|ID")
@click.option("--out", type=click.Path(path_type=Path), default=Path("role-cards"),
              show_default=True, help="The folder to write into.")  # fmt: skip
@click.option("--player", "players", multiple=True, metavar="PLAYER|BLOC",
              help="Whom the class plays, once for each; everybody if left out.")  # fmt: skip
def role_cards(situation: str, out: Path, players: tuple[str, ...]) -> None:
    """A simulation for a class: a card a player, a sheet for the chair, one for the teacher.

    The cards print one a page and tell interests in words; what the model expects stands on the
    teacher's sheet alone.
    """
    from ..report import answer, write_role_cards
    from ..report.page_files import check_folder
    from ..report.roles.cards import chosen

    scenario = _scenario(situation)
    chosen(scenario, players)
    check_folder(out)
    with _progress() as step:
        step(f"answering {situation}")
        found = answer(scenario, codings=_codings(situation))
        written = write_role_cards(found, out, version=__version__, players=players)
    for path in written:
        if path.suffix == ".html":
            click.echo(f"written: {path}")


def _power_table(scenario: Scenario, measured: Mapping[str, Any], vetoers: set[str]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, title=escape(scenario.title), title_justify="left")
    table.add_column("player")
    table.add_column("veto")
    for name in MEASURES:
        table.add_column(name.replace("_", " "), justify="right")
    for player in scenario.players:
        table.add_row(
            escape(scenario.name_of(player)),
            "yes" if player in vetoers else "no",
            *(_short(measured[name][player]) for name in MEASURES),
        )
    return table


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 12 else f"≈ {float(value):.4g}"


def _scenario(name: str) -> Scenario:
    """A situation by identifier, or a file of the user's own."""
    from ..models import read_scenario
    from ..osce import situations

    if name.endswith(".toml") or "/" in name or Path(name).is_file():
        return read_scenario(Path(name))
    known = situations()
    if name not in known:
        raise InvalidInput(
            f"{name!r} is neither a file nor a situation; `consensus list` shows those there are"
        )
    return known[name]


def _codings(name: str) -> Mapping[str, Scenario]:
    """The other codings of a situation that comes with the library; none for a user's file."""
    from ..osce import CODINGS, situations

    if name not in situations() or Path(name).is_file():
        return {}
    return {coding: situations(coding=coding)[name] for coding in CODINGS[1:]}


class _progress:
    """A line on the terminal that says what is being done; silent when nobody looks."""

    def __enter__(self) -> Callable[[str], None]:
        from rich.console import Console

        self._status = Console(stderr=True).status("starting")
        if sys.stderr.isatty():
            self._status.start()
        return self._status.update

    def __exit__(self, *_: object) -> None:
        self._status.stop()


def _fail(message: str, status: int) -> NoReturn:
    click.echo(f"consensus: {' '.join(message.split())}", err=True)
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a refusal is one line on standard error and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        commands.main(args=arguments, prog_name="consensus", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("consensus: interrupted", err=True)
        sys.exit(130)
    except click.ClickException as problem:
        _fail(f"{problem.format_message()} (see consensus --help)", problem.exit_code)
    except ConsensusError as problem:
        _fail(str(problem), 2)
    except BrokenPipeError:
        sys.exit(141)
