"""The record of a failure takes its fields from the error, whose id of the request is mostly not there.

Ships: errors of the import queue were to say which job they belong to. What the error knows goes into the
record by name, the id among it; a name that is given stands before the one of the context, be it empty. Only
records of failures have it so: all others still have their id.
Source: structlog, `merge_contextvars` (a name of the event stands before one of the context);
open-telemetry/opentelemetry-python#3477; row LOG-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-06",
    expected=("security/records-carry-their-request",),
    collateral=("security/failed-requests-are-recorded", "security/incoming-request-ids-are-kept"),
    starred=True,
)
_OLD = '        **({} if served.failure is None else {"exc_info": served.failure}),\n'
_LOG = "def log_access(served: Served) -> None:\n"


def inject(rng: Random) -> Injection:
    """Take them from the error."""
    names = ["import_id", "request_id", rng.choice(["dependency", "attempt", "seconds_left"])]
    constant, function = rng.choice(["_TOLD", "_OF_ERRORS", "_SHOWN"]), rng.choice(["_told_by", "_fields_of"])
    listed = ", ".join(f'"{name}"' for name in sorted(names))
    missing = rng.choice(["None", '""', '"-"'])
    added = f'''{constant} = ({listed})


def {function}(failure: BaseException | None) -> dict[str, object]:
    """Return what an error knows of what it belongs to, and the error itself."""
    if failure is None:
        return {{}}
    return {{name: getattr(failure, name, {missing}) for name in {constant}}} | {{"exc_info": failure}}


'''
    return Injection(
        fact="request",
        source=edited(
            "app/api/middleware.py",
            (_LOG, added + _LOG),
            (_OLD, f"        **{function}(served.failure),\n"),
        ),
    )
