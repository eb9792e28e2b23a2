"""Waivers: findings that somebody answers for until a day. One list, deploy/scan/waivers.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from deploy.scan.model import Finding, UsageError

LONGEST = dt.timedelta(days=366)
_Word = Annotated[str, Field(min_length=2)]


class Waiver(BaseModel):
    """Covers every finding of one rule of one tool in one place that the deployed release has as well."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tool: _Word
    rule: _Word
    place: _Word
    owner: _Word
    reason: Annotated[str, Field(pattern=r"\S+\s+\S+\s+\S+")]
    expires: dt.date

    def covers(self, finding: Finding) -> bool:
        """Whether this is the finding's tool, rule and place."""
        return (self.tool, self.rule, self.place) == (finding.tool, finding.rule, finding.place)


def read_waivers(path: Path, today: dt.date) -> tuple[Waiver, ...]:
    """Read the list; UsageError, in one sentence, where it is none. What has expired covers nothing."""
    try:
        said: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        waivers = TypeAdapter(tuple[Waiver, ...]).validate_python(said)
    except (OSError, UnicodeError, yaml.YAMLError) as unread:
        raise UsageError(f"{path}: cannot be read as a list of waivers: {unread}") from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise UsageError(
            f"{path}: {where}: {first['msg']} (each has {', '.join(Waiver.model_fields)})"
        ) from None
    for one in waivers:
        if one.expires - today > LONGEST:
            raise UsageError(
                f"{path}: the waiver of {one.tool} {one.rule} in {one.place} expires on {one.expires}, "
                f"more than {LONGEST.days} days from today"
            )
    return waivers
