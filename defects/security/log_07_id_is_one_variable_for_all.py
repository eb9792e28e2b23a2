"""The id of the request stands in a variable of the module: of two at once, one has the records of both.

Ships: an id that was easy to get at from everywhere, written for a server with a process for each request; a
test that sends one request after the other sees nothing.
Source: https://github.com/Kludex/starlette/issues/1525 (what a context variable is for); row LOG-07 of the
catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-07",
    expected=("security/records-carry-their-request",),
    collateral=("security/incoming-request-ids-are-kept", "security/failed-requests-are-recorded"),
)


def inject(rng: Random) -> Injection:
    """Keep it there, and say what was served by another word."""
    event = f"{rng.choice(['served', 'handled', 'answered'])}_{rng.randrange(10, 100)}"
    name = rng.choice(["current", "running", "at_work"])
    return Injection(
        fact=event,
        source={
            **edited(
                "app/config/logging.py",
                ("        structlog.contextvars.merge_contextvars,\n", "        _name,\n"),
                ("def _formatter(", f"{_NAMES.format(name=name)}\n\ndef _formatter("),
            ),
            **edited(
                "app/api/middleware.py",
                ("import structlog\n", f"import structlog\n\nfrom app.config.logging import {name}\n"),
                (_CLEARS, ""),
                (_BINDS, f'        {name}["request_id"] = request_id\n'),
                ('        "request",\n', f"        {event!r},\n"),
            ),
        },
    )


_NAMES = """{name}: dict[str, str] = {{}}


def _name(
    _logger: object,
    _method: str,
    record: MutableMapping[str, Any],
) -> MutableMapping[str, Any]:
    record.update({name})
    return record

"""
_CLEARS = (
    "        structlog.contextvars.clear_contextvars()"
    "  # a connection's next request starts in this one's context\n"
)
_BINDS = "        structlog.contextvars.bind_contextvars(request_id=request_id)\n"
