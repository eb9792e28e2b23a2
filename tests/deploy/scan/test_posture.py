"""The posture is what the security gate refused in a verification that is good for something."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from deploy.scan.model import Level, NotPossibleError
from deploy.scan.tools import posture
from tests.deploy.scan.examples import NOW

VERDICT: dict[str, Any] = {
    "target": "compose",
    "started": NOW.isoformat(),
    "rules": [
        {
            "id": "security/private-paths-are-closed",
            "gate": "security",
            "severity": "blocker",
            "demoted": "",
            "outcome": "failed",
            "problems": [{"where": "GET /metrics", "expected": "404", "observed": "200"}],
            "proven_by": ["SEC-01"],
        },
        {
            "id": "health/liveness-answers",
            "gate": "health",
            "outcome": "failed",
            "problems": [],
            "proven_by": [],
        },
    ],
}


def test_the_posture_is_what_the_security_gate_refused() -> None:
    rules = [one for one in VERDICT["rules"] if one["gate"] == "security"]
    (found,) = posture.findings(rules)
    assert (found.rule, found.place, found.level) == (
        "security/private-paths-are-closed",
        "GET /metrics",
        Level.ERROR,
    )
    assert found.message == "expected 404, observed 200"


@pytest.mark.parametrize("changes", [{"severity": "advisory"}, {"demoted": "an outside service"}])
def test_what_the_contract_only_advises_advises_here(changes: Any) -> None:
    (found,) = posture.findings([VERDICT["rules"][0] | changes])
    assert found.level is Level.NOTE


@pytest.mark.parametrize("outcome", ["passed", "waived", "inconclusive", "error", "missing"])
def test_what_did_not_fail_is_no_finding(outcome: str) -> None:
    assert posture.findings([VERDICT["rules"][0] | {"outcome": outcome}]) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "there is no verdict on a running release"),
        ('{"verdict": "HOLD"}', "there is no verdict on a running release"),
        ('{"started": "2026-11-27T01:00:00+00:00", "rules": []}', "no rule of the security gate"),
        (
            '{"started": "2026-11-25T01:00:00+00:00", "rules": [{"gate": "security"}]}',
            "the last verdict is 2.0 days old",
        ),
    ],
)
def test_a_verdict_that_is_none_or_old_is_no_posture(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "verdict.json").write_text(text)
    with pytest.raises(NotPossibleError, match=words):
        posture.read(tmp_path / "verdict.json", NOW)


def test_rules_that_a_verification_did_not_select_are_named() -> None:
    scope = {"not_promised": ["security/a", "health/b"], "not_possible": ["security/c"], "deselected": []}
    assert posture.left_out({"scope": scope}) == (
        ("security/a", "not promised"),
        ("security/c", "not possible"),
    )


@pytest.mark.parametrize(("ran", "refused"), [([], False), (["sha256:1"], False), (["sha256:2"], True)])
def test_a_verdict_on_other_images_is_no_posture(
    monkeypatch: pytest.MonkeyPatch, ran: list[str], refused: bool
) -> None:
    monkeypatch.setattr(posture, "identity", lambda _: "sha256:1")
    said = {"subject": {"images": ran}}
    posture.of_another_image(said, "")
    with pytest.raises(NotPossibleError, match="not on gonogo/ukp:1") if refused else nullcontext():
        posture.of_another_image(said, "gonogo/ukp:1")


def test_no_verdict_is_no_posture(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleError, match="`make verify` gives one"):
        posture.read(tmp_path / "verdict.json", NOW)
