"""Read a database of advisories in the OSV format, as PyPA and osv.dev publish it, and hand it to safety."""

from __future__ import annotations

import datetime as dt
import json
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from gonogo.instruments.errors import TargetError
from gonogo.instruments.scanners.locks import canonical

_RECORDS = (".yaml", ".yml", ".json")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Advisory:
    """One vulnerability of one package; ``specifiers`` say which versions have it."""

    id: str
    package: str
    specifiers: tuple[str, ...]
    fixed: tuple[str, ...]
    other_name: str


@dataclass(frozen=True)
class Advisories:
    """What a database holds, and when its newest record was last changed; None where it holds none."""

    known: tuple[Advisory, ...]
    newest: dt.datetime | None


def read_advisories(place: Path) -> Advisories:
    """Read a folder, a tar or a zip of records; TargetError where it is none of them."""
    try:
        records = [record for record in map(_record, _texts(place)) if isinstance(record, dict)]
    except (OSError, tarfile.TarError, zipfile.BadZipFile, yaml.YAMLError, ValueError) as broken:
        raise TargetError(f"{place}: not a database of advisories in the OSV format: {broken}") from None
    osv = [record for record in records if "affected" in record and "id" in record]
    times = [time for record in osv if (time := _time(record))]
    standing = [record for record in osv if not record.get("withdrawn")]
    return Advisories(
        tuple(one for record in standing for one in _advisories(record)), max(times, default=None)
    )


def _texts(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_dir():
        files = sorted(path for path in place.rglob("*") if path.suffix in _RECORDS)
        yield from ((path.suffix, path.read_bytes()) for path in files)
    elif zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            names = [name for name in archive.namelist() if name.endswith(_RECORDS)]
            yield from ((Path(name).suffix, archive.read(name)) for name in names)
    else:
        with tarfile.open(place) as archive:
            for member in archive:
                opened = archive.extractfile(member) if member.name.endswith(_RECORDS) else None
                if opened:
                    yield Path(member.name).suffix, opened.read()


def _record(text: tuple[str, bytes]) -> Any:
    kind, content = text
    return json.loads(content) if kind == ".json" else yaml.load(content, Loader=_Loader)  # noqa: S506 - safe


def _time(record: dict[str, Any]) -> dt.datetime | None:
    """Return when it was last changed; YAML may have made a time of it already."""
    said = record.get("modified") or record.get("published")
    found = said if isinstance(said, dt.datetime) else dt.datetime.fromisoformat(str(said)) if said else None
    return found.replace(tzinfo=dt.UTC) if found and found.tzinfo is None else found


def _advisories(record: dict[str, Any]) -> Iterator[Advisory]:
    other = next((str(name) for name in record.get("aliases") or () if str(name).startswith("CVE-")), "")
    for affected in record["affected"]:
        package = affected.get("package") or {}
        if str(package.get("ecosystem", "")).casefold() != "pypi":
            continue
        ranges = [made for made in affected.get("ranges") or () if made.get("type") == "ECOSYSTEM"]
        spans = [span for made in ranges for span in _spans(made.get("events") or ())]
        # A span leaves out pre-releases, and an advisory may name its versions alone.
        spans += [f"=={version}" for version in affected.get("versions") or ()]
        fixed = [str(e["fixed"]) for made in ranges for e in made.get("events") or () if "fixed" in e]
        yield Advisory(
            str(record["id"]),
            canonical(str(package["name"])),
            tuple(filter(_legal, spans)),
            tuple(fixed),
            other,
        )


def _spans(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Turn `introduced`, `fixed` and `last_affected` into specifiers."""
    since: str | None = None
    for event in events:
        if "introduced" in event:
            since = str(event["introduced"])
        for key, sign in (("fixed", "<"), ("last_affected", "<=")):
            if key in event and since is not None:
                yield f">={since},{sign}{event[key]}"
                since = None
    if since is not None:
        yield f">={since}"


def _legal(specifier: str) -> bool:
    """Whether safety can read it: it ends where one version of the past has no legal form."""
    try:
        SpecifierSet(specifier)
    except InvalidSpecifier:
        return False
    return True
