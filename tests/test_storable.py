"""Every answer can be stored and sent to another process: it comes back as it was."""

from __future__ import annotations

import pickle
from fractions import Fraction
from typing import Any

import pytest

from consensus.sweeps.structure import same
from test_traceable import all_samples

SAMPLES = all_samples()


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_answers_come_back(name: str) -> None:
    question, ranges = SAMPLES[name]
    values: dict[str, Any] = {
        parameter: Fraction(low) + (Fraction(high) - Fraction(low)) * Fraction(17, 40)
        for parameter, (low, high) in ranges.items()
    }
    answer = question(**values)
    back = pickle.loads(pickle.dumps(answer))
    assert type(back) is type(answer)
    assert same(back, answer)
