from suites.health.observations import ProbeReads
from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

CASE = Case("health/readiness-answers", CONTRACT, clean=reads(), broken=reads(read("readiness", 503)))


def test_every_read_counts() -> None:
    seen = reads(read("readiness"), read("readiness", 500, "away", source="b"))
    assert CASE.finding(seen).examined == 2
    assert [(p.where, p.observed) for p in CASE.problems(seen)] == [
        (f"readiness {read('readiness').path} at b", "500 application/health+json away")
    ]


def test_other_probes_are_none_of_its_business() -> None:
    assert CASE.problems(reads(read("overall", 503))) == ()


def test_an_unread_probe_is_named() -> None:
    assert CASE.finding(ProbeReads((), ())).reason == f"{read('readiness').path} was not read"
