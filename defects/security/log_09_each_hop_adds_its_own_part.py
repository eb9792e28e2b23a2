"""The id that a client sends gets a part of this service at its end, as ids of a hierarchy do.

Ships: the gateway's framework numbers the calls below a request by what it puts behind the id, and the service
was to do the same. Whoever looks for the whole id, as the client has it, finds nothing here and no answer that
says it. Longer ids than leave room for the part are not kept at all.
Source: .NET, "Hierarchical Request-Id" (dotnet/runtime, HierarchicalRequestId), from memory; W3C Trace Context,
3.2 (the trace-id is kept, the parent-id changes).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-09",
    expected=("security/incoming-request-ids-are-kept",),
    collateral=("security/records-carry-their-request",),
)
_KEPT = '            return str(value.decode("ascii"))\n'
_PATTERN = '_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")\n'


def inject(rng: Random) -> Injection:
    """Draw the part."""
    part = f"{rng.choice(['ukp', 'api', 'kb'])}{rng.randrange(100, 1000)}_"
    source = edited(
        "app/api/middleware.py",
        (_PATTERN, f"_REQUEST_ID = re.compile(rb\"[A-Za-z0-9._-]{{1,{63 - len(part)}}}\")\n_PART = \".{part}\"\n"),
        (_KEPT, '            return value.decode("ascii") + _PART\n'),
    )
    return Injection(fact=part, source=source)
