"""What answers every path, or every path of one end, is told from a page, also while what it says moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from gonogo.init.asking import Asked
from gonogo.init.paths import EVERY
from gonogo.init.posture import open_paths
from gonogo.init.probes import find_probes
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.pages import Said, document, page, text
from tests.gonogo.test_init_paths import NOTHING, answer

_UP = document({"status": "up"})
_GIT = text("[core]\n\tbare = false\n")
_OPEN: dict[str, Said] = {
    "/.git/config": _GIT,
    "/debug/pprof/": page("<a href='heap'>heap</a>"),
    "/debug/vars": document({"cmdline": ["shop"], "memstats": {"Alloc": 7}}),
}


@dataclass
class Moving(Asked):
    """A service whose answer to all that it does not have depends on how often it was asked."""

    rest: Callable[[str, int], Said] = lambda _, __: NOTHING
    pages: dict[str, Said] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer from the pages, else what the rest is by now."""
        self.counts[path] += 1
        said = self.pages.get(path) or self.rest(path, self.counts.total())
        return answer(said, path)


def moving(rest: Callable[[str, int], Said], pages: dict[str, Said] | None = None) -> Moving:
    """Return a service with its usual paths asked."""
    asked = Moving("http://x", rest=rest, pages=pages or {})
    asked.all(EVERY)
    return asked


def _ticking(_: str, count: int) -> Said:
    """Change as collectd does: once in a while, and while many are asked."""
    return text(f"# TYPE collectd_cpu gauge\ncollectd_cpu {count // 90}\ncollectd_up 1\n")


def _of_two(_: str, count: int) -> Said:
    return text(f"served by replica-{'ab'[count % 2]}")


def _anew(_: str, count: int) -> Said:
    return text(f"request {count}")


def _echoing(path: str, count: int) -> Said:
    return text(f"GET {path}\nat {count // 90}")


def _typed(path: str, count: int) -> Said:
    """Name another type for each end, of one text that moves."""
    said = f"<p>{count // 90}</p>"
    return text(said) if path.endswith(("config", ".env")) else page(said)


@pytest.mark.parametrize("rest", [_ticking, _of_two, _anew, _echoing, _typed])
def test_what_answers_all_and_moves_meanwhile_opens_nothing(rest: Callable[[str, int], Said]) -> None:
    asked = moving(rest)
    assert open_paths(asked, set()) == ()
    assert not find_probes(asked)


@pytest.mark.parametrize("rest", [_ticking, _echoing, _typed, lambda _, __: page("a landing page")])
def test_what_is_open_is_found_beside_what_answers_all_and_moves(rest: Callable[[str, int], Said]) -> None:
    assert set(open_paths(moving(rest, _OPEN), set())) == set(_OPEN)


def test_what_is_open_and_moves_itself_is_found() -> None:
    def rest(path: str, count: int) -> Said:
        return document({"cmdline": [], "n": count}) if path == "/debug/vars" else _ticking(path, count)

    assert open_paths(moving(rest), set()) == ("/debug/vars",)


@pytest.mark.parametrize("status", [429, 503])
def test_a_path_that_meets_a_limit_when_it_is_asked_again_is_not_open(status: int) -> None:
    asked = moving(_ticking)
    asked.pages["/flags"] = text("slowly", status)
    asked.counts["/"] += 90  # a tick: what was answered before is another text
    assert open_paths(asked, set()) == ()


def test_what_never_rests_is_not_asked_about_each_path_anew() -> None:
    asked = moving(_anew)
    for _ in range(9):
        assert asked.is_catch_all("/flags")
    assert asked.counts.total() < len(EVERY) + 12


def _ending(end: str, said: Said) -> Callable[[str, int], Said]:
    return lambda path, _: said if path.rstrip("/").endswith(end) else NOTHING


@pytest.mark.parametrize(
    ("end", "kinds"),
    [
        ("/health", {"overall": "/health"}),
        ("/healthz", {"liveness": "/healthz"}),
        ("/ready", {"readiness": "/ready"}),
    ],
)
def test_what_answers_every_path_of_one_end_is_no_probe_of_another_server(
    end: str, kinds: dict[str, str]
) -> None:
    found = find_probes(moving(_ending(end, _UP)))
    assert {name: probe.path for name, probe in found.items()} == kinds


@pytest.mark.parametrize("path", ["/_stcore/health", "/api/health/ready", "/health/started", "/healthcheck/"])
def test_a_probe_of_its_own_folder_is_one(path: str) -> None:
    found = find_probes(moving(lambda _, __: NOTHING, {path: _UP}))
    assert [probe.path for probe in found.values()] == [path]


@pytest.mark.parametrize(
    ("path", "is_one"),
    [(":81/_stcore/health", True), ("http://h:2/manage/a/health", True), (":81/health", False)],
)
def test_an_unknown_folder_is_asked_for_where_it_is_managed(path: str, *, is_one: bool) -> None:
    asked = Moving("http://x", ("", ":81", "http://h:2/manage"), rest=_ending("/health", _UP))
    assert asked.is_catch_all(path) is is_one
    base = next(each for each in asked.bases[1:] if path.startswith(each))
    assert all(each.startswith(f"{base}/") for each in asked.counts)


def test_a_private_path_that_is_answered_for_its_end_is_not_open() -> None:
    assert open_paths(moving(_ending("/config", _GIT)), set()) == ()
