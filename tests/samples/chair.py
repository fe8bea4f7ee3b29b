"""The chair's two models with parameters."""

from __future__ import annotations

from consensus import models

RANGE = {"lean": (0, 1), "pressure": (0, 1), "support": (0, 2)}
SAMPLES = {
    "discretion": (
        lambda lean, pressure, support: models.discretion(lean, pressure, support),
        RANGE,
    ),
    "backing": (
        lambda deficit, synergy: models.backing(deficit, synergy, limits=(1, "1/3")),
        {"deficit": (-1, 2), "synergy": (0, 1)},
    ),
}
