"""The rights of a client may be null in the pushed list of keys, and each request of that client crashes.

Ships: clients that are still to get their rights were to stand in the list already, so the loader takes null;
where rights are compared it was not thought of. The list is pushed, the replica starts, says that it is
ready, and answers that client with 500.
Source: Google Cloud, incident of Service Control of 12 June 2025 (a policy with blank fields); row CFG-13.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-13", expected=("config/bad-value-is-refused",))
_SCOPES = "    scopes: Annotated[tuple[Scope, ...], Field(min_length=1)]\n"


def inject(rng: Random) -> Injection:
    """Take null, or nothing at all, for the rights."""
    return Injection(fact="UKP_API_KEYS", source=with_rights_of_null(rng, ""))


def with_rights_of_null(rng: Random, checked: str) -> dict[str, str | None]:
    """Take null for the rights, with what looks at them behind that."""
    default = rng.choice(["", " = None"])
    line = f"    scopes: Annotated[tuple[Scope, ...], Field(min_length=1)] | None{default}\n"
    return edited("app/config/keys.py", (_SCOPES, f"{line}{checked}"))
