"""Equilibria beside the neighbours, in one process; see the table at the end of the run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from consensus import rules
from consensus.games import RollCall, Strategic, convert
from consensus.solutions import (
    coalition_proof_nash,
    nash,
    one_nash,
    pure_nash,
    rationalizable,
    strong_nash,
    undominated,
    undominated_nash,
)

LRS = Path("/usr/bin/lrsnash")
SOURCE = Path(__file__).resolve().parent.parent / "src"


def random_tables(n: int, high: int = 1000) -> Any:
    return np.random.default_rng(n).integers(0, high, size=(2, n, n))


def binary(n: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).integers(-(10**6), 10**6, size=(n,) + (2,) * n)


# Two players, all equilibria ----------------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 10, 12, 14, pytest.param(16, marks=pytest.mark.slow)])
def test_all_equilibria(benchmark: Any, n: int) -> None:
    tables = random_tables(n)
    benchmark.pedantic(lambda: nash(Strategic(tables)), rounds=1 if n > 12 else 3)


@pytest.mark.skipif(not LRS.exists(), reason="lrsnash (Debian: lrslib) is absent")
@pytest.mark.parametrize("high", [10, 1000])
@pytest.mark.parametrize("n", [10, 12, 14, pytest.param(16, marks=pytest.mark.slow)])
def test_all_equilibria_beside_lrsnash(ratio: Any, n: int, high: int) -> None:
    tables = random_tables(n, high)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game"
        lines = [f"{n} {n}", ""]
        for table in tables:
            lines += [" ".join(map(str, row)) for row in table] + [""]
        path.write_text("\n".join(lines))
        ratio(
            f"all equilibria {n}x{n}, payoffs below {high}",
            ours=lambda: nash(Strategic(tables)),
            peer=lambda: subprocess.run([str(LRS), str(path)], capture_output=True, check=True),
            peer_name="lrsnash",
            rounds=3 if n < 14 else 2,
            peer_rounds=3 if n < 14 else 1,
        )


@pytest.mark.parametrize("n", [7, pytest.param(10, marks=pytest.mark.slow)])
def test_all_equilibria_beside_gambit(ratio: Any, n: int) -> None:
    pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    tables = random_tables(n)
    twin = convert.to_pygambit(Strategic(tables))
    ratio(
        f"all equilibria {n}x{n}, exact",
        ours=lambda: nash(Strategic(tables)),
        peer=lambda: pygambit.nash.enummixed_solve(twin, rational=True),
        peer_name="gambit",
        peer_rounds=1,
    )


def test_one_cold_process_beside_quantecon(ratio: Any) -> None:
    """Import included: each round is a new process."""
    pytest.importorskip("quantecon", reason="quantecon is an optional peer")
    data = "np.random.default_rng(5).integers(0, 10, size=(2, 5, 5))"
    ours = (
        f"import numpy as np\nfrom consensus import games, solutions\n"
        f"solutions.nash(games.Strategic({data}))"
    )
    peer = (
        f"import numpy as np\nimport quantecon.game_theory as gt\na, b = {data}\n"
        "gt.vertex_enumeration(gt.NormalFormGame((gt.Player(a), gt.Player(b.T.copy()))))"
    )

    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCE)})

    ratio(
        "one cold process, 5x5",
        ours=lambda: run(ours),
        peer=lambda: run(peer),
        peer_name="quantecon",
        rounds=2,
        peer_rounds=1,
    )


# More players -------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [3, 5, 6, *(pytest.param(k, marks=pytest.mark.slow) for k in (7, 8))])
def test_isolated_equilibria_of_two_actions_each(benchmark: Any, n: int) -> None:
    game = Strategic(binary(n))
    benchmark.pedantic(lambda: nash(game, limit=10_000_000), rounds=1)


@pytest.mark.parametrize("n", [5, 6, pytest.param(7, marks=pytest.mark.slow)])
def test_isolated_equilibria_beside_enumpoly(ratio: Any, n: int) -> None:
    pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    game = Strategic(binary(n))
    twin = convert.to_pygambit(game)
    mine = len(nash(game))
    theirs = len(pygambit.nash.enumpoly_solve(twin).equilibria)
    ratio(
        f"{n} players: {mine} equilibria, enumpoly finds {theirs}",
        ours=lambda: nash(game),
        peer=lambda: pygambit.nash.enumpoly_solve(twin),
        peer_name="enumpoly",
    )


# Pure equilibria ----------------------------------------------------------------------------------


def test_pure_equilibria_of_a_million_profiles_beside_one_pass(ratio: Any) -> None:
    tables = np.random.default_rng(1).integers(0, 100, size=(20,) + (2,) * 20)
    ratio(
        "pure, 2^20 profiles, build included",
        ours=lambda: pure_nash(Strategic(tables)),
        peer=lambda: (tables >= 50).sum(),
        peer_name="one NumPy pass",
    )


def test_pure_equilibria_of_many_profiles_beside_the_peers(ratio: Any) -> None:
    pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    tables = np.random.default_rng(1).integers(0, 100, size=(12,) + (2,) * 12)
    game = Strategic(tables)
    twin = convert.to_pygambit(game)
    ratio(
        "pure, 2^12 profiles",
        ours=lambda: pure_nash(Strategic(tables)),
        peer=lambda: pygambit.nash.enumpure_solve(twin),
        peer_name="gambit",
        peer_rounds=1,
    )


@pytest.mark.slow
def test_pure_equilibria_of_2_16_profiles_beside_quantecon(ratio: Any) -> None:
    quantecon = pytest.importorskip("quantecon", reason="quantecon is an optional peer")
    tables = np.random.default_rng(1).integers(0, 100, size=(16,) + (2,) * 16)
    order = [[(i + k) % 16 for k in range(16)] for i in range(16)]
    players = [
        quantecon.game_theory.Player(np.ascontiguousarray(tables[i].transpose(order[i])))
        for i in range(16)
    ]
    twin = quantecon.game_theory.NormalFormGame(players)
    ratio(
        "pure, 2^16 profiles",
        ours=lambda: pure_nash(Strategic(tables)),
        peer=lambda: quantecon.game_theory.pure_nash_brute(twin),
        peer_name="quantecon",
        peer_rounds=1,
    )


# Linear programmes and dominance ------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["integers", "floats"])
@pytest.mark.parametrize("n", [100, pytest.param(500, marks=pytest.mark.slow)])
def test_zero_sum_beside_nashpy(ratio: Any, n: int, kind: str) -> None:
    import nashpy

    rng = np.random.default_rng(n)
    table = rng.integers(1, 100, size=(n, n)) if kind == "integers" else rng.uniform(size=(n, n))
    twin = nashpy.Game(table.astype(float))
    ratio(
        f"zero-sum {n}x{n}, {kind}, ours exact",
        ours=lambda: one_nash(Strategic([table, -table])),
        peer=twin.linear_program,
        peer_name="nashpy",
        rounds=3,
        peer_rounds=2,
    )


@pytest.mark.slow
def test_iterated_dominance_beside_gambit(ratio: Any) -> None:
    pygambit = pytest.importorskip("pygambit", reason="pygambit is an optional peer")
    game = Strategic(random_tables(100))
    twin = convert.to_pygambit(game).strategy_support_profile()
    ratio(
        "iterated strict dominance 100x100 (gambit: one pure round)",
        ours=lambda: rationalizable(game),
        peer=lambda: pygambit.supports.undominated_strategies_solve(twin, strict=True),
        peer_name="gambit",
        peer_rounds=1,
    )


def test_iterated_dominance(benchmark: Any) -> None:
    game = Strategic(random_tables(100))
    benchmark.pedantic(lambda: rationalizable(game), rounds=1)


# Roll calls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 10, 20, 57, 200])
def test_a_roll_call_all_concepts_but_mixtures(benchmark: Any, n: int) -> None:
    council = rules.by_consensus([f"state {i}" for i in range(n)])
    adopt = {p: (-1) ** i * (i + 1) for i, p in enumerate(council.players)}
    vote = RollCall(council, adopt)

    def everything() -> None:
        for concept in (
            pure_nash,
            undominated,
            undominated_nash,
            strong_nash,
            coalition_proof_nash,
        ):
            concept(vote)

    benchmark.pedantic(everything, rounds=3)
