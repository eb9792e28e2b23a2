import json

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, PASS, PROBES, read, reads

LEAKY = json.dumps({"status": "fail", "output": "postgresql://shop:s3cret@db-7.internal:5432/shop"})
CASE = Case("health/body-leaks-nothing", CONTRACT, clean=reads(), broken=reads(read("overall", 503, LEAKY)))


def test_the_words_are_shown_and_the_password_is_not() -> None:
    observed = [p.observed for p in CASE.problems(CASE.broken)]
    assert "postgresql://shop:…@db-7.internal:5432/shop" in observed
    assert not any("s3cret" in words for words in observed)


def test_no_answer_leaks_nothing_and_shows_nothing() -> None:
    assert CASE.finding(reads(read("overall", None, "", error="refused"))).examined == 3


@pytest.mark.parametrize(("status", "body"), [(403, "Forbidden"), (404, ""), (503, PASS), (302, "")])
def test_what_only_refuses_is_no_health_answer_and_tells_nothing(status: int, body: str) -> None:
    refused = reads(*(read(probe, status, body) for probe in PROBES))
    finding = CASE.finding(refused)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "no probe answered 2xx")


def test_what_a_refusal_tells_is_refused_all_the_same() -> None:
    assert CASE.finding(reads(*(read(probe, 503, LEAKY) for probe in PROBES))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("header", "refused"),
    [
        (("x-checked", "postgresql://shop@db-7.example:5432/shop"), True),
        (("server-timing", 'db;desc="db-7.core.internal"'), True),
        (("x-error", "ConnectionError at /srv/shop/app/db.py:41"), True),
        (("server", "nginx/1.24.0"), False),
        (("via", "1.1 proxy.internal"), False),
        (("location", "/srv/shop/app.py"), False),
        (("x-request-id", "4f9a8b7c"), False),
        (("strict-transport-security", "max-age=31536000"), False),
    ],
)
def test_a_header_beside_the_body_tells_a_stranger_as_much(header: tuple[str, str], refused: bool) -> None:
    assert bool(CASE.problems(reads(read("overall", headers=(header,))))) is refused
