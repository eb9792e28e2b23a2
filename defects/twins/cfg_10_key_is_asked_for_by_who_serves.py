"""The settings may be without the keys that sign tokens, for a migration and a check need none.

Good because: whoever serves looks for them first, refuses to begin without any, names the variable, and ends
with 2 before there is a listener or a database.
Source: The Twelve-Factor App, III; Heroku, "How I broke git push" (one that is missed at its first use).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("CFG-10", of="CFG-10-key-is-missed-at-its-first-use")
_REQUIRED = "Field(min_length=1, max_length=8)]\n"
_SERVE = '    """Serve until a signal."""\n'


def inject(rng: Random) -> Injection:
    """Draw what is said of the missing variable."""
    said = rng.choice(["is required by what serves", "is needed to sign tokens", "has to hold a key, or two"])
    asked = f"""    if not settings.signing_keys:
        _refuse("UKP_SIGNING_KEYS", "{said}")
        raise SystemExit(2)
"""
    source = {
        **edited("app/config/settings.py", (_REQUIRED, "Field(max_length=8)] = ()\n")),
        **edited("app/security/tokens.py", ("= keys[0].kid\n", '= keys[0].kid if keys else ""\n')),
        **edited("app/__main__.py", (_SERVE, f"{_SERVE}{asked}")),
    }
    return Injection(fact="UKP_SIGNING_KEYS", source=source)
