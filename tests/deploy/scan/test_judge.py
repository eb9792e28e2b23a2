"""What a scan says: a finding in the way is NO-GO, a doubt is HOLD, and nothing else is GO."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from deploy.scan.baseline import Baseline
from deploy.scan.judge import Decision, Verdict, doubts, verdict
from deploy.scan.model import (
    Broken,
    Canary,
    Coverage,
    Data,
    Level,
    NotPossible,
    Outcome,
    State,
    with_fingerprints,
)
from tests.deploy.scan.examples import LOOKED, NOW, finding, looked, waiver

KNOWS = Baseline("before/scan.json", {"bandit": frozenset({finding().fingerprint})})
NOTHING = Baseline("before/scan.json", {"bandit": frozenset()})
ELSEWHERE = Baseline("before/scan.json", {"hadolint": frozenset()})
TRIVY = NotPossible("trivy", "no database")


def judge(
    *outcomes: Outcome,
    baseline: Baseline | None = None,
    waivers: tuple[Any, ...] = (),
    required: tuple[str, ...] = (),
) -> Verdict:
    return verdict(outcomes, baseline, waivers, required, NOW)


def test_a_tool_that_looked_at_everything_and_found_nothing_is_go() -> None:
    assert judge(LOOKED, TRIVY) == Verdict(Decision.GO, (), (), {"bandit": ()}, ())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"canaries": (Canary("B602 in a planted file", reported=False),)},
            "it did not report its canary: B602 in a planted file",
        ),
        ({"canaries": ()}, "nothing that is known to be bad was scanned along"),
        (
            {"coverage": Coverage("Python files", 2, 1, ("app/a.py",))},
            "it read 1 of 2 Python files, not app/a.py",
        ),
        ({"coverage": Coverage("commits", 2, 1)}, "it read 1 of 2 commits"),
        ({"coverage": Coverage("Python files", 0, 0)}, "there are no Python files to look at"),
        (
            {"coverage": Coverage("files", 9, 5, ("a", "b", "c", "d"))},
            "it read 5 of 9 files, not a, b, c …",
        ),
        ({"data": Data("rules", None, 180)}, "nobody knows how old its data are (rules)"),
        (
            {"data": Data("rules", NOW - dt.timedelta(days=181), 180)},
            "its data are 181 days old, at most 180 are good (rules)",
        ),
        ({"doubts": ("the history is shallow",)}, "the history is shallow"),
    ],
)
def test_a_tool_that_did_not_look_properly_is_hold_with_one_sentence(changes: Any, said: str) -> None:
    held = judge(replace(LOOKED, **changes))
    assert (held.decision, held.reasons) == (Decision.HOLD, (f"bandit: {said}",))
    assert held.doubts == {"bandit": (said,)}


def test_data_are_good_to_their_last_day() -> None:
    assert doubts(replace(LOOKED, data=Data("rules", NOW - dt.timedelta(days=180), 180)), NOW) == ()


def test_a_tool_that_broke_is_hold() -> None:
    held = judge(LOOKED, Broken("zizmor", "it was not done within 90 s"))
    assert (held.decision, held.reasons) == (
        Decision.HOLD,
        ("zizmor: it did not look: it was not done within 90 s",),
    )


def test_what_is_not_possible_is_hold_where_it_is_required_alone() -> None:
    assert judge(LOOKED, TRIVY, required=("bandit",)).decision is Decision.GO
    held = judge(LOOKED, TRIVY, required=("trivy",))
    assert (held.decision, held.reasons) == (
        Decision.HOLD,
        ("trivy: required, and not possible here: no database",),
    )


def test_no_tool_at_all_is_hold() -> None:
    assert judge(TRIVY).reasons == ("no tool looked",)
    assert judge().decision is Decision.HOLD


@pytest.mark.parametrize(
    ("baseline", "waivers", "state", "why"),
    [
        (None, (), State.UNMATCHED, "no waiver covers it"),
        (None, (waiver(),), State.UNMATCHED, ""),
        (KNOWS, (), State.KNOWN, "no waiver covers it"),
        (KNOWS, (waiver(),), State.KNOWN, ""),
        (NOTHING, (), State.NEW, "it is new against the deployed release"),
        (NOTHING, (waiver(),), State.NEW, "it is new against the deployed release"),
        (ELSEWHERE, (waiver(),), State.UNMATCHED, ""),
        (KNOWS, (waiver(expires=dt.date(2026, 11, 27)),), State.KNOWN, ""),
        (KNOWS, (waiver(expires=dt.date(2026, 11, 26)),), State.KNOWN, "its waiver expired on 2026-11-26"),
        (KNOWS, (waiver(place="app/other.py"),), State.KNOWN, "no waiver covers it"),
        (KNOWS, (waiver(rule="B301"),), State.KNOWN, "no waiver covers it"),
        (KNOWS, (waiver(tool="hadolint"),), State.KNOWN, "no waiver covers it"),
    ],
)
def test_what_is_new_blocks_and_what_is_known_needs_a_waiver(
    baseline: Baseline | None, waivers: tuple[Any, ...], state: State, why: str
) -> None:
    said = judge(looked(finding()), baseline=baseline, waivers=waivers)
    assert [(one.state, one.refused) for one in said.findings] == [(state, why)]
    assert said.decision is (Decision.NO_GO if why else Decision.GO)
    assert said.reasons == ((f"bandit B602 at app/main.py:7: {why}",) if why else ())


def test_a_waiver_that_holds_counts_beside_one_that_expired() -> None:
    old = waiver(expires=dt.date(2026, 1, 1))
    assert judge(looked(finding()), waivers=(old, waiver())).decision is Decision.GO


def test_a_note_advises() -> None:
    said = judge(looked(finding(level=Level.NOTE)), baseline=NOTHING)
    assert (said.decision, said.reasons) == (Decision.GO, ())
    assert judge(looked(finding(level=Level.WARNING)), baseline=NOTHING).decision is Decision.NO_GO


def test_what_a_tool_finds_counts_even_where_its_silence_would_not() -> None:
    said = judge(looked(finding(), doubts=("the history is shallow",)))
    assert said.decision is Decision.NO_GO
    assert len(said.reasons) == 2


def test_a_waiver_that_covers_nothing_any_more_is_named_where_its_tool_looked() -> None:
    assert judge(LOOKED, waivers=(waiver(), waiver(tool="trivy"))).idle == (waiver(),)
    assert judge(looked(finding()), waivers=(waiver(),)).idle == ()


@pytest.mark.parametrize(("decision", "status"), [(Decision.GO, 0), (Decision.NO_GO, 1), (Decision.HOLD, 3)])
def test_exit_statuses_are_the_gates(decision: Decision, status: int) -> None:
    assert decision.exit_code == status


def test_a_fingerprint_moves_with_its_line_and_tells_alike_ones_apart() -> None:
    assert finding(line=7).fingerprint == finding(line=70).fingerprint
    assert len({finding(**{key: "other"}).fingerprint for key in ("tool", "rule", "place", "content")}) == 4
    twice = with_fingerprints([finding(line=7), finding(line=9)])
    assert len({one.fingerprint for one in twice}) == 2
    assert finding().fingerprint in {one.fingerprint for one in twice}
