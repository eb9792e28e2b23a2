"""Read who a release says it is: a JSON key, a header, a cookie, the label of a series, a line by pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from gonogo.contract.identity import Where
from gonogo.contract.model import Contract
from gonogo.core.keys import at_key
from gonogo.core.version import as_stated
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.targets.forms import pairs, set_by
from gonogo.targets.identity.series import samples_of

FACTS = ("version", "revision", "configuration", "instance")
_VERSIONS = ("version", "revision")
_METRICS = "/metrics"
_LONGEST_TEXT = 200_000


class Reading:
    """The facts of one place, at one moment: each page is asked for once, when a fact needs it."""

    def __init__(
        self, url: str, contract: Contract, headers: Mapping[str, str] | None = None, seconds: float = 5.0
    ) -> None:
        self.url, self.contract = url, contract
        self.pages: dict[str, Answer] = {}
        self._headers, self._seconds = dict(headers or {}), seconds

    @property
    def answer(self) -> Answer:
        """The page on which the version stands."""
        return self.page(self.where("version").path or "/")

    def page(self, path: str) -> Answer:
        """Return a page of the place, as it answered the first time; a whole URL stands for itself."""
        if path not in self.pages:
            url, metrics = below(self.url, path), self.contract.metrics
            with _named(url):
                if metrics and path == metrics.path:
                    self.pages[path] = scrape(url, "*/*", self._headers, self._seconds)
                else:
                    self.pages[path] = probe(url, headers=self._headers, deadline_seconds=self._seconds)
        return self.pages[path]

    def fact(self, name: str) -> str:
        """Return a fact as it is stated, empty where it is not."""
        if self.contract.identity is None or getattr(self.contract.identity, name) is None:
            return ""
        where = self.where(name)
        return self._read(where, name, _said)

    def anything(self, name: str) -> str:
        """Return a fact whatever the status of the answer in which it stands; empty where it is not there."""
        where = self.where(name)
        return self._read(where, name, read)

    def _read(self, where: Where, name: str, how: Callable[[Answer, Where, str], str]) -> str:
        answer = self.page(where.path or "/")
        with _named(answer.url, f" by pattern {where.pattern}" if where.pattern else ""):
            return how(answer, where, name)

    def facts(self) -> dict[str, str]:
        """Return all that the contract names, by name."""
        return {name: self.fact(name) for name in FACTS}

    def identity(self) -> dict[str, str]:
        """Return the same without what cannot be a version or a revision."""
        return {name: as_stated(said) if name in _VERSIONS else said for name, said in self.facts().items()}

    def stands(self, name: str) -> str:
        """Say in words where a fact is read."""
        where = self.where(name)
        if where.series:
            return f"label {where.label or name} of {where.series} at {where.path}"
        named = {"header": where.header, "cookie": where.cookie, "pattern": where.pattern}
        way = where.key or next(f"{kind} {what}" for kind, what in named.items() if what)
        return f"{way} at {where.path}"

    def where(self, name: str) -> Where:
        """Return where a fact is read, with the page on which it stands."""
        promised, metrics = self.contract.identity, self.contract.metrics
        assert promised is not None
        stated = getattr(promised, name)
        where = stated if isinstance(stated, Where) else Where(key=stated)
        page = promised.alive or promised.path if name == "fresh" else promised.path
        path = (metrics.path if metrics else _METRICS) if where.series else page
        return where.model_copy(update={"path": where.path or path})


@contextmanager
def _named(url: str, by: str = "") -> Iterator[None]:
    """Note at what interrupts it, as a deadline does, which page was being read, and by what."""
    try:
        yield
    except BaseException as ended:
        if not getattr(ended, "__notes__", None):
            ended.add_note(f"at {url}{by}")
        raise


def fact_at(url: str, contract: Contract, name: str, seconds: float = 5.0) -> str:
    """Return one fact of the identity at a URL, empty where the contract or the answer has none."""
    return Reading(url, contract, seconds=seconds).fact(name)


def lookup(answer: Answer, dotted: str | None) -> str:
    """Return the text at a dotted key of a JSON answer, into lists by number; empty where there is none."""
    try:
        found = answer.json()
    except ValueError:
        return ""
    found = at_key(found, dotted or "")
    return "" if found is None or isinstance(found, dict | list) else str(found)


def _said(answer: Answer, where: Where, name: str) -> str:
    # an answer without a body has headers as well: 204
    well = range(200, 300) if where.header or where.cookie else (200,)
    return read(answer, where, name) if answer.status in well else ""


def read(answer: Answer, where: Where, name: str = "") -> str:
    """Return what stands there in an answer, whatever its status; empty where nothing does."""
    if answer.error or answer.status is None:
        return ""
    if where.header:
        return answer.header(where.header) or ""
    if where.cookie:
        return pairs("", *set_by(answer)).get(where.cookie, "")
    if where.series:
        return _labelled(answer, where.series, where.label or name)
    if where.pattern:
        return _matched(answer, where.pattern)
    return lookup(answer, where.key)


def _labelled(answer: Answer, series: str, label: str) -> str:
    """Return the label's value; series that contradict each other state none."""
    values = {labels.get(label, "") for name, labels, _ in samples_of(answer.text) if name == series} - {""}
    return values.pop() if len(values) == 1 else ""


def _matched(answer: Answer, pattern: str) -> str:
    found = re.search(pattern, answer.text[:_LONGEST_TEXT], re.MULTILINE)
    if found is None:
        return ""
    named = [value for value in found.groupdict().values() if value is not None]
    groups = [value for value in found.groups() if value is not None]
    return (named or groups or [found[0]])[0]
