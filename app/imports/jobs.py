"""Imports as the service exchanges them, and the jobs that stand for them in the queue."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.security.destinations import MAX_URL

LAYOUT = "1"
"""Layout of a job in the queue. A worker of another release finds one that it cannot read, and buries it."""

MAX_REASON = 200


class State(StrEnum):
    """Where an import is in its life. The last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DEAD = "dead"


UNFINISHED = (State.QUEUED, State.RUNNING)


class ImportInput(BaseModel):
    """What a client asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[str, Field(min_length=1, max_length=MAX_URL)]


class Import(BaseModel):
    """An import as its owner reads it: `article_id` once it is done, `reason` once an attempt failed."""

    model_config = ConfigDict(frozen=True)

    id: str
    url: str
    owner: str
    state: State
    attempts: int
    article_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Job:
    """What the queue holds of an import: its id, and the request that it came with, for the log."""

    import_id: str
    request_id: str
