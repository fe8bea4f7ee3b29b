"""Inquiries about deals: who pays an agent for what it does, and which package nobody refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...exact.arithmetic import Formula
from ...games.agency import Agency, Threat
from ...games.agenda import Agenda, Issue, Linkage
from ...rules.families import by_consensus
from ...solutions import (
    cheapest_compensation,
    count_packages,
    truthful,
    veto_prices,
    without_offers,
)
from .entries import Cells, Entries, names_in, or_joined, value, values
from .record import Detail

__all__ = ["Package", "Principals"]

_MOST_PACKAGES = 2_000
COUNTED = ("net", "gain", "saved")


@dataclass(frozen=True)
class Harm:
    """A threat of one principal against one action, with its cells."""

    principal: str
    action: str
    cells: Cells
    counted: Literal["net", "gain", "saved"]


@dataclass(frozen=True)
class Principals:
    """Several principals each promise an agent payments for what it does (model A)."""

    agent: str
    actions: Cells
    stakes: Mapping[str, Cells]
    harms: tuple[Harm, ...]

    @classmethod
    def read(cls, entries: Entries) -> Principals:
        """Entries ``agent``, ``actions``: action -> its worth to the agent, ``stakes`` and threats.

        ``stakes``: principal -> action -> worth. ``threats``: a list of tables with ``principal``,
        ``action``, ``harm``, ``punish_cost``, ``reputation`` and, if not "net", ``counted``.
        """
        actions = entries.cells("actions")
        stakes = entries.tables("stakes", tuple(actions))
        harms: list[Harm] = []
        for i, one in enumerate(entries.take("threats") if entries.has("threats") else ()):
            inner = Entries(one, f"{entries.where}: threats.{i}")
            principal = inner.one_of("principal", tuple(stakes), "")
            action = inner.one_of("action", tuple(actions), "")
            counted: Any = inner.one_of("counted", COUNTED, "net")
            cells = {key: inner.cell(key) for key in ("harm", "punish_cost", "reputation")}
            inner.finish()
            harms.append(Harm(principal, action, immutabledict(cells), counted))
        return cls(entries.text("agent"), actions, stakes, tuple(harms))

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.actions, self.stakes, *(harm.cells for harm in self.harms))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "Offers are binding, unlimited, tied to the action only and truthful: each principal's"
            " offers differ between actions by exactly what the actions are worth to it.",
        )

    def game(self, **given: Any) -> Agency:
        """The game at these values of the parameters."""
        threats: dict[str, tuple[Threat, ...]] = {}
        for harm in self.harms:
            read = values(harm.cells, given)
            one = Threat(
                harm.action, read["harm"], read["punish_cost"], read["reputation"], harm.counted
            )
            threats[harm.principal] = (*threats.get(harm.principal, ()), one)
        stakes = {principal: values(cells, given) for principal, cells in self.stakes.items()}
        return Agency(stakes, values(self.actions, given), threats)

    def outcome(self, **given: Any) -> str:
        """The action in truthful equilibria; several where they tie.

        It is the one with the largest joint surplus; who pays is for the details.
        """
        game = self.game(**given)
        totals = [(action, game.surplus(action)) for action in game.actions]
        best = totals[0][1]
        for _, total in totals[1:]:
            if total > best:
                best = total
        return or_joined(action for action, total in totals if total == best)

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """Payments, the least that each coalition pays, the agent's gain, and silent division."""
        game = self.game(**given)
        found = truthful(game)
        rows = [
            Detail(f"{principal} pays, in one such equilibrium", amount)
            for principal, amount in found.payments.items()
        ]
        rows += [
            Detail(
                f"least that {' and '.join(sorted(members))} must pay"
                + (" together" if len(members) > 1 else ""),
                amount,
            )
            for members, amount in sorted(
                found.bounds.items(), key=lambda one: (len(one[0]), sorted(one[0]))
            )
            if amount != 0
        ]
        rows.append(Detail(f"gain of {self.agent}", found.rent))
        if found.margin is not None:
            rows.append(Detail("margin over the next best action", found.margin))
        silent = without_offers(game)
        rows.append(
            Detail("lasts even if nobody offers anything", "; ".join(silent.items) or "nothing")
        )
        rows += [
            Detail(
                f"“{action}” without offers is broken by",
                "; ".join(f"{' and '.join(sorted(who))} for “{to}”" for who, to in breakers)
                or "nobody",
            )
            for action, breakers in silent.breakers.items()
        ]
        return tuple(rows)


@dataclass(frozen=True)
class Together:
    """What a player gains besides if a package holds all these options."""

    player: str
    options: Mapping[str, str]
    worth: Formula

    @classmethod
    def read(
        cls, entries: Entries, players: tuple[str, ...], issues: Mapping[str, Any]
    ) -> Together:
        """Entries ``player``, ``worth``: a cell, and ``options``: issue -> option."""
        inner = entries.table("options")
        options = {}
        for name in list(inner.left):
            if name not in issues:
                raise InvalidInput(f"{inner.where}: {name!r} is no issue")
            options[name] = inner.one_of(name, tuple(issues[name]), "")
        if len(options) < 2:
            raise InvalidInput(f"{inner.where}: expected options of at least two issues")
        read = cls(
            entries.one_of("player", players, ""), immutabledict(options), entries.cell("worth")
        )
        entries.finish()
        return read

    def held(self, package: Mapping[str, str]) -> bool:
        """Whether a package holds all its options."""
        return all(package[name] == option for name, option in self.options.items())


@dataclass(frozen=True)
class Package:
    """Several issues decided together by consensus: which packages nobody refuses.

    A player refuses a package worth less to it than the reversion of all issues by more than its
    cost of standing alone, or worse for it on an issue that it holds uncompensable.
    """

    players: tuple[str, ...]
    issues: Mapping[str, Mapping[str, Cells]]
    reversions: Mapping[str, str]
    firm: Mapping[str, frozenset[str]]
    cost: Mapping[str, Formula]
    together: tuple[Together, ...] = ()

    @classmethod
    def read(cls, entries: Entries) -> Package:
        """Entries ``players``, ``issues`` and, if not 0, ``stand_alone_cost``: player -> cell.

        If gains do not simply add up, ``together``: a list of `Together`, none of which the
        reversions hold.

        An issue has ``reversion``: an option, ``values``: option -> player -> cell (0 for those
        left out) and, if there are any, ``uncompensable``: a list of players.
        """
        players = entries.texts("players")
        outer = entries.table("issues")
        issues: dict[str, Mapping[str, Cells]] = {}
        reversions: dict[str, str] = {}
        firm: dict[str, frozenset[str]] = {}
        size = 1
        for name in list(outer.left):
            inner = outer.table(name)
            issues[name] = inner.tables("values", players)
            reversions[name] = inner.one_of("reversion", tuple(issues[name]), "")
            held = inner.texts("uncompensable") if inner.has("uncompensable") else ()
            for player in held:
                if player not in players:
                    raise InvalidInput(f"{inner.where}: uncompensable: {player!r} is no player")
            firm[name] = frozenset(held)
            inner.finish()
            size *= len(issues[name])
        if not issues or size > _MOST_PACKAGES:
            raise InvalidInput(f"{outer.where}: {size} packages, 1 to {_MOST_PACKAGES} are read")
        cost: Cells = immutabledict()
        if entries.has("stand_alone_cost"):
            cost = entries.cells("stand_alone_cost", players, all_of=False)
        given = entries.take("together") if entries.has("together") else []
        together = tuple(
            Together.read(Entries(one, f"{entries.where}: together.{i}"), players, issues)
            for i, one in enumerate(given)
        )
        for i, one in enumerate(together):
            if one.held(reversions):
                raise InvalidInput(f"{entries.where}: together.{i}: the reversions hold it")
        return cls(
            players, immutabledict(issues), immutabledict(reversions), immutabledict(firm), cost,
            together,
        )  # fmt: skip

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.cost, *self.issues.values(), *(one.worth for one in self.together))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "What a player gains on one issue makes up for what it loses on another, unless it"
            " holds an issue uncompensable; of the packages that nobody refuses the one with the"
            " greatest sum of gains is named.",
            *(("Some options are worth more, or less, if they come together.",) if self.together
              else ()),
        )  # fmt: skip

    def _gains(self, given: Mapping[str, Any]) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """Issue -> option -> player -> gain over the reversion."""
        gains: dict[str, dict[str, dict[str, Any]]] = {}
        for name, options in self.issues.items():
            worth = {option: values(cells, given) for option, cells in options.items()}
            base = worth[self.reversions[name]]
            gains[name] = {
                option: {p: own.get(p, 0) - base.get(p, 0) for p in self.players}
                for option, own in worth.items()
            }
        return gains

    def _packages(self) -> Iterator[tuple[str, ...]]:
        return product(*self.issues.values())

    def _moved(self, player: str) -> bool:
        """Whether a parameter enters what a player gains or pays."""
        cells = [own[player] for options in self.issues.values() for own in options.values()
                 if player in own]  # fmt: skip
        cells += [one.worth for one in self.together if one.player == player]
        return bool(names_in(*cells, *([self.cost[player]] if player in self.cost else [])))

    def _besides(self, package: tuple[str, ...], given: Mapping[str, Any]) -> dict[str, Any]:
        """What each player gains from options that come together."""
        chosen = dict(zip(self.issues, package, strict=True))
        gains: dict[str, Any] = dict.fromkeys(self.players, 0)
        for one in self.together:
            if one.held(chosen):
                gains[one.player] += value(one.worth, given)
        return gains

    def _passing(self, given: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Any]]:
        """The packages that nobody refuses, with their sum of gains.

        Issue by issue; a beginning is given up as soon as a player whom no parameter concerns
        would refuse whatever follows.
        """
        gains = self._gains(given)
        costs = values(self.cost, given)
        least = [-costs.get(player, 0) for player in self.players]
        sums = {name: {option: sum(own.values(), start=0) for option, own in options.items()}
                for name, options in gains.items()}  # fmt: skip
        fixed = [i for i, player in enumerate(self.players) if not self._moved(player)]
        others = [i for i in range(len(self.players)) if i not in fixed]
        names = list(gains)
        most = [0] * len(self.players)
        for one in self.together:
            i = self.players.index(one.player)
            if i in fixed:
                most[i] += max(value(one.worth, given), 0)
        ahead = [most]  # the most that is still to be gained
        for name in reversed(names):
            best = [0] * len(self.players)
            for i in fixed:
                if self.players[i] not in self.firm[name]:
                    best[i] = max(own[self.players[i]] for own in gains[name].values())
            ahead.insert(0, [x + y for x, y in zip(best, ahead[0], strict=True)])
        found = []

        def extend(chosen: tuple[str, ...], own: list[Any], total: Any) -> None:
            depth = len(chosen)
            if any(own[i] + ahead[depth][i] < least[i] for i in fixed):
                return
            if depth == len(names):
                besides = self._besides(chosen, given)
                have = [x + besides[p] for x, p in zip(own, self.players, strict=True)]
                if not any(have[i] < least[i] for i in (*fixed, *others)):
                    found.append((chosen, total + sum(besides.values())))
                return
            name = names[depth]
            for option, gain in gains[name].items():
                if any(gain[player] < 0 for player in self.firm[name]):
                    continue  # refused outright
                more = [x if player in self.firm[name] else x + gain[player]
                        for x, player in zip(own, self.players, strict=True)]  # fmt: skip
                extend((*chosen, option), more, total + sums[name][option])

        extend((), [0] * len(self.players), 0)
        return found

    def outcome(self, **given: Any) -> str:
        """The passing package with the greatest sum of gains."""
        best: list[tuple[str, ...]] = []
        most: Any = None
        for package, total in self._passing(given):
            if most is None or total > most:
                best, most = [package], total
            elif total == most:
                best.append(package)
        if not best:
            return "no package passes"
        return or_joined(self._said(package) for package in best)

    def _said(self, package: tuple[str, ...]) -> str:
        changed = [
            f"{name}: {option}"
            for name, option in zip(self.issues, package, strict=True)
            if option != self.reversions[name]
        ]
        return "; ".join(changed) or "nothing is agreed"

    def agenda(self, **given: Any) -> Agenda:
        """The same as a game, at exact values of the parameters."""
        issues = {}
        for name, options in self.issues.items():
            worth = {option: values(cells, given) for option, cells in options.items()}
            rows = {p: {option: own.get(p, 0) for option, own in worth.items()}
                    for p in self.players}  # fmt: skip
            issues[name] = Issue(rows, self.reversions[name], self.firm[name])
        linkages = tuple(
            Linkage(one.player, tuple(one.options.items()), value(one.worth, given))
            for one in self.together
        )
        costs = values(self.cost, given)
        return Agenda(issues, by_consensus(self.players), costs, linkages)

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """How many packages pass, what vetoes cost, and what would buy the largest package."""
        agenda = self.agenda(**given)
        passing = self._passing(given)
        rows = [
            Detail("packages in all", agenda.size),
            Detail("packages that nobody refuses", count_packages(agenda)),
        ]
        if passing:
            for player, price in veto_prices(agenda).items():
                if price:
                    rows.append(
                        Detail(f"what the veto of {player} costs all players together", price)
                    )
        richest = self._richest(given)
        if richest not in [package for package, _ in passing]:
            chosen = dict(zip(self.issues, richest, strict=True))
            rows.append(Detail("greatest sum of gains, refused by some", self._said(richest)))
            bought = cheapest_compensation(agenda, package=chosen)
            if bought.total is None:
                rows.append(Detail("compensation that would make it pass", "none: uncompensable"))
            else:
                rows += [
                    Detail(f"compensation that {player} would need", amount)
                    for player, amount in bought.receipts.items()
                ]
                rows.append(Detail("could the others pay it", "yes" if bought.affordable else "no"))
        return tuple(rows)

    def _richest(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        gains = self._gains(given)

        def total(package: tuple[str, ...]) -> Any:
            own = zip(gains.values(), package, strict=True)
            apart = sum((sum(options[option].values()) for options, option in own), start=0)
            return apart + sum(self._besides(package, given).values())

        if self.together:
            return max(self._packages(), key=total)
        return tuple(
            max(options, key=lambda option: sum(options[option].values()))
            for options in gains.values()
        )
