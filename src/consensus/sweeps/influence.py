"""Which input matters: one-at-a-time swings, and Sobol indices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import InvalidInput, NotApplicable
from ..exact import Exact, rational
from .asking import check_parameters, read_values
from .bands import read_bands
from .ensembles import ensemble

__all__ = ["sobol", "tornado"]


def tornado(
    answer: Callable[..., Any],
    *,
    bands: Mapping[str, Any],
    at: Mapping[str, object] | None = None,
    number: Callable[[Any], Any] = lambda answer: answer,
) -> list[dict[str, Any]]:
    """How far one number moves when each parameter alone goes to the ends of its band.

    Rows are in the order of the widest swing first. Cost: two answers a parameter and one more.

    Examples
    --------
    >>> rows = tornado(lambda s, r: s - 2 * r, bands={"s": (0, 1, 2), "r": (0, 1, 2)})
    >>> [(row["parameter"], row["low"], row["high"]) for row in rows]
    [('r', 1, -3), ('s', -2, 0)]
    """
    read = read_bands(bands)
    rest = read_values(at)
    check_parameters(answer, [*(band.name for band in read), *rest])
    coded = {**{band.name: band.value for band in read}, **rest}

    def value(**moved: Exact) -> Exact:
        return rational(number(answer(**{**coded, **moved})), "number")

    central = value()
    rows = [
        {
            "parameter": band.name, "from": band.low, "to": band.high,
            "low": value(**{band.name: band.low}), "central": central,
            "high": value(**{band.name: band.high}),
        }
        for band in read
    ]  # fmt: skip
    return sorted(rows, key=_swing, reverse=True)


def _swing(row: Mapping[str, Any]) -> Any:
    ends = (row["low"], row["central"], row["high"])
    return max(ends) - min(ends)


def sobol(
    answer: Callable[..., Any],
    *,
    bands: Mapping[str, Any],
    seed: int,
    at: Mapping[str, object] | None = None,
    number: Callable[[Any], Any] = lambda answer: answer,
    count: int = 1024,
) -> list[dict[str, Any]]:
    """Sobol indices of a number: how much of its variance each parameter accounts for.

    First-order and total indices by SALib (Saltelli et al. 2010), needs the extra
    ``sensitivity``. The points are answered as an ensemble. Cost: ``count`` · (parameters + 2)
    draws.

    Parameters
    ----------
    answer, bands, at
        As for `robustness`; the bands are taken as independent and uniform.
    seed : int
        There is no default.
    number : callable
        From an answer to the number whose variance is explained.
    count : int
        A power of two.

    Returns
    -------
    list of mappings
        For each parameter the indices ``first`` and ``total`` with half-widths at confidence 0.95.

    Raises
    ------
    NotApplicable
        If SALib is not installed, or the number does not vary.
    InvalidInput
        If `count` is not a power of two.
    """
    read = read_bands(bands)
    if count < 2 or count & (count - 1):
        raise InvalidInput(f"count: expected a power of two, got {count}")
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sampling
    except ImportError:
        raise NotApplicable(
            "Sobol indices need SALib: install the extra consensus-games[sensitivity]"
        ) from None
    problem = {
        "num_vars": len(read),
        "names": [band.name for band in read],
        "bounds": [[float(band.low), float(band.high)] for band in read],
    }
    points = sampling.sample(problem, count, calc_second_order=False, seed=seed)
    draws = {band.name: points[:, i] for i, band in enumerate(read)}
    values = ensemble(answer, draws=draws, at=at).values(number)
    if not values.std() > 0:
        raise NotApplicable("number: it is the same everywhere, so there is no variance to explain")
    found = analysis.analyze(problem, values, calc_second_order=False, seed=seed)
    return [
        {
            "parameter": band.name,
            "first": float(found["S1"][i]), "first_error": float(found["S1_conf"][i]),
            "total": float(found["ST"][i]), "total_error": float(found["ST_conf"][i]),
        }
        for i, band in enumerate(read)
    ]  # fmt: skip
