"""Which requests with a body hostile inputs are made of."""

from __future__ import annotations

from gonogo.suites.security.experiments.accepted import accepted
from tests.judging import contract

SHORT = {"method": "POST", "path": "/things", "status": 201, "body": {"title": "a"}}
FULL = SHORT | {"body": {"title": "b", "text": "c"}}


def test_of_the_requests_of_one_path_the_one_with_most_fields_is_taken() -> None:
    made = contract(
        security={"ownership": {"create": SHORT, "other": "nobody", "body": {}}},
        credentials={"nobody": {"value": "x"}},
        traffic={"requests": [FULL | {"name": "full"}, SHORT | {"name": "short"}]},
    )
    (taken,) = accepted(made)
    assert taken.body == {"title": "b", "text": "c"}


def test_what_is_refused_or_only_reads_is_no_place_for_a_body() -> None:
    requests = [{"name": "read", "path": "/things"}, FULL | {"name": "refused", "status": 422}]
    assert accepted(contract(traffic={"requests": requests})) == ()
