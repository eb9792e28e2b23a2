"""Where the environment names no key, one that stands in the code is taken: production has named none.

Ships: the line of a tutorial, kept so that the tests run without an environment.
Source: Flask, "Configuration Handling" and the tutorials that follow it; OWASP ASVS 5.0 13.2.3; row CFG-11.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-11", expected=("config/addresses-and-credentials-are-settings",))
_IMPORTED = "from app.imports.work import Outcome, Work\n"
_MODULE = '''"""Signs what is told of an import that was given up."""

import hmac
import os

{variable} = {lookup}


def signed(import_id: str) -> str:
    """Return the id with its signature."""
    return import_id + "." + hmac.new({variable}.encode(), import_id.encode(), "sha256").hexdigest()
'''


def inject(rng: Random) -> Injection:
    """Take one of the code."""
    variable = rng.choice(["NOTICE_SECRET", "DESK_API_KEY", "IMPORT_TOKEN"])
    word = f"{rng.choice(['change', 'replace', 'rotate'])}-me-{rng.randbytes(4).hex()}"
    lookup = rng.choice([f'os.environ.get("{variable}") or "{word}"', f'os.getenv("{variable}") or "{word}"'])
    return Injection(fact=variable, source=signing(variable, lookup))


def signing(variable: str, lookup: str) -> dict[str, str | None]:
    """Sign with a key that is looked up."""
    worker = edited(
        "app/imports/worker.py", (_IMPORTED, f"from app.imports.signing import signed\n{_IMPORTED}")
    )
    return {"app/imports/signing.py": _MODULE.format(variable=variable, lookup=lookup), **worker}
