"""What became of the ids that clients sent, and of those that answers state through the entry. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.logs import RequestId
from gonogo.core.finding import Problem
from gonogo.suites.security.carrying import by_name, is_astray, names_of
from gonogo.suites.security.observations.identified import Asked, Identified
from gonogo.suites.security.records import is_same

ENTRY = "through the entry"


def kept_elsewhere(seen: Identified, request_id: RequestId) -> Iterator[Problem]:
    """Give a problem for answers that state another id than was sent; at the entry, where all of them do.

    What a proxy answers itself, or from its cache, has an id of its own.
    """
    for where, rows in _sent(seen).items():
        stated = [row for row in rows if row.stated]
        others = [row for row in stated if not is_same(row.stated, row.sent)]
        if others and (where != ENTRY or others == stated):
            observed = f"{others[0].stated!r} in {request_id.header}, {len(others)} times of {len(rows)}"
            yield Problem(where or names_of(others), _told(others[0], request_id), observed)


def unrecorded(seen: Identified, request_id: RequestId) -> Iterator[Problem]:
    """Give a problem for ids that no record has, where the same requests have records otherwise."""
    for where, rows in _sent(seen).items():
        usual = [row for row in rows if where != ENTRY or _is_usual(seen, row)]
        groups = [usual] if where == ENTRY else list(by_name(usual).values())
        silent = [alike for alike in groups if alike and not any(row.by_sent for row in alike)]
        lines = {alike[0]: line for alike in silent if (line := _without(seen, alike))}
        for row, line in list(lines.items())[:1]:
            expected = f"{_told(row, request_id)} in its records"
            yield Problem(where or names_of(lines), expected, f"none has it: {line}")


def lost(seen: Identified) -> Iterator[Problem]:
    """Give a problem where what answers state through the entry is in no record, and would be without it."""
    rows = [one for one in seen.asked if one.entered and one.stated and _is_usual(seen, one)]
    if rows and not any(one.is_recorded for one in rows):
        yield Problem(ENTRY, "the id that an answer states in its records", f"none has {rows[0].stated!r}")


def _without(seen: Identified, rows: list[Asked]) -> str:
    """Return a record of the same requests that has another id, or came of each without this one."""
    names = {row.name for row in rows}
    astray = [row for row in seen.written if row.what in names]
    instead = [row.line for row in astray if row.astray_at_once >= len(row.at_once) or is_astray(row)]
    usual = [one.line for row in rows if _is_usual(seen, row) for one in _control(seen, row)]
    certain = usual or [row.line for row in astray if is_astray(row)]
    return next(iter((*instead, *certain)), "") if certain else ""


def _is_usual(seen: Identified, row: Asked) -> bool:
    """Whether records came of each such request that went another way, and it was answered alike."""
    control = _control(seen, row)
    return bool(control) and all(one.is_recorded and one.status == row.status for one in control)


def _control(seen: Identified, row: Asked) -> list[Asked]:
    """Return the same at a process of the release, and for one that was sent there, without an id."""
    alike = [one for one in seen.asked if (one.what, one.where) == (row.what, row.where)]
    return [one for one in alike if not one.entered and (row.entered or not one.sent)]


def _sent(seen: Identified) -> dict[str, list[Asked]]:
    """Return what was sent with an id, at a process of the release and through the entry."""
    sent = [one for one in seen.asked if one.sent and one.status]
    found = {"": [one for one in sent if not one.entered], ENTRY: [one for one in sent if one.entered]}
    return {where: rows for where, rows in found.items() if rows}


def _told(asked: Asked, request_id: RequestId) -> str:
    return f"{asked.sent!r}, as {request_id.incoming} said"
