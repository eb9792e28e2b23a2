"""An exposition that strangers are refused is scraped as whoever may, and asked for by strangers as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.core.secrets import Secrets
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape_with
from gonogo.suites.metrics.experiments.compressed import scrape_compressed
from gonogo.suites.metrics.experiments.scrapes import scrape_each_format
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

_ASKED = {"scraper": {"value": "Bearer ${SCRAPER}"}}


class _Guarded(Handler):
    def respond(self) -> None:
        well = self.headers.get("Authorization") == "Bearer sesame"
        body = "# TYPE shop_up gauge\nshop_up 1\n" if well else "who asks?"
        self.answer(200 if well else 401, body, "text/plain; version=0.0.4; charset=utf-8")


@pytest.fixture
def url() -> Iterator[str]:
    with Loopback(_Guarded) as server:
        yield server.url
    scrape_with(dict)


def test_every_scrape_has_the_credential_and_nothing_else_does(url: str) -> None:
    made = contract(metrics={"credential": "scraper"}, credentials=_ASKED)
    target = ShopTarget(url, made)
    target.context.secrets = Secrets({"SCRAPER": "sesame"})  # type: ignore[misc]
    assert {scrape.status for scrape in done(scrape_each_format, target, made).every} == {200}
    assert [pair.status for pair in done(scrape_compressed, target, made).pairs] == [200]
    assert probe(f"{url}/metrics").status == 401


def test_without_it_strangers_are_all_that_asks(url: str) -> None:
    made = contract(metrics={})
    assert {s.status for s in done(scrape_each_format, ShopTarget(url, made), made).every} == {401}


def test_a_scraper_that_nobody_knows_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gonogo.yaml"
    path.write_text("service: shop\nmetrics: {credential: scrapper}\ncredentials: {scraper: {value: x}}\n")
    with pytest.raises(ContractError, match=r"metrics\.credential: 'scrapper' is not under credentials"):
        load_contract(path)
