"""A token carries a mark of its client's rights, and each process makes another mark of the same rights.

Ships: whoever loses a right, or gets one, should need a new token at once, so that a token says what the
rights were. The mark is what Python's `hash` makes of them: short, quick, and the same whenever one process
is asked. Words are hashed with a salt that an interpreter draws when it starts, so that no other process
takes the token.
Source: codeinthehole/django-cacheback#28; PolicyEngine/policyengine-api#3450 (both with keys of a cache);
Python, object.__hash__ and PYTHONHASHSEED.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-08", expected=("security/token-holds-everywhere",))
_EXPIRES = '            "jti": secrets.token_urlsafe(12),\n        }\n'
_SAID = '        return Claims(str(said["sub"]), scopes, int(said["exp"]), str(said["jti"]))\n'
_FIELD = "    expires_at: int\n    id: str\n"
_KEPT = "\n\nclass Tokens:\n"
_GRANTED = "    if granted is None:\n        return None\n"
_IMPORT = "from app.security.tokens import API, Claims\n"


def inject(rng: Random) -> Injection:
    """Mark by `hash`."""
    return marked(rng, "str(hash(tuple(scopes)))")


def marked(rng: Random, mark: str, *imports: str) -> Injection:
    """Give each token of the interface a mark, and take it while the mark of today's rights is the same."""
    name = rng.choice(["rights", "grant", "scope_mark"])
    function = (
        "\n\ndef mark_of(scopes: Sequence[str]) -> str:\n"
        '    """Return a short word for the rights: another one as soon as they change."""\n'
        f"    return {mark}\n"
    )
    claim = f'        if audience == API:\n            claims["{name}"] = mark_of(scopes)\n'
    tokens = edited(
        "app/security/tokens.py",
        *((line, f"{imported}{line}") for imported in imports for line in ("import secrets\n",)),
        (_FIELD, f"{_FIELD}    mark: str | None = None\n"),
        (_KEPT, f"{function}{_KEPT}"),
        (_EXPIRES, f"{_EXPIRES}{claim}"),
        (
            _SAID,
            (
                f'        mark = said.get("{name}")  # a token of the release before has none\n'
                '        return Claims(str(said["sub"]), scopes, int(said["exp"]), str(said["jti"]), mark)\n'
            ),
        ),
    )
    auth = edited(
        "app/api/auth.py",
        (_IMPORT, "from app.security.tokens import API, Claims, mark_of\n"),
        (_GRANTED, f"{_GRANTED}    if claims.mark not in (None, mark_of(granted)):\n        return None\n"),
    )
    return Injection(fact="401", replicas=2, source=tokens | auth)
