"""Answers that are made when they are asked for: a nonce of ours in them, or a value that never returns."""

from __future__ import annotations

import re
import time
import uuid
from urllib.parse import unquote, urlsplit

from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.targets.identity.reading import Reading

_ANSWERS, _LATER = 8, 3
"""As many at once that the names of seven processes behind a balancer return, and later a few."""
_APART_SECONDS = 1.05  # a signed value that holds a moment is another one with each second
_SHORTEST = 8  # characters: by chance, no value that is made anew is another's
ACCEPT = "application/json, */*;q=0.5"
"""What makes pages of their own for machines answers a missing one so; no file server does."""
_OTHERS = "a cache or a static page may answer"
_REDIRECTS = range(300, 400)
_NOT_FOUND = 404
_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
"""In which file servers, and stores of objects, say what is missing."""
_TIME = r"[0-2]?\d:[0-5]\d:[0-6]\d"
_MOMENT = re.compile(
    rf"20\d\d-?[01]\d-?[0-3]\d[T _]?(?:{_TIME}|[0-2]\d[0-5]\d[0-6]\d)(?:[.,]\d+)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?"
    rf"(?:\s[A-Z]{{3,5}})?(?:\sm=\S+)?"
    rf"|\[?[0-3]?\d/[A-Z][a-z]{{2}}/20\d\d:{_TIME}(?:\s[+-]\d{{4}})?\]?"
    rf"|(?:[A-Z][a-z]{{2,8}},?\s)?[0-3]?\d[\s-][A-Z][a-z]{{2,8}}[\s-](?:20)?\d\d\s{_TIME}(?:\s(?:[A-Z]{{1,5}}|[+-]\d{{4}}))?"
    rf"|[A-Z][a-z]{{2}}\s[A-Z][a-z]{{2}}\s\s?[0-3]?\d\s{_TIME}(?:\s[A-Z]{{1,5}})?\s20\d\d"
)
"""As `Date` and the variables of nginx, Apache, Caddy and HAProxy write one, under whatever name."""
_SECONDS = re.compile(r"(\d{10})(?:\.\d{3})?|t=(\d{10})\d{6}.{0,20}")
"""`$msec` of nginx, `%t` of Apache, `%[date]` of HAProxy."""
_FRACTION = re.compile(r"\d{1,6}\.\d{3,}(?:e-\d+)?\s?(?:m?s)?")
_DAY = 86400.0


def not_returned(url: str, path: str) -> str:
    """Return why the answer of a path with a nonce in it proves nothing, empty where it repeats it."""
    nonce = str(uuid.uuid4())
    asked = path.replace("{nonce}", nonce)
    answer = probe(below(url, asked), headers={"Accept": ACCEPT})
    if answer.error or answer.status is None:
        return f"{path} could not be read: {answer.error} {answer.detail}"
    if repeats(answer, asked, nonce):
        return ""
    return (
        f"{path} answered {answer.status} without the nonce, or as file servers and proxies repeat it too "
        "(a page of 404, a redirect to the same path): a cache or a static page may answer"
    )


def repeats(answer: Answer, asked: str, nonce: str) -> bool:
    """Whether something other than a file server or a proxy says the nonce of the path again."""
    if answer.status in _REDIRECTS:
        return nonce in (answer.header("Location") or "") and _is_elsewhere(answer, asked, nonce)
    if answer.status == _NOT_FOUND and answer.media_type in _PAGES:
        return False
    if answer.media_type not in _PAGES:
        return nonce in answer.text
    return nonce in answer.text.replace(asked, "")  # a list of files is headed by all that was asked for


def _is_elsewhere(answer: Answer, asked: str, nonce: str) -> bool:
    """Whether a redirect says the nonce without the path, or the query, in which it was asked for.

    One line of a proxy's configuration sends that on whole: to another host, below a folder, with an ending
    (`.html`, `/index.html`), without its first folder, or as it is in the query of a sign-in.
    """
    to, here = urlsplit(answer.header("Location") or ""), urlsplit(asked)
    said = here.path.rstrip("/") if nonce in here.path else here.query
    whole = f"{unquote(to.path)}?{to.query}#{to.fragment}"  # what quotes it in a query is a program
    return nonce in whole and said not in whole and not said.endswith(unquote(to.path).rstrip("/") or "?")


def not_fresh(url: str, contract: Contract) -> str:
    """Return why what the contract calls fresh proves nothing, empty where each answer has another."""
    seen = _asked(url, contract, _ANSWERS)
    stands = Reading(url, contract).stands("fresh")
    if not all(seen):
        return f"{stands} is missing in {seen.count('')} of {len(seen)} answers: {_OTHERS}"
    later = [] if _are_new(seen) else _asked(url, contract, _LATER, _APART_SECONDS)
    if later and not (_are_new(later) and (set(later).isdisjoint(seen) or _are_measured(later))):
        said = "returns, is the same, or is shorter than a random value,"
        return f"{stands} {said} in {len(seen) + len(later)} answers: {_OTHERS}"
    where = Reading(url, contract).where("fresh")
    if (where.header or where.cookie) and all(map(_is_a_moment, later or seen)):
        return f"{stands} is a clock, as any file server has one: {_OTHERS}"
    return ""


def _asked(url: str, contract: Contract, times: int, apart_seconds: float = 0.0) -> list[str]:
    seen: list[str] = []
    while len(seen) < times and all(seen):
        pause(apart_seconds, "a clock of seconds goes on")
        seen.append(Reading(url, contract).anything("fresh"))
    return seen


def _are_new(seen: list[str]) -> bool:
    """Whether no value returns; of durations some do by chance, and no file server measures any."""
    least = _LATER if _are_measured(seen) else len(seen)
    return len(set(seen)) >= least and min(map(len, seen)) >= _SHORTEST


def _are_measured(seen: list[str]) -> bool:
    return all(_FRACTION.fullmatch(text) for text in seen)


def _is_a_moment(text: str) -> bool:
    """Whether it is a date with its time, or the seconds of now: a counter and a request's id are neither."""
    if _MOMENT.fullmatch(text.strip()):
        return True
    found = _SECONDS.fullmatch(text.strip())
    return found is not None and abs(int(found[1] or found[2]) - time.time()) < _DAY
