"""Answers get the headers that they lack, and whoever has one already takes it from all that come after.

Ships: what is missing was to be found without a set for each answer, by taking out of a list what is there.
The list is the one of the module: the first page, with a policy of its own, was the last answer of its
process that had none of its own and got one.
Source: https://docs.python-guide.org/writing/gotchas/ (what is shared and mutable); row SEH-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-04",
    expected=("security/headers-on-every-response-class",),
    collateral=("security/content-policy-is-strict", "security/headers-hold-in-a-session"),
)
_OLD = """    present = {name.lower() for name, _ in headers}
    missing = [header for header in RESPONSE_HEADERS if header[0] not in present]
    return [*headers, *missing, (b"x-request-id", request_id.encode("ascii"))]
"""
_COOKIES = "_COOKIE_BYTES = 4_096\n"


def inject(rng: Random) -> Injection:
    """Take out of the list what an answer has."""
    name = rng.choice(["_ADDED", "_ALWAYS", "_COMMON", "_OURS"])
    new = f"""    missing = {name}
    for present, _ in headers:
        for header in RESPONSE_HEADERS:
            if present.lower() == header[0] and header in missing:
                missing.remove(header)
    return [*headers, *missing, (b"x-request-id", request_id.encode("ascii"))]
"""
    listed = f"{_COOKIES}{name} = list(RESPONSE_HEADERS)\n"
    source = edited("app/api/middleware.py", (_OLD, new), (_COOKIES, listed))
    return Injection(fact="Content-Security-Policy", source=source)
