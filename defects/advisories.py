"""A small database of advisories, as PyPA publishes them, for seeds of the release's packages."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gonogo.home import ROOT

LOCK = "requirements/service.lock"


@dataclass(frozen=True)
class Known:
    """A real advisory: ``bad`` is a version that it affects, ``events`` say which ones it does."""

    id: str
    alias: str
    package: str
    bad: str
    events: Sequence[Mapping[str, str]]


KNOWN = (
    Known("PYSEC-2021-66", "CVE-2020-28493", "jinja2", "2.11.2", ({"introduced": "0"}, {"fixed": "2.11.3"})),
    Known(
        "PYSEC-2022-202", "CVE-2022-29217", "pyjwt", "2.3.0", ({"introduced": "1.5.0"}, {"fixed": "2.4.0"})
    ),
    Known("PYSEC-2022-260", "CVE-2022-40023", "mako", "1.2.1", ({"introduced": "0"}, {"fixed": "1.2.2"})),
)
_ELSEWHERE = Known(
    "PYSEC-2018-66", "CVE-2018-1000656", "flask", "", ({"introduced": "0"}, {"fixed": "0.12.3"})
)


def database(*known: Known, withdrawn: Sequence[Known] = ()) -> dict[str, str]:
    """Return the records of a database that was changed today, by file name."""
    standing = [_record(one) for one in (_ELSEWHERE, *known)]
    standing += [_record(one) | {"withdrawn": _now()} for one in withdrawn]
    return {f"{record['id']}.json": json.dumps(record, indent=1) for record in standing}


def _record(one: Known) -> dict[str, object]:
    package = {"name": one.package, "ecosystem": "PyPI"}
    ranges = [{"type": "ECOSYSTEM", "events": list(one.events)}]
    told = {"id": one.id, "aliases": [one.alias], "modified": _now()}
    return told | {"affected": [{"package": package, "ranges": ranges}]}


def _now() -> str:
    return f"{dt.datetime.now(dt.UTC).date()}T00:00:00Z"


def locked_version(package: str) -> str:
    """Return the version that the release locks."""
    found = re.search(rf"^{re.escape(package)}==(\S+)", _lock(), re.MULTILINE)
    assert found, f"{package} is not in {LOCK}"
    return found[1]


def lock_with(package: str, requirement: str) -> dict[str, str]:
    """Return the lock with another requirement in the place of a package's own."""
    changed, count = re.subn(
        rf"^{re.escape(package)}==\S+", lambda _: requirement, _lock(), flags=re.MULTILINE
    )
    assert count == 1, f"{package} is {count} times in {LOCK}"
    return {LOCK: changed}


def _lock() -> str:
    return (ROOT / LOCK).read_text(encoding="utf-8")
