"""Old versions of TLS: taken, refused, and offered by nobody."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from defects.tls_end import speaking
from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments import versions
from gonogo.suites.security.experiments.versions import offer_old_versions
from gonogo.suites.security.observations.encrypted import Offered, Versions
from tests.judging import Case, contract, done
from tests.suites.security.ends import BETWEEN, NAME, ending, leaf, missed, started, target


def offered(version: str, *, taken: bool) -> Offered:
    return Offered(NAME, "192.0.2.7", version, taken, "TLSv1.3" if taken else "SSLError: protocol version")


CONTROL = (offered("", taken=True),)
CASE = Case(
    "security/old-tls-is-refused",
    contract(security={"tls": {"oldest": "1.2"}}),
    clean=Versions(CONTROL, (offered("1.0", taken=False), offered("1.1", taken=False)), (), ()),
    broken=Versions(CONTROL, (offered("1.0", taken=True), offered("1.1", taken=False)), (), ()),
)


def seen(context: ssl.SSLContext | None, folder: Path) -> Versions:
    with ending(folder, [leaf(), BETWEEN], context=context) as port:
        release, made = started(folder, port)
        return done(offer_old_versions, release, made)


@pytest.mark.parametrize(("oldest", "spoken"), [("1.0", ["1.0", "1.1"]), ("1.1", ["1.1"])])
def test_a_version_that_is_spoken_is_refused(oldest: str, spoken: list[str], tmp_path: Path) -> None:
    problems = CASE.problems(seen(speaking(oldest), tmp_path))
    assert [problem.observed for problem in problems] == [f"TLS {one} is spoken" for one in spoken]


@pytest.mark.parametrize("weak", [False, True])
def test_what_begins_at_the_promised_one_is_good(weak: bool, tmp_path: Path) -> None:
    versions_ = seen(speaking("1.2", weak=weak), tmp_path)
    assert [one.taken for one in versions_.offered] == [False, False]
    assert CASE.finding(versions_).outcome is Outcome.PASSED


def test_a_later_promise_refuses_1_2(tmp_path: Path) -> None:
    later = contract(security={"tls": {"oldest": "1.3"}}, deployment={"tls": {"addresses": [":1/"]}})
    with ending(tmp_path, [leaf(), BETWEEN]) as port:
        release, made = started(tmp_path, port)
        found = offer_old_versions(release, made, later.security.tls)  # type: ignore[union-attr,arg-type]
    case = Case(CASE.rule_id, later, CASE.clean, CASE.broken)
    assert [problem.observed for problem in case.problems(found)] == ["TLS 1.2 is spoken"]


def test_what_this_machine_cannot_offer_is_no_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_speaks", lambda version: version != "1.0")
    finding = CASE.finding(seen(None, tmp_path))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "cannot offer TLS 1.0" in finding.reason


def test_a_refusal_counts_beside_a_version_that_is_taken() -> None:
    mute = replace(CASE.clean, control=(offered("", taken=False),))
    assert CASE.finding(mute).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(replace(CASE.clean, control=())).outcome is Outcome.INCONCLUSIVE
    alone = Versions((), (), (missed(reached=False),), ())
    assert "no route to host" in CASE.finding(alone).reason


def test_a_plain_target_is_named_as_one(tmp_path: Path) -> None:
    plain = target(CASE.contract, "http://shop.example", tmp_path, here=False)
    finding = CASE.finding(done(offer_old_versions, plain, CASE.contract))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "plain http URL" in finding.reason
