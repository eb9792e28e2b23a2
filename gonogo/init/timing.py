"""Which histogram or summary holds how long our own requests took, in seconds, by their route."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gonogo.targets.identity.series import samples_of

_METHODS = frozenset({"get", "GET"})
ROUTES = ("route", "view", "handler", "endpoint", "controller", "action", "operation", "uri", "path")
"""Labels of a route that need not look like one: the name of a view of Django, of a function of Flask."""
_ALLOWED_SECONDS = 0.02
"""By how much more than the client waited a request may be counted, as a contract has it."""
_LEAST_RATIO, _MARGIN = 0.001, 10
"""The least share of the client's time that a contract asks for, and how much less another day may have."""
_TIMED = re.compile(r"(?i)(duration|latency|seconds|time|elapsed)")
_OF_REQUESTS = re.compile(r"(?i)(^|_)(https?|requests?|responses?|rpc|grpc)(_|$)")
_NO_ROUTE = "has no label of a route, by which our requests are told from others"
Series = tuple[str, tuple[tuple[str, str], ...]]
Rises = Mapping[str, Mapping[Series, float]]


@dataclass(frozen=True)
class Durations:
    """A histogram or summary, and its labels; ``doubt`` says why it is not promised."""

    series: str
    method: str | None = None
    route: str = ""
    labelled: str = ""
    least_ratio: float | None = None
    """A share below the one that contracts ask for, where a quick service counts so little."""
    longest: float = math.inf
    """Its last finite bound; none for a summary."""
    share: float = 0.0
    """Of what the client waited: a part of the work, as queries are, has less of it."""
    doubt: str = ""


def find_durations(moved: Rises, text: str, sent: int, waited_seconds: float) -> Durations | None:
    """Return what rose by just what was sent to one page, else what rose and cannot be promised."""
    found = [one for name in sorted(moved) if (one := _timed(name, moved, text, sent, waited_seconds))]
    good = sorted((one for one in found if not one.doubt), key=lambda one: (one.method is None, -one.share))
    return next(iter([*good, *found]), None)


def _timed(name: str, moved: Rises, text: str, sent: int, waited: float) -> Durations | None:
    series = name.removesuffix("_count")
    kind = re.search(rf"(?m)^# TYPE {re.escape(series)} (histogram|summary)\s*$", text)
    if series == name or kind is None or not _TIMED.search(series):
        return None
    rises = [(dict(labels), rise) for (_, labels), rise in moved[name].items()]
    mine = [(labels, route) for labels, rise in rises if rise == sent and (route := route_of(labels))]
    if not any(route_of(labels) for labels, _ in rises):
        ours = _OF_REQUESTS.search(series) and sum(rise for _, rise in rises) >= sent
        return Durations(series, doubt=_NO_ROUTE) if ours else None
    if len(mine) != 1:
        return None
    labels, route = mine[0]
    summed = moved.get(f"{series}_sum", {}).get((f"{series}_sum", tuple(labels.items())), 0.0)
    share = summed / waited if waited > 0 else 0.0
    if summed > waited + _ALLOWED_SECONDS * sent or share <= 0:
        said = f"{summed:.3g} for {waited:.3g} s that a client waited"
        return Durations(series, doubt=f"counted {said}: are those seconds, and of the whole request?")
    method = next((label for label, value in labels.items() if value in _METHODS), None)
    least = float(f"{share / _MARGIN:.0e}")
    bounds = _bounds(text, series) if kind[1] == "histogram" else [math.inf]
    longest = max((bound for bound in bounds), default=math.inf)
    least_ratio = least if least < _LEAST_RATIO else None
    return Durations(series, method, route, labels[route], least_ratio, longest, share)


def route_of(labels: Mapping[str, str]) -> str | None:
    """Return the label that holds a path, else one that is called as routes are."""
    named = (label for label in labels if label.lower() in ROUTES)
    return next((label for label, value in labels.items() if value.startswith("/")), next(named, None))


def _bounds(text: str, series: str) -> Iterator[float]:
    for name, labels, _ in samples_of(text):
        if name == f"{series}_bucket" and math.isfinite(bound := _number(labels.get("le", ""))):
            yield bound


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return math.inf
