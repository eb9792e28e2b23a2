"""The stack's own Prometheus scrapes many bodies, and what it drops is what our rules refuse."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

from gonogo.core.discover import discover
from gonogo.core.finding import Outcome, Severity
from gonogo.core.judge import judge
from gonogo.suites.metrics.exposition.checks import read
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes
from selftests.suites.metrics.bodies import (
    ADVISES,
    BLOCKS,
    DROPS,
    HOLDS,
    IN_OPENMETRICS,
    IN_TEXT,
    LOSES,
    MEDIA,
    OPENMETRICS,
    PASSES,
    TAKES,
    TEXT,
    THREE,
    Body,
)
from selftests.suites.metrics.prometheus import Page, Taken, scraped
from tests.judging import contract

SECONDS = 30.0  # the whole, a start of the server among it
CONTRACT = contract(metrics={"formats": ["text", "openmetrics"]})
RULES = [
    rule for rule in discover() if rule.observation is Scrapes and all(map(CONTRACT.promises, rule.promises))
]
NEEDS = {OPENMETRICS: "a 1\n# EOF\n", TEXT: "a 1\n"}


def rows() -> dict[str, tuple[str, Body]]:
    """Each row by a name for its path, with its media type; those on media types have a body that fits."""
    made = [(TEXT, row) for row in IN_TEXT] + [(OPENMETRICS, row) for row in IN_OPENMETRICS]
    for media in MEDIA:
        body = NEEDS[OPENMETRICS if "openmetrics" in media.content_type else TEXT]
        made.append((media.content_type, Body(media.content_type, body, TAKES, media.ours, media.why)))
    return {f"page-{number}": row for number, row in enumerate(made)}


ROWS = rows()
NAMES = {name: f"{row.fact} ({media[:14]})" for name, (media, row) in ROWS.items()}


def text_of(name: str) -> str:
    """The body with the time in its place: of now, for what is minutes old no query finds."""
    media, row = ROWS[name]
    now = f"{time.time():.3f}" if media == OPENMETRICS else f"{time.time() * 1000:.0f}"
    return row.body.replace("NOW", now)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Taken]:
    pages = {name: Page(media, text_of(name).encode()) for name, (media, _) in ROWS.items()}
    settings: Path = tmp_path_factory.mktemp("prometheus") / "prometheus.yml"
    return scraped(pages, settings, SECONDS)


def made_of(name: str, taken: Taken) -> str:
    """Say what became of a page in the words of the table."""
    if taken.error:
        return DROPS
    return LOSES if taken.stored < samples_of(name) else TAKES


def samples_of(name: str) -> int:
    """Count the samples that we read, one where there is a line for one that we do not."""
    media, text = ROWS[name][0], text_of(name)
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    return max(len(read(text, openmetrics=media == OPENMETRICS).samples), bool(lines))


@cache
def judged(name: str) -> str:
    """Say what our rules make of a page: the worst of them."""
    media, _ = ROWS[name]
    scrape = Scrape("server", "default", 200, "", media, "", True, False, text_of(name), 0.01, time.time())
    found = {rule: judge(rule, Scrapes((scrape,)), CONTRACT) for rule in RULES}
    refusing = {rule.severity for rule, finding in found.items() if finding.problems}
    if Severity.BLOCKER in refusing:
        return BLOCKS
    form = "openmetrics-is-valid" if "openmetrics" in media else "text-format-is-valid"
    own = next(finding for rule, finding in found.items() if rule.id == f"metrics/{form}")
    if own.outcome is Outcome.INCONCLUSIVE:
        return HOLDS
    return ADVISES if refusing else PASSES


def test_there_are_enough_of_each_kind() -> None:
    assert len(ROWS) >= 60
    assert {row.prometheus for _, row in ROWS.values()} == {TAKES, LOSES, DROPS}
    assert {row.ours for _, row in ROWS.values()} == {PASSES, ADVISES, HOLDS, BLOCKS}


def test_prometheus_makes_of_each_body_what_the_table_says(taken: dict[str, Taken]) -> None:
    wrong = {
        NAMES[name]: (row.prometheus, made_of(name, taken[name]), taken[name])
        for name, (_, row) in ROWS.items()
        if made_of(name, taken[name]) != row.prometheus
    }
    assert wrong == {}


def test_our_rules_say_of_each_body_what_the_table_says() -> None:
    wrong = {
        NAMES[name]: (row.ours, judged(name)) for name, (_, row) in ROWS.items() if judged(name) != row.ours
    }
    assert wrong == {}


def test_what_prometheus_drops_or_loses_is_refused(taken: dict[str, Taken]) -> None:
    """All but what its next version takes, and of that one we warn."""
    dropped = {name for name in ROWS if made_of(name, taken[name]) != TAKES}
    later = {name for name in dropped if ROWS[name][1].why == THREE}
    assert [NAMES[name] for name in sorted(dropped - later) if judged(name) != BLOCKS] == []
    assert [NAMES[name] for name in sorted(later) if judged(name) != ADVISES] == []
    assert len(dropped) > 60
