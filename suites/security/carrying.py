"""Which records belong to a request and do not say so, and which answers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gonogo.contract.logs import RequestId
from gonogo.core.finding import Problem
from gonogo.suites.security.observations.identified import Asked, Identified, Written


def is_astray(row: Written) -> bool:
    """Whether each of the requests, alone and at once, caused such a record that is not known to be its own.

    What also comes unasked may be a timer's or a probe's; what comes once for many requests is shared.
    """
    often = row.astray_alone >= len(row.alone) > 0 and row.astray_at_once >= len(row.at_once) > 0
    return bool(row.marked) or (often and not row.unasked)


def is_mixed(row: Written) -> bool:
    """Whether one request has the records of another: as many as the other time, and shared out otherwise.

    An id that stays in a variable mixes those at once; one that stays on a connection, those that follow.
    """
    return _is_shared_out(row.alone, row.at_once) or _is_shared_out(row.at_once, row.alone)


def _is_shared_out(usual: tuple[int, ...], odd: tuple[int, ...]) -> bool:
    each = set(usual)
    if len(each) != 1 or 0 in each or not odd:
        return False
    return sum(odd) == usual[0] * len(odd) and set(odd) != each


def astray(rows: Iterable[Written], expected: str) -> Iterator[Problem]:
    """Give a problem for each form of records that are."""
    for log, alike in _by_form(filter(is_astray, rows)):
        count = sum(max(row.astray_alone + row.astray_at_once, row.marked) for row in alike)
        asked = sum(len(row.alone) + len(row.at_once) for row in alike)
        observed = f"{count} that do not have it, of {asked} requests: {alike[0].line}"
        yield Problem(f"the log of {log}, by {names_of(alike)}", expected, observed)


def mixed(rows: Iterable[Written]) -> Iterator[Problem]:
    """Give a problem for each form of records of which one request has those of another."""
    for log, alike in _by_form(filter(is_mixed, rows)):
        row, where = alike[0], f"the log of {log}, by {names_of(alike)}"
        ways = [(row.alone, row.at_once, "at once"), (row.at_once, row.alone, "in a row")]
        usual, odd, how = next(way for way in ways if _is_shared_out(*way[:2]))
        observed = f"{', '.join(map(str, odd))} of {len(odd)} requests {how}: {row.line}"
        yield Problem(where, f"{usual[0]} with the id of each request", observed)


def unstated(seen: Identified, request_id: RequestId) -> Iterator[Problem]:
    """Give a problem for each answer of the release itself without its id."""
    asked = [one for one in seen.asked if request_id.header and one.status and not one.entered]
    for name, rows in by_name(asked).items():
        without = [row for row in rows if not row.stated]
        if without:
            observed = f"{len(without)} of {len(rows)} answers without it, as one of {without[0].status}"
            yield Problem(name, f"the id of the request in {request_id.header}", observed)


def shared(seen: Identified) -> Iterator[Problem]:
    """Give a problem for an id that the service made for more than one request."""
    made = Counter(one.stated for one in seen.asked if one.stated and not (one.sent or one.entered))
    for stated, count in made.items():
        if count > 1:
            yield Problem(
                "the answers", "an id of its own for each request", f"{count} requests have {stated!r}"
            )


def _by_form(rows: Iterable[Written]) -> Iterator[tuple[str, list[Written]]]:
    """Give rows of one form together, with whose log they are in."""
    found: dict[tuple[str, str], list[Written]] = {}
    for row in rows:
        found.setdefault((row.log, row.form), []).append(row)
    yield from ((log, alike) for (log, _), alike in found.items())


def by_name(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return requests by what was asked for, and where."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.name, []).append(one)
    return found


def names_of(rows: Iterable[Asked | Written]) -> str:
    """Return what was asked for, the first few."""
    every = list(dict.fromkeys(row.name for row in rows))
    return ", ".join(every[:3]) + (f" and {len(every) - 3} more" if len(every) > 3 else "")
