"""The exposition: where it is, in which formats, and which counter counts requests."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gonogo.init.asking import Asked
from gonogo.init.timing import Durations, Series, find_durations, route_of
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.waits import pause
from gonogo.targets.identity.series import samples_of

_FORMATS = {"text": "text/plain;version=0.0.4", "openmetrics": "application/openmetrics-text;version=1.0.0"}
_MEDIA = {"text": "text/plain", "openmetrics": "application/openmetrics-text"}
_LEAST_SAMPLES = 3
_TYPED = re.compile(r"^# TYPE \w", re.MULTILINE)
_KEPT_SECONDS = 0.4
_KEPT = "an exporter that keeps a scrape for a moment makes a new one"
_STEADY = re.compile(
    r"process_(start_time_seconds|cpu_seconds_total|resident_memory_bytes)|go_goroutines|up|\w+_build_info|python_info"
)
_PARTS = ("_bucket", "_sum", "_count", "_created")
_RUNTIME = ("go_", "process_", "promhttp_", "python_", "jvm_", "nodejs_", "scrape_")
_GETS, _MISSES = 5, 3
_METHODS = frozenset({"get", "GET"})


@dataclass(frozen=True)
class Counted:
    """The counter that moved as requests were sent, and its labels; None where it has none of the kind."""

    series: str
    method: str | None
    route: str | None
    status: str | None
    page: str
    answered: int
    labelled: str
    """The page that was asked for, its status, and the route under which it is counted."""


@dataclass(frozen=True)
class Sent:
    """Requests of a page between two scrapes: its status, how long they took, what rose by how much."""

    status: int | None
    seconds: float
    moved: Mapping[str, Mapping[Series, float]]
    text: str


@dataclass(frozen=True)
class FoundMetrics:
    """An exposition, by its path or `:PORT/path`."""

    path: str
    answer: Answer
    formats: tuple[str, ...]
    series: tuple[str, ...]
    requests: Counted | None = None
    durations: Durations | None = None
    others: dict[str, Answer] = field(default_factory=dict)
    """What else answered as one, by path: the same under another name, or another one."""

    @property
    def every(self) -> dict[str, Answer]:
        """All that answered as an exposition, by path."""
        return {self.path: self.answer, **self.others}


def families_of(answer: Answer) -> list[str]:
    """Return the families that a service has itself, without those of its runtime."""
    names = (family(name) for name, _, _ in samples_of(answer.text))
    return [name for name in dict.fromkeys(names) if not name.startswith(_RUNTIME)]


def family(name: str) -> str:
    """Return a sample's name without the part of a histogram."""
    return next((name.removesuffix(part) for part in _PARTS if name.endswith(part)), name)


def others_than(known: Iterable[Answer], every: Mapping[str, Answer]) -> list[str]:
    """Return paths of expositions most of which no other one has; the first of those that are alike.

    A path that has a few families more is the same one, scraped a moment later.
    """
    seen = {name for answer in known for name in families_of(answer)}
    found = []
    for path, answer in every.items():
        names = families_of(answer)
        if 2 * len(seen.intersection(names)) < len(names):
            found.append(path)
            seen.update(names)
    return found


def find_metrics(asked: Asked, page: str) -> FoundMetrics | None:
    """Return the exposition; ``page`` is a path of the service that is asked for to see what counts it."""
    paths = [path for path in asked.places("metrics") if _is_exposition(asked.get(path))]
    if not paths:
        return None
    path, others = paths[0], {path: asked.get(path) for path in paths[1:]}
    formats = tuple(name for name, accept in _FORMATS.items() if _offers(asked.again(path, accept), name))
    names = dict.fromkeys(name for name, _, _ in samples_of(asked.get(path).text))
    series = tuple(name for name in names if _STEADY.fullmatch(name))
    sent = _seen(asked, path, page)
    requests = find_counter(sent, page)
    durations = find_durations(sent.moved, sent.text, _GETS, sent.seconds)
    return FoundMetrics(path, asked.get(path), formats or ("text",), series, requests, durations, others)


def _offers(answer: Answer, name: str) -> bool:
    """Whether a format was answered; a text without a type is read as the text format."""
    return answer.status == 200 and answer.media_type in (_MEDIA[name], *([""] if name == "text" else []))


def _is_exposition(answer: Answer) -> bool:
    """Whether it is one by its samples; one that is sent as a page is one all the same, and refused later."""
    if answer.status != 200 or answer.media_type == "application/json":
        return False
    is_page = answer.text.lstrip().startswith("<") or not _TYPED.search(answer.text)
    if answer.media_type == "text/html" and is_page:
        return False
    return sum(1 for _ in samples_of(answer.text)) >= _LEAST_SAMPLES


def find_counter(sent: Sent, page: str) -> Counted | None:
    """Return the counter that moved as it has to by requests of a known page; others are sent beside it."""
    status, ranked = sent.status, sorted(sent.moved.items(), key=_likeliest)
    found = [one for name, rises in ranked if status and (one := _counted(name, rises, page, status))]
    return next((one for one in found if one.status), found[0] if found else None)


def _seen(asked: Asked, metrics: str, page: str) -> Sent:
    """Send requests between two scrapes, and again where a scrape is kept for a moment."""
    sent = _sent(asked, metrics, page)
    if sent.moved:
        return sent
    pause(_KEPT_SECONDS, _KEPT)
    return _sent(asked, metrics, page, _KEPT_SECONDS)


def _sent(asked: Asked, metrics: str, page: str, kept_seconds: float = 0.0) -> Sent:
    before = _counts(asked.again(metrics))
    answers = [asked.again(page) for _ in range(_GETS)]
    for _ in range(_MISSES):
        asked.again(f"/no-such-page-{asked.nonce}")
    pause(kept_seconds, _KEPT)
    after = asked.again(metrics)
    seconds = sum(answer.seconds for answer in answers)
    return Sent(answers[-1].status, seconds, _moved(before, _counts(after)), after.text)


def _moved(before: Mapping[Series, float], after: Mapping[Series, float]) -> dict[str, dict[Series, float]]:
    """Return by how much each series rose, by its name."""
    moved: dict[str, dict[Series, float]] = defaultdict(dict)
    for series, value in after.items():
        if value > before.get(series, 0.0):
            moved[series[0]][series] = value - before.get(series, 0.0)
    return moved


def _counts(answer: Answer) -> dict[Series, float]:
    samples = samples_of(answer.text)
    return {(name, tuple(labels.items())): value for name, labels, value in samples if "le" not in labels}


def _likeliest(moved: tuple[str, object]) -> tuple[bool, str]:
    return not moved[0].endswith("_total"), moved[0]


def _counted(name: str, rises: Mapping[Series, float], page: str, status: int) -> Counted | None:
    """Read which label is which off the one series that rose by exactly what was sent to the page."""
    risen = [dict(labels) for (_, labels), rise in rises.items() if rise == _GETS]
    mine = [labels for labels in risen if str(status) in labels.values()] or [
        labels for labels in risen if page in labels.values() and _METHODS & set(labels.values())
    ]
    if len(mine) != 1 or name.endswith(("_sum", "_bucket", "_created")):
        return None
    labels = mine[0]
    by = {value: label for label, value in labels.items()}
    method = next((label for label, value in labels.items() if value in _METHODS), None)
    route = route_of(labels)
    return Counted(name, method, route, by.get(str(status)), page, status, labels[route] if route else page)
