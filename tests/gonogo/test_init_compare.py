"""A contract is compared with the service of today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.cli.rules import rules_of
from gonogo.core.discover import discover
from gonogo.init.compare import compare
from gonogo.init.draft import draft
from gonogo.init.exposition import FoundMetrics, find_metrics
from gonogo.init.look import Found, look
from gonogo.init.probes import FoundProbe
from gonogo.init.repository import read_repository
from tests.gonogo.pages import Answering, Said, document, exposition, page, serving, text
from tests.gonogo.test_init_paths import answer, replayed
from tests.judging import contract

PAGES: dict[str, Said | Answering] = {
    "/": page(),
    "/healthz": text("ok"),
    "/metrics": exposition,
    "/flags": page(),
    "/items": document([]),
    "/openapi.json": document({"openapi": "3.1.0", "paths": {"/items": {"get": {}}}}),
}


def test_what_is_new_is_named_with_what_to_promise_next(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(
        "services: {app: {build: ., ports: ['8000']}, db: {image: postgres}}"
    )
    with serving(PAGES) as url:
        comparison = compare(contract(), look(url), read_repository(tmp_path), discover())
    said = comparison.text
    for words in (
        "/healthz answers 200 as liveness: there is no health.liveness",
        "/metrics is an exposition: there is no metrics section",
        "route /items answers 200",
        "/flags is open: security.private_paths does not name it",
        "service db of compose.yaml is a dependency",
        "there is no deployment.compose",
        f"health      0 of  {len(rules_of('health'))} rules promised, 0 %",
        "worth adding next:",
    ):
        assert words in said
    assert len(comparison.next_keys) == 3
    assert all(count > 0 for _, count in comparison.next_keys)


@pytest.mark.parametrize("named", ["/flags", "GET /flags"])
def test_what_is_named_as_private_by_its_path_or_its_method_is_not_new(named: str) -> None:
    with serving(PAGES) as url:
        comparison = compare(contract(security={"private_paths": [named]}), look(url), None, discover())
    assert "/flags is open" not in comparison.text


def test_series_that_nothing_names_are_listed_and_those_of_the_runtime_are_not() -> None:
    promised = contract(
        metrics={"exposure": "public", "series": ["shop_build_info"]},
        health={"liveness": {"path": "/healthz"}},
    )
    with serving(PAGES) as url:
        new = compare(promised, look(url), None, discover()).new
    [series] = [line for line in new if line.startswith("series")]
    assert series == "series that metrics.series does not name: shop_requests_total"
    assert not any("liveness" in line for line in new)


@pytest.mark.parametrize(
    ("health", "is_new"),
    [
        ({"liveness": {"path": "/health"}}, False),
        ({"readiness": {"path": "http://x/health"}}, False),
        ({"overall": {"path": "/status"}}, False),
        ({"liveness": {"path": "/healthz"}}, True),
        ({}, True),
        (None, True),
    ],
)
def test_a_probe_that_is_promised_under_another_name_is_not_new(
    health: dict[str, object] | None, *, is_new: bool
) -> None:
    seen = answer(text("ok"))
    found = Found("http://x", seen, seen, probes={"overall": FoundProbe("/health", seen, "text")})
    promised = contract() if health is None else contract(health=health)
    said = compare(promised, found, None, discover()).new
    assert any("there is no health.overall" in line for line in said) is is_new


SHOP = text("shop_a 1\nshop_b 2\nprocess_open_fds 3\n")
LATER = text("shop_a 1\nshop_b 2\nshop_asked_for_total 1\n")
QUEUE = text("queue_a 1\nqueue_b 2\nprocess_open_fds 3\n")
RUNTIME = text("process_open_fds 3\ngo_goroutines 4\ngo_threads 5\n")
NAMED = "neither metrics.path nor metrics.others names it"


TWO = {"/metrics": SHOP, "/prometheus": QUEUE}


def scraped(pages: dict[str, Said]) -> Found:
    """What a look finds where there are expositions and nothing else."""
    first, *others = ((path, answer(said, path)) for path, said in pages.items())
    metrics = FoundMetrics(*first, ("text",), (), others=dict(others))
    return Found("http://x", answer(page()), answer(text("no", 404)), metrics=metrics)


@pytest.mark.parametrize(
    ("metrics", "pages", "new"),
    [
        ({}, TWO, [f"/prometheus is an exposition: {NAMED}"]),
        ({"path": "/prometheus"}, TWO, [f"/metrics is an exposition: {NAMED}"]),
        ({"others": ["/prometheus"]}, TWO, []),
        ({"path": "/prometheus", "others": ["http://x/metrics"]}, TWO, []),
        ({"others": [":81/metrics"]}, {"/metrics": SHOP, ":81/metrics": QUEUE}, []),
        ({}, {"/metrics": SHOP, "/prometheus": SHOP}, []),
        ({"path": "/prometheus"}, {"/metrics": SHOP, "/prometheus": LATER}, []),
        ({"path": "/metrics/"}, {"/metrics": SHOP, "/metrics/": SHOP}, []),
        ({}, {"/metrics": SHOP, "/prometheus": RUNTIME}, []),
        ({"path": "/elsewhere"}, {"/metrics": SHOP}, [f"/metrics is an exposition: {NAMED}"]),
        (None, TWO, [f"{path} is an exposition: there is no metrics section" for path in TWO]),
        (None, {"/metrics": RUNTIME}, ["/metrics is an exposition: there is no metrics section"]),
    ],
)
def test_an_exposition_that_nothing_names_is_new_and_one_under_two_names_is_not(
    metrics: dict[str, object] | None, pages: dict[str, Said], new: list[str]
) -> None:
    promised = contract() if metrics is None else contract(metrics={"exposure": "public", **metrics})
    said = compare(promised, scraped(pages), None, discover()).new
    assert [line for line in said if "exposition" in line] == new


def test_series_are_those_of_the_exposition_that_is_promised() -> None:
    promised = contract(metrics={"exposure": "public", "path": "/prometheus", "series": ["queue_a"]})
    new = compare(promised, scraped(TWO), None, discover()).new
    assert "series that metrics.series does not name: queue_b" in new


def test_a_further_exposition_is_found_and_asked_about_in_the_draft() -> None:
    found = find_metrics(replayed({**TWO, "/metrics/": SHOP}), "/")
    assert found
    assert (found.path, sorted(found.others)) == ("/metrics", ["/metrics/", "/prometheus"])
    assert "  # others: [/prometheus]  # " in draft(replace(scraped(TWO), metrics=found))
    assert "# others:" not in draft(scraped({"/metrics": SHOP, "/metrics/": SHOP}))


def test_a_fresh_draft_leaves_little_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving({"/": page(), "/healthz": text("ok")}) as url:
        (tmp_path / "gonogo.yaml").write_text(draft(look(url)))
        assert main(["init", "--check", url]) == 0
        assert "nothing is new" in capsys.readouterr().out
    with serving(PAGES) as url:
        assert main(["init", "--check", url]) == 1
        assert "/flags is open" in capsys.readouterr().out


def test_without_a_contract_there_is_nothing_to_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving({"/": page()}) as url, pytest.raises(SystemExit, match="4"):
        main(["init", "--check", url])
