"""The security gate, what nobody sends by mistake: hostile inputs, foreign hosts, redirects, static files."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.base import Name, Path, Request, Seconds, Section


class Taken(Request):
    """A request with a body that the service takes, and how that body is written."""

    type: Literal["json", "form", "multipart"] = "json"
    """How `body` is sent: as JSON, as a form of a page, or as a form with files."""
    file: Name | None = None
    """Field of a multipart form that takes a file."""


class Inputs(Section):
    """What no client sends by mistake; the paths are drawn from the contract where none is named here."""

    requests: tuple[Taken, ...] = ()
    """Requests with a body that the service takes, besides those of the other sections."""
    sockets: tuple[Path, ...] = ()
    """Paths that take a WebSocket."""
    waits_within_seconds: Seconds = 1.0
    """Up to this, or ten times what it usually waits, the next client may wait while an input is read."""
    answers_within_seconds: Seconds = 3.0
    """Up to this an input itself may take, however large; slower ones are compared by size."""


class Links(Section):
    """Answers with links, to paths of their own or absolute, but never to somebody else's host."""

    requests: tuple[Request, ...] = Field(min_length=1)
    """Pages, redirects or documents with links."""
    foreign_host: bool = True
    """Whether a foreign Host reaches the service; false where what stands before it passes its own alone."""


class Redirects(Section):
    """Where the service sends browsers."""

    endpoint: Path | None = None
    """A path that redirects to the URL at `{url}` in it; only paths themselves are tried where absent."""
    own: Name | None = None
    """A URL to which it redirects; for `endpoint`."""
    hosts: tuple[Name, ...] = ()
    """Hosts to which it redirects, besides the one that is asked and `security.hosts`."""


class StaticFiles(Section):
    """A folder whose files are served."""

    file: Path
    """One file of it that is served; `*` in its name stands for what changes with its content."""
    page: Path = "/"
    """A page that links to the file, for a name with `*`."""
    beside: tuple[Name, ...] = ()
    """Files that are there and not in the folder, by their path from it: `../private/key.txt`."""
