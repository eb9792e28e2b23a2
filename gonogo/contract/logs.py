"""The security gate, what is written down of each request: the logs."""

from __future__ import annotations

from typing import Literal

from gonogo.contract.base import Name, Section


class Logs(Section):
    """What the release and what is beside it log. `{}` promises no credential and no forged record."""

    format: Literal["json"] | None = None
    """`json` where each line of the release's own processes is one JSON object, whichever logger wrote it."""
    requests: bool = True
    """Whether a line tells of each request, by path or `identity.nonce_header`; `false` where none does."""
    parameters: tuple[Name, ...] = ()
    """Parameters of a query that carry a secret, as `token`: their values are in no log."""
