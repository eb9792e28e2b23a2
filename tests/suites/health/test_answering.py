"""What holds for each of the rules that ask one probe for a good answer."""

from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.suites.health.answering import judge_answers
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from gonogo.suites.health.promised import NAMES, probes_of
from tests.judging import Case, contract
from tests.suites.health.examples import CONTRACT, PAGE, TEXT, read, reads

PROBES = pytest.mark.parametrize("probe", NAMES)


def observed(changed: ProbeRead, promised: Contract = CONTRACT) -> list[str]:
    judgement = judge_answers(reads(changed), changed.probe, probes_of(promised.health)[changed.probe])
    return [problem.observed for problem in judgement.problems]


def rule_of(probe: str) -> Case:
    return Case(f"health/{probe}-answers", CONTRACT, None, None)


@PROBES
def test_every_read_of_its_own_probe_counts(probe: str) -> None:
    seen = reads(read(probe), read(probe, 500, "away", source="b"))
    assert rule_of(probe).finding(seen).examined == 2
    assert [(p.where, p.observed) for p in rule_of(probe).problems(seen)] == [
        (f"{probe} {read(probe).path} at b", "500 application/health+json away")
    ]


@PROBES
def test_other_probes_are_none_of_its_business(probe: str) -> None:
    others = (read(other, 503) for other in NAMES if other != probe)
    assert rule_of(probe).problems(reads(*others)) == ()


@PROBES
def test_an_unread_probe_is_named(probe: str) -> None:
    assert rule_of(probe).finding(ProbeReads((), ())).reason == f"{read(probe).path} was not read"


@PROBES
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": 301, "body": ""}, "301 application/health+json"),
        ({"status": None, "error": "timeout", "body": ""}, "timeout"),
        ({"media_type": "text/html", "body": PAGE}, "200 text/html: an HTML page"),
        ({"media_type": "application/json", "body": PAGE}, "200 application/json: an HTML page"),
        ({"media_type": "text/plain"}, "200 text/plain"),
        ({"body": "OK"}, "OK"),
        ({"body": ""}, "an empty body"),
        ({"body": '["pass"]'}, '["pass"]'),
        ({"body": '{"status": "splendid"}'}, '{"status": "splendid"}'),
        ({"body": '{"mode": "live"}'}, '{"mode": "live"}'),
        ({"body": '{"Database": "OK", "version": "1.2"}'}, '{"Database": "OK", "version": "1.2"}'),
    ],
)
def test_what_is_no_answer_is_refused(probe: str, changes: dict[str, Any], words: str) -> None:
    assert observed(read(probe, **changes)) == [words]


@PROBES
def test_a_warning_is_an_answer(probe: str) -> None:
    assert observed(read(probe, body='{"status": "WARN"}')) == []


@PROBES
@pytest.mark.parametrize("alias", ["ok", "UP", "Healthy", "degraded"])
def test_an_alias_is_an_answer(probe: str, alias: str) -> None:
    assert observed(read(probe, body=f'{{"status": "{alias}"}}')) == []


@PROBES
@pytest.mark.parametrize("said", ["OK", "working", "degraded"])
def test_checks_by_name_that_are_all_well_are_an_answer(probe: str, said: str) -> None:
    assert observed(read(probe, body=f'{{"Database(alias=\'default\')": "OK", "Cache": "{said}"}}')) == []


@PROBES
def test_a_text_body_may_be_anything_but_a_page(probe: str) -> None:
    assert observed(read(probe, body="OK", media_type="text/plain"), TEXT) == []
    assert observed(read(probe, body=f"  {PAGE}"), TEXT) == ["200 application/health+json: an HTML page"]


def promising(**changed: Any) -> Contract:
    return contract(health={name: {"path": read(name).path} | changed for name in NAMES})


@PROBES
@pytest.mark.parametrize("body", [PAGE, "Ok", '{"uptime": 5}', ""])
def test_any_body_can_be_promised(probe: str, body: str) -> None:
    assert observed(read(probe, body=body, media_type="text/html"), promising(body="any")) == []


@PROBES
@pytest.mark.parametrize(
    ("body", "said", "good"),
    [
        ("text", "Synchronised with 3 peers", True),
        ("text", "SYNCHRONISED", True),
        ("text", "waiting", False),
        ("text", "", False),
        ("any", "<html>synchronised</html>", False),
        ("json", '{"status": "Synchronised"}', True),
        ("json", '{"status": "pass"}', False),
        ("json", "synchronised", False),
    ],
)
def test_a_probe_may_promise_its_own_good_words(probe: str, body: str, said: str, good: bool) -> None:
    promised = promising(body=body, words=["synchronised", "leading"])
    assert (observed(read(probe, body=said), promised) == []) is good


@pytest.mark.parametrize(
    ("body", "promised", "good"),
    [
        ('{"status": 0}', {"words": ["0"]}, True),
        ('{"status": 0, "healthy": true}', {"words": ["0"]}, True),
        ('{"status": 1}', {"words": ["0"]}, False),
        ('{"status": 0}', {"words": ["0"], "body": "text"}, True),
        ('{"ok": 1.0}', {"key": "ok", "words": ["1.0", "1"]}, True),
        ('{"ok": 1.0}', {"key": "ok", "words": ["1"]}, True),
        ('{"ok": 1}', {"words": ["1.0"]}, True),
        ('{"ok": 0.5}', {"key": "ok", "words": ["1"]}, False),
        ('{"ok": true}', {"key": "ok", "words": ["1"]}, False),
        ('{"ready": "yes"}', {"words": ["yes"]}, True),
        ('{"ready": "yes"}', {}, True),
        ('{"ready": 1.0}', {}, True),
        ('{"ready": "perhaps"}', {}, False),
    ],
)
def test_a_number_is_the_word_that_equals_it(body: str, promised: dict[str, Any], good: bool) -> None:
    probe = {"path": "/alive"} | promised
    made = Contract.model_validate({"service": "x", "health": {"liveness": probe}}, strict=False)
    assert (observed(read("liveness", body=body), made) == []) is good


NESTED = '{"status": {"code": 0}, "data": {"state": "%s"}}'


@pytest.mark.parametrize(
    ("body", "words", "refused"),
    [
        (NESTED % "UP", [], False),
        (NESTED % "DOWN", ["up"], True),
        (NESTED % "splendid", [], True),
        (NESTED % "splendid", ["Splendid"], False),
        ('{"status": "pass"}', [], True),
    ],
)
def test_the_key_that_holds_the_state_can_be_named(body: str, words: list[str], refused: bool) -> None:
    probe = {"path": "/alive", "key": "data.state", "words": words}
    promised = Contract.model_validate({"service": "x", "health": {"liveness": probe}}, strict=False)
    assert bool(observed(read("liveness", body=body), promised)) == refused


@PROBES
@pytest.mark.parametrize(
    ("seconds", "late_seconds", "outcome"),
    [
        (5.0, 4.5, Outcome.INCONCLUSIVE),
        (5.0, 4.0, Outcome.INCONCLUSIVE),
        (5.0, 3.9, Outcome.FAILED),
        (5.0, 0.0, Outcome.FAILED),
    ],
)
def test_time_that_was_ours_is_no_silence_of_the_probe(
    probe: str, seconds: float, late_seconds: float, outcome: Outcome
) -> None:
    late = read(probe, None, "", error="timeout", seconds=seconds, late_seconds=late_seconds)
    assert rule_of(probe).finding(reads(read(probe), late)).outcome is outcome


def test_where_most_of_the_time_was_theirs_a_long_promise_changes_nothing() -> None:
    slow = contract(health={"liveness": {"path": "/alive", "within_seconds": 10}})
    late = read("liveness", None, "", error="timeout", seconds=5.0, late_seconds=0.2)
    assert observed(late, slow) == ["timeout"]


def test_what_was_answered_badly_is_refused_beside_a_delay_of_ours() -> None:
    late = read("liveness", None, "", error="timeout", seconds=5.0, late_seconds=4.9)
    seen = reads(late, read("liveness", 500, "away"))
    assert [p.observed for p in rule_of("liveness").problems(seen)] == ["500 application/health+json away"]


@PROBES
def test_a_fail_with_2xx_is_an_answer_and_another_rules(probe: str) -> None:
    assert observed(read(probe, body='{"status": "fail"}')) == []


@PROBES
def test_a_word_without_markup_is_no_page_whatever_its_media_type(probe: str) -> None:
    text = promising(body="text")
    assert observed(read(probe, body="ok", media_type="text/html"), text) == []
    assert observed(read(probe, body="<p>ok</p>", media_type="text/html"), text)
    assert observed(read(probe, body="", media_type="text/html"), text)
