"""What holds for each of the rules that ask one probe for a good answer."""

from typing import Any

import pytest

from suites.core.contract import Contract
from suites.health.answering import judge_answers
from suites.health.observations import ProbeRead
from suites.health.promised import NAMES, probes_of
from tests.suites.health.examples import CONTRACT, PAGE, TEXT, read, reads

PROBES = pytest.mark.parametrize("probe", NAMES)


def observed(changed: ProbeRead, promised: Contract = CONTRACT) -> list[str]:
    judgement = judge_answers(reads(changed), changed.probe, probes_of(promised)[changed.probe])
    return [problem.observed for problem in judgement.problems]


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
    ],
)
def test_what_is_no_answer_is_refused(probe: str, changes: dict[str, Any], words: str) -> None:
    assert observed(read(probe, **changes)) == [words]


@PROBES
def test_a_warning_is_an_answer(probe: str) -> None:
    assert observed(read(probe, body='{"status": "WARN"}')) == []


@PROBES
def test_a_text_body_may_be_anything_but_a_page(probe: str) -> None:
    assert observed(read(probe, body="OK", media_type="text/plain"), TEXT) == []
    assert observed(read(probe, body=f"  {PAGE}"), TEXT) == ["200 application/health+json: an HTML page"]
