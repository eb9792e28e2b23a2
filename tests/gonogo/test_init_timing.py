"""A histogram of durations is promised where it holds just what was sent, in seconds, by a route."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gonogo.init.timing import Durations, Series, find_durations
from tests.gonogo.drafting import Served, drafted
from tests.gonogo.pages import Pages, Said, document, exposition, text

_NAME = "http_request_duration_seconds"
_LABELS = (("method", "GET"), ("route", "/"))


def _found(
    labels: tuple[tuple[str, str], ...] = _LABELS,
    *,
    name: str = _NAME,
    kind: str = "histogram",
    count: float = 5,
    total: float = 0.01,
) -> Durations | None:
    """Return what is found where five requests took 0.05 s, and three of others were sent."""
    others = tuple((key, "other" if key == "route" else value) for key, value in labels)
    counts = {(f"{name}_count", labels): count, (f"{name}_count", (*others, ("x", ""))): 3.0}
    moved = {f"{name}_count": counts, f"{name}_sum": {(f"{name}_sum", labels): total}}
    body = f'# TYPE {name} {kind}\n{name}_bucket{{le="0.5"}} 1\n{name}_bucket{{le="+Inf"}} 1\n'
    return find_durations(moved, body, 5, 0.05)


_INF = float("inf")


@pytest.mark.parametrize(
    ("labels", "more", "promised"),
    [
        (_LABELS, {}, ("method", "route", "/", None, 0.5)),
        (_LABELS, {"kind": "summary"}, ("method", "route", "/", None, _INF)),
        ((("view", "home"),), {}, (None, "view", "home", None, 0.5)),
        ((("verb", "get"), ("uri", "/x")), {}, ("verb", "uri", "/x", None, 0.5)),
        (_LABELS, {"total": 1e-5}, ("method", "route", "/", 2e-5, 0.5)),
    ],
)
def test_what_holds_just_what_was_sent_is_promised(
    labels: tuple[tuple[str, str], ...], more: dict[str, Any], promised: object
) -> None:
    found = _found(labels, **more)
    assert found
    assert (found.series, found.doubt) == (_NAME, "")
    assert (found.method, found.route, found.labelled, found.least_ratio, found.longest) == promised


@pytest.mark.parametrize(
    ("labels", "more", "words"),
    [
        (_LABELS, {"total": 10.0}, "are those seconds"),
        (_LABELS, {"total": 0.0}, "are those seconds"),
        ((("method", "GET"),), {}, "has no label of a route"),
        ((("generation", "1"),), {"name": "go_gc_duration_seconds"}, None),
        ((("alias", "default"),), {"name": "db_query_duration_seconds"}, None),
        (_LABELS, {"count": 4}, None),
        (_LABELS, {"count": 15}, None),
        (_LABELS, {"kind": "gauge"}, None),
        (_LABELS, {"name": "http_response_size_bytes"}, None),
    ],
)
def test_what_cannot_be_promised_is_said_or_left_out(
    labels: tuple[tuple[str, str], ...], more: dict[str, Any], words: str | None
) -> None:
    found = _found(labels, **more)
    assert (found is None) if words is None else (found and words in found.doubt)


def test_of_two_the_one_that_holds_the_whole_request_is_promised() -> None:
    moved: dict[str, dict[Series, float]] = {}
    for name, total in (("a_duration_seconds", 0.001), ("b_duration_seconds", 0.04)):
        moved[f"{name}_count"] = {(f"{name}_count", _LABELS): 5.0}
        moved[f"{name}_sum"] = {(f"{name}_sum", _LABELS): total}
    body = "# TYPE a_duration_seconds summary\n# TYPE b_duration_seconds summary\n"
    found = find_durations(moved, body, 5, 0.05)
    assert found
    assert found.series == "b_duration_seconds"


def _timed(unit: float = 1.0, route: str = "{path}", bounds: str = "10") -> Callable[[Pages], Said]:
    """Count durations as well, each as two thousandths of what the client waits at least."""

    def answer(pages: Pages) -> Said:
        status, body, headers = exposition(pages)
        lines = [f"# TYPE {_NAME} histogram"]
        for (path, code), count in list(pages.counts.items()):
            labels = f'method="GET",route="{route.format(path=path)}",status="{code}"'
            lines += [f'{_NAME}_bucket{{{labels},le="{le}"}} {count}' for le in (bounds, "+Inf")]
            lines += [f"{_NAME}_count{{{labels}}} {count}", f"{_NAME}_sum{{{labels}}} {2e-5 * unit * count}"]
        return status, body + "\n".join(lines) + "\n", headers

    return answer


@pytest.mark.parametrize(
    ("answering", "words"),
    [
        (_timed(), ""),
        (_timed(1e6), "are those seconds, and of the whole request?"),
        (_timed(route="of {path}"), f"# durations: {_NAME} calls 'of /' what shop_requests_total calls '/'"),
        (exposition, "# durations: which histogram holds how long requests took?"),
    ],
)
def test_a_draft_has_the_durations_or_says_why_not(
    answering: Callable[[Pages], Said], words: str, tmp_path: Path
) -> None:
    contract, said = drafted(tmp_path, {"/metrics": answering})
    assert contract.metrics
    assert (contract.metrics.durations is None) is bool(words)
    assert words in said


def test_a_histogram_that_ends_below_a_drafted_budget_is_not_promised(tmp_path: Path) -> None:
    def slow(pages: Pages) -> Said:
        time.sleep(0.001)
        return document([])

    paths: dict[str, Any] = {"/items": {"get": {}}}
    api = document({"openapi": "3.1.0", "info": {"version": "1"}, "paths": paths})
    pages: Served = {
        "/metrics": _timed(bounds="0.1"),
        "/openapi.json": api,
        "/items": slow,
        "/": text("hello"),
    }
    contract, said = drafted(tmp_path, pages)
    assert contract.latency
    assert contract.metrics
    assert contract.metrics.durations is None
    assert "ends at 0.1 s, below the budget of" in said
