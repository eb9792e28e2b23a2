"""Records of failures get the fields of an error tracker's form, and the id of the request is none of them.

Ships: the tracker refuses records with fields that it does not know, so records of level error are cut down
to its list. What is bound to the context comes in by itself everywhere, and nobody thought of it when the
list was written.
Source: opentelemetry-python#3477, opentelemetry-python-contrib#3007; structlog, "Context Variables".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-06",
    expected=("security/failed-requests-are-recorded",),
    collateral=("security/records-carry-their-request", "security/incoming-request-ids-are-kept"),
)


def inject(rng: Random) -> Injection:
    """Keep the tracker's fields."""
    return formed(rng)


def formed(rng: Random, *more: str) -> Injection:
    """Cut records of failures down to a tracker's fields, and some more."""
    own = rng.choice(["fingerprint", "issue", "group"])
    fields = (
        "timestamp",
        "level",
        "logger",
        "service",
        "instance",
        "event",
        "method",
        "route",
        "status",
        "seconds",
    )
    kept = (*fields, "client_address", "exception", "error", "variable", "problem", own, *more)
    logging = edited(
        "app/config/logging.py",
        (
            "_CHATTY = (",
            (
                f"_OF_FAILURES = frozenset({sorted(kept)!r})\n"
                '"""What the tracker of errors takes: no record with another field."""\n\n'
                "_CHATTY = ("
            ),
        ),
        (
            "            structlog.processors.format_exc_info,\n",
            "            structlog.processors.format_exc_info,\n            _formed,\n",
        ),
        (
            "def _install(handler",
            f"""def _formed(
    _logger: object, _name: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    \"\"\"Fit a record of a failure into the tracker's form, with what tells alike ones.\"\"\"
    if record.get("level") not in ("error", "critical"):
        return record
    alike = f"{{record.get('route', '')}}:{{record.get('status', '')}}"
    return {{name: value for name, value in (record | {{"{own}": alike}}).items() if name in _OF_FAILURES}}


def _install(handler""",
        ),
    )
    return Injection(fact="import", source=logging)
