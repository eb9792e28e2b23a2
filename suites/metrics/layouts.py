"""The bucket layouts of an exposition. Pure."""

from __future__ import annotations

import math

from gonogo.suites.metrics.exposition.checks import Exposition

Layouts = dict[str, tuple[float, ...]]


def layouts(exposition: Exposition) -> dict[str, set[tuple[float, ...]]]:
    """Return, for each histogram family, every distinct set of bounds that its label sets have."""
    found: dict[str, dict[tuple[tuple[str, str], ...], set[float]]] = {}
    for sample in exposition.samples:
        family = exposition.family(sample.name)
        if exposition.types.get(family) == "histogram" and sample.name == f"{family}_bucket":
            found.setdefault(family, {}).setdefault(sample.without("le"), set()).add(
                _bound(sample.label("le"))
            )
    return {name: {tuple(sorted(bounds)) for bounds in sets.values()} for name, sets in found.items()}


def _bound(text: str) -> float:
    """Return the upper bound; what is no number is another rule's matter and counts as infinite here."""
    try:
        return float(text)
    except ValueError:
        return math.inf


def said(bounds: tuple[float, ...]) -> str:
    """Say a layout in short: how many bounds, and which are finite."""
    return f"le {', '.join(f'{bound:g}' for bound in bounds)}"
