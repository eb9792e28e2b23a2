"""Pages of two releases on loopback, and who has what they name."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.rollback.experiments import crossing
from gonogo.suites.rollback.experiments.crossing import read_what_the_other_wrote
from gonogo.suites.rollback.observations.crossing import Crossed, Crossing
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.rollback.test_previous_reads_what_this_wrote import Two

THIS, BEFORE = "GET / of this release", "GET / of the release before"
PROMISED = contract(
    deployment={"ready": "/", "local": {"command": ["shop"]}, "start_seconds": 0.2},
    rollout={"request": {"path": "/"}, "pages": [{"path": "/"}], "deadline_seconds": 0.2},
)
CLEAN = Crossing(("before: a", "this: b"), "", (), (Crossed(THIS, "", ""), Crossed(BEFORE, "", "")))
CASE = Case(
    "rollback/assets-are-there-at-either-release",
    PROMISED,
    clean=CLEAN,
    broken=replace(CLEAN, assets=(Crossed(THIS, "", "", "/app.js: status 404"),)),
)
PAGE = """<!doctype html><link rel="stylesheet" href="/files/style.{0}.css">
<script type="module" src="files/app.{0}.js?v=2"></script><img src="data:,x"><a href="/none.pdf">more</a>
<script src="https://cdn.example/library.js"></script><link rel="canonical" href="/elsewhere">
<link rel="icon" href="/an-icon-that-nobody-has.ico">"""


class Site(Handler):
    """Has its own files, those of all releases, or the page in place of others'."""

    release: ClassVar[int]
    how: ClassVar[str]

    def respond(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/":
            self.answer(200, "" if self.how == "plain" else PAGE.format(self.release), "text/html")
            return
        own = f".{self.release}." in path and not (self.how == "behind" and path.endswith(".js"))
        own = own and self.how != "nothing"
        if path.startswith("/files/") and (own or self.how == "all"):
            self.answer(200, "", "text/css" if path.endswith(".css") else "text/javascript")
        elif self.how == "page":
            self.answer(200, "", "text/html; charset=utf-8")
        else:
            self.answer(404, "", "text/plain")


def seen(how: str) -> Crossing:
    """Look at two releases that have their files like this."""
    with Loopback(Site, release=0, how=how) as old, Loopback(Site, release=1, how=how) as new:
        target = Two(old.url, PROMISED)
        target.newer = new.url
        target.context.secrets = Secrets({})  # type: ignore[misc]
        return done(read_what_the_other_wrote, target, PROMISED)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing, "_AGAIN_SECONDS", 0.0)


def test_files_that_lie_beside_each_other_pass() -> None:
    found = seen("all")
    assert found.assets == CLEAN.assets
    assert found.things == ()
    assert CASE.finding(found).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("how", "style"),
    [("own", "/files/style.{}.css: status 404"), ("page", "/files/style.{}.css: text/html and not text/css")],
)
def test_what_the_other_release_lacks_is_told_both_ways(how: str, style: str) -> None:
    told = [(p.where, p.observed) for p in CASE.problems(seen(how))]
    assert told == [
        (f"what {THIS} names, at the other release, while both serve", style.format(1)),
        (f"what {THIS} names, at the other release, after the way back", style.format(1)),
        (f"what {BEFORE} names, at the other release, while both serve", style.format(0)),
    ]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("plain", "without a script"),
        ("behind", "/files/app.1.js?v=2: status 404"),
        ("nothing", "/files/style.1.css: status 404"),
    ],
)
def test_what_its_own_release_does_not_have_tells_nothing(how: str, said: str) -> None:
    finding = CASE.finding(seen(how))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert said in finding.reason


def test_a_release_that_did_not_come_up_tells_nothing() -> None:
    assert CASE.finding(replace(CLEAN, absent="late", assets=())).outcome is Outcome.INCONCLUSIVE
