"""An exposition is one by what it holds, and its counter the one that moves, if a little later."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gonogo.init.exposition import find_metrics
from tests.gonogo.drafting import drafted
from tests.gonogo.pages import Pages, Said, document, exposition, page, text
from tests.gonogo.test_init_paths import replayed

_SAMPLES = "# HELP a_total A\n# TYPE a_total counter\na_total 1\nb 2\nc 3\n"


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        (page(_SAMPLES), True),
        (text(_SAMPLES), True),
        (text("a 1\nb 2\nc 3\n"), True),
        (page("a 1\nb 2\nc 3\n"), False),
        (page(f"<pre>\n{_SAMPLES}</pre>"), False),
        (page(f"\n<html><pre>\n{_SAMPLES}</pre>"), False),
        (page("# TYPE a_total counter\na_total 1\n"), False),
        (document(_SAMPLES), False),
    ],
)
def test_an_exposition_is_one_by_what_it_holds_also_where_it_is_sent_as_a_page(
    said: Said, *, is_one: bool
) -> None:
    found = find_metrics(replayed({"/metrics": said}), "/")
    assert (found and found.formats) == (("text",) if is_one else None)


class Keeping:
    """An exporter that serves the same scrape for a while."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.made, self.kept = seconds, float("-inf"), text("")

    def __call__(self, pages: Pages) -> Said:
        """Answer with what was scraped last, or anew."""
        if time.monotonic() - self.made > self.seconds:
            self.made, self.kept = time.monotonic(), exposition(pages)
        return self.kept


@pytest.mark.parametrize(("seconds", "is_found"), [(0.0, True), (0.3, True), (60.0, False)])
def test_a_counter_is_found_in_a_scrape_that_is_kept_for_a_moment(
    seconds: float, *, is_found: bool, tmp_path: Path
) -> None:
    contract, _ = drafted(tmp_path, {"/metrics": Keeping(seconds)})
    assert contract.metrics
    assert (contract.metrics.requests is not None) is is_found


def by_view(pages: Pages) -> Said:
    """Count by the names of views, each scrape as well: no label of it begins with a slash."""
    status, body, headers = exposition(pages)
    return status, body.replace('handler="/"', 'view="home"').replace('handler="/', 'view="'), headers


def test_a_route_may_be_the_name_of_a_view(tmp_path: Path) -> None:
    contract, _ = drafted(tmp_path, {"/metrics": by_view})
    assert contract.metrics is not None
    assert contract.metrics.requests is not None
    assert contract.traffic is not None
    assert (contract.metrics.requests.route, contract.traffic.requests[0].route) == ("view", "home")
