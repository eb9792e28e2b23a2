"""Health bodies of real products, frameworks and services are read for what they state."""

from pathlib import Path

import pytest
import yaml

from gonogo.suites.health.agreement import disagreement, meant, stated_in
from gonogo.suites.health.answering import is_page
from tests.suites.health.examples import read

TABLES = sorted((Path(__file__).parent / "bodies").glob("*.yaml"))
READINGS = {"well": "pass", "ill": "fail", "degraded": "warn", "silent": ""}
ROWS = [row for table in TABLES for row in yaml.safe_load(table.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("row", ROWS, ids=[f"{at} {row[0]} {row[1]}" for at, row in enumerate(ROWS)])
def test_it_is_read_for_what_it_states(row: list[str]) -> None:
    _, status, body, reading, _, *disagrees = row
    stated = "" if is_page(read(status=int(status), body=body, media_type="")) else stated_in(body)
    assert meant(stated) == READINGS[reading]
    assert bool(disagreement(int(status), stated)) is bool(disagrees)
