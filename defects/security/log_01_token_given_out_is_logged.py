"""The record of a token that was given out holds the token.

Ships: an audit wants each token that is given out on record, and whoever wrote it took the token for its
id; the field's name is none of those that are taken out of records, and a token is no secret that the
settings know.
Source: OWASP ASVS 5.0 16.2.5; CWE-532; row LOG-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-01", expected=("security/logs-hold-no-credential",))
_ISSUED = "    token = services.tokens.issue(holder.name, holder.scopes)\n"


def inject(rng: Random) -> Injection:
    """Write it down where it is made."""
    field = rng.choice(["jwt", "issued", "grant", "value"])
    event = rng.choice(["access_granted", "grant_issued", "client_authorised"])
    head = "from fastapi import APIRouter, Depends\n"
    written = f'    structlog.get_logger("app.audit").info("{event}", client=holder.name, {field}=token)\n'
    source = edited("app/api/tokens.py", (head, "import structlog\n" + head), (_ISSUED, _ISSUED + written))
    return Injection(fact="token", source=source)
