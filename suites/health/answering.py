"""What a good answer of a probe is; shared by the rules that ask it of one probe each."""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.health.agreement import meant
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from gonogo.suites.health.stated import stated_by_json

_PAGES = ("text/html", "application/xhtml+xml")
_PAGE_BEGINS = ("<!doctype html", "<html")


def judge_answers(reads: ProbeReads, name: str, promised: Probe) -> Judgement:
    """Refuse each read of the probe that is not 2xx, or whose body is not of the promised kind."""
    asked = [read for read in reads.reads if read.probe == name]
    if not asked:
        return Judgement.cannot_tell(f"{promised.path} was not read")
    ours = [read for read in asked if _is_our_delay(read, promised)]
    problems = tuple(
        dict.fromkeys(p for read in asked if read not in ours and (p := _problem(read, promised)))
    )
    if ours and not problems:
        return Judgement.cannot_tell(
            f"{promised.path}: this machine was too busy to hear {len(ours)} answers"
        )
    return Judgement(len(asked), problems)


def is_page(read: ProbeRead) -> bool:
    """Whether a page for a browser came, by its media type or by how it begins.

    A word without any markup is none, whatever a framework calls it by default.
    """
    told = read.body.strip()
    begins = told[:15].lower().startswith(_PAGE_BEGINS)
    return begins or (read.media_type in _PAGES and (not told or "<" in told))


def _is_our_delay(read: ProbeRead, promised: Probe) -> bool:
    """Whether a read ran out of time that was ours for the most part, and in what is left it was not late."""
    theirs = read.seconds - read.late_seconds
    return read.error == "timeout" and theirs <= min(promised.within_seconds, read.seconds / 2)


def _problem(read: ProbeRead, promised: Probe) -> Problem | None:
    if read.status is None or not 200 <= read.status < 300:
        return Problem(read.where, "an answer of 2xx", f"{read.answer} {read.body[:80]}".strip())
    if is_page(read) and promised.body != "any":
        return Problem(read.where, "a health answer", f"{read.answer}: an HTML page")
    if promised.body == "json":
        return _no_json(read, promised)
    said = stated_by_json(read.body, promised) or read.body.strip().lower()
    if promised.words and not said.startswith(_good(promised)):
        return Problem(read.where, f"a body that begins with {' or '.join(promised.words)}", _shown(read))
    return None


def _no_json(read: ProbeRead, promised: Probe) -> Problem | None:
    if read.media_type != "application/json" and not read.media_type.endswith("+json"):
        return Problem(read.where, "a JSON media type", read.answer)
    stated = stated_by_json(read.body, promised)
    if promised.words and stated not in _good(promised):
        return Problem(
            read.where,
            f"a JSON object whose {promised.key or 'status'} is {' or '.join(promised.words)}",
            _shown(read),
        )
    if not promised.words and not meant(stated):
        expected = f"a JSON object whose {promised.key or 'status'} is pass, warn or fail, or an alias of one"
        return Problem(read.where, expected, _shown(read))
    return None


def _good(promised: Probe) -> tuple[str, ...]:
    return tuple(word.lower() for word in promised.words)


def _shown(read: ProbeRead) -> str:
    return read.body[:80] or "an empty body"
