"""How much a request may carry."""

from __future__ import annotations

from gonogo.contract.base import Count, Request, Section, Status


class Body(Section):
    """The largest body that a request may have."""

    request: Request
    """A request that takes a JSON body, filled up with blanks; its status is that of one at the limit."""
    limit_bytes: Count
    """The largest body that is taken."""
    refusal: Status = 413
    """The status of a body beyond it."""
