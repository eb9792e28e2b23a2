"""It sees a change that another condition than the tag lets a stranger make, or make under a refusal.

Good look-alikes on which it is silent: a refusal of each of them, and one for want of any.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.access import Kept
from tests.judging import Case
from tests.suites.loopback import Loopback
from tests.suites.security.access import CONTRACT, seen_of, trespasses
from tests.suites.security.stores import Store

CASE = Case("security/objects-belong-to-their-owner", CONTRACT, clean=trespasses(), broken=trespasses(200))


class Conditional(Store):
    """Says a version of each thing, and looks at the owner unless a condition is its own branch."""

    own: ClassVar[str]
    refuses: ClassVar[int] = 403

    def respond(self) -> None:
        if self.command == "GET" and self.name() in self.things:
            self.send_response(200)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(self.things[self.name()][:4].encode())
        else:
            super().respond()

    def change(self, name: str) -> None:
        said = self.headers.get(self.own) if self.own else None
        branched = "If-Match" not in self.headers if not self.own else said not in (None, '"1"')
        if self.headers["Authorization"] == "x" or branched:
            self.things[name] = "taken"
            self.answer(200, "", "text/plain")
        else:
            self.answer(self.refuses if "If-Match" in self.headers else 428, "", "text/plain")


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("If-Match", {"If-Match: *"}),
        ("If-Unmodified-Since", {"If-Unmodified-Since"}),
        ("If-None-Match", {"If-None-Match"}),
        ("", {"If-Unmodified-Since", "If-None-Match", "no condition"}),
        ("X-No-Such-Condition", set()),
    ],
)
def test_no_condition_is_a_way_past_the_owner(own: str, told: set[str]) -> None:
    with Loopback(Conditional, things={}, counter=itertools.count(), own=own) as server:
        finding = CASE.finding(seen_of(server.url))
    named = {p.where.partition(" with ")[2].partition(" /things")[0] for p in finding.problems}
    assert named - {""} >= told
    assert finding.outcome is (Outcome.FAILED if told else Outcome.PASSED), finding.reason


def test_a_deed_under_a_refused_condition_is_seen() -> None:
    changed = (*CASE.clean.afterwards, Kept("a request with If-Unmodified-Since", 404, unchanged=False))
    (problem,) = CASE.problems(replace(trespasses(), afterwards=changed))
    assert problem.where == "the object after a request with If-Unmodified-Since"
