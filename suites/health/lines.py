"""What a text states, as a whole or in lines of checks by name. Pure."""

from __future__ import annotations

import re

from gonogo.suites.health.checks import DEPENDENCIES
from gonogo.suites.health.nothing import is_nothing
from gonogo.suites.health.parsed import headings
from gonogo.suites.health.words import meant, says_no, tells_of_failure, truth

WHOLE = ("status", "state", "health", "healthy", "ready", "ok")
_LONGEST = 60
# The name of a check before what it says: `database: down`, `[-]etcd failed`, `ingester => Running`.
_NAMED = re.compile(r"\[[-+]\]\S+\s+|(?:[\w./ -]|::){1,40}(?:=>|[:=])\s*")
# Names of what was, or is not needed.
_NO_CHECK = {"last", "previous", "prev", "recent", "past", "history", "log", "logs", "optional", "example"}
_BETWEEN = re.compile(r"[\W_]+")
TRUTHS = ("healthy", "ready", "ok")
_NUMBER = re.compile(r"[-+]?\d[\d.,:]*\s*[a-z%]{0,3}|true", re.IGNORECASE)


def stated_by_text(text: str) -> str:
    """Return the first line that says no, after a check's name too; else what the whole, or each line says.

    Empty where a text says neither: a page has words for people.
    """
    if text.lstrip().startswith("<"):
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    refusal = next((said for line in lines if (said := _no(line))), "")
    if refusal or len(lines) == 1:
        return refusal or _shown(_of_one(lines[0]))
    return _shown(_of_many(lines))


def refused_by_page(page: str) -> str:
    """Return the heading by which a page says no; empty where it has words for people alone."""
    said = (_of_one(heading) for heading in headings(page))
    return next((_shown(word) for word in said if meant(word) == "fail"), "")


def lists_checks_in_lines(text: str) -> bool:
    """Whether a text has lines of checks by name, and none of the whole that says no."""
    checks, whole = 0, []
    for line in (line.strip().lower() for line in text.splitlines()):
        name, said = _split(line)
        if not name or says_no(line) or tells_of_failure(name):
            whole.append(line)
        elif name in WHOLE:
            whole.append(said)
        else:
            checks += 1
    return bool(checks) and "fail" not in map(meant, whole)


def _split(line: str) -> tuple[str, str]:
    """Return the name of a check and what it says; no name where a line has none."""
    named = _NAMED.match(line)
    return (named[0].rstrip(":=> \t"), line[named.end() :]) if named else ("", line)


def _no(line: str) -> str:
    """Return what a line says where that is a no: itself, what stands behind a name, or the name itself."""
    name, said = _split(line)
    if tells_of_failure(name) and not said[:1].isdecimal() and not is_nothing(said):
        return _shown(name)
    if tells_of_failure(said) and _is_dependency(name):
        return _shown(said)
    return next((_shown(told) for told in (line, said) if says_no(told)), "")


def _is_dependency(name: str) -> bool:
    words = {*_BETWEEN.split(name.lower())}
    return bool(words & DEPENDENCIES) and not words & _NO_CHECK


def _of_one(line: str) -> str:
    """Return a lone line that says something, or what it says of the whole by name."""
    name, said = _split(line)
    if meant(line):
        return line
    return _of_whole(name.lower(), said)


def _of_whole(name: str, said: str) -> str:
    """Return what stands behind a name for the whole where that means something; `no` as a truth value."""
    told = truth(said) if name in TRUTHS else None
    word = said if told is None else str(told)
    return word if name in WHOLE and meant(word) else ""


def _of_many(lines: list[str]) -> str:
    """Return what lines say of the whole by its name, or without one, or what all of them say alike."""
    parts = [_split(line) for line in lines]
    whole = [word for name, said in parts if (word := _of_whole(name.lower(), said))]
    unnamed = [said for name, said in parts if not name]
    if whole or (unnamed and all(map(meant, unnamed))):
        return (whole or unnamed)[-1]
    well = [said for _, said in parts if not _NUMBER.fullmatch(said)]
    return well[0] if well and all(meant(said) == "pass" for said in well) else ""


def _shown(said: str) -> str:
    return said.rstrip(".!").lower()[:_LONGEST]
