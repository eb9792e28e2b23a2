"""How each part of `make test` ended, one test for each: the last thing that it runs.

It is named so that `pytest selftests` does not collect it: what it reads is written by `make test` alone.
"""

import json

import pytest

from deploy.setup.selftest import OUTCOMES, PARTS, Outcome


def _outcomes() -> dict[str, Outcome]:
    read = [Outcome(**row) for row in json.loads(OUTCOMES.read_text())]
    return {outcome.part: outcome for outcome in read}


@pytest.mark.parametrize("shows", [part.shows for part in PARTS])
def test_part(shows: str) -> None:
    outcome = _outcomes()[shows]
    if outcome.failed:
        pytest.fail("\n".join([f"after {outcome.seconds:g} s:", *outcome.said]), pytrace=False)
