"""A route finds the article by its id, and does not look whose it is.

Ships: the check stood in the handler, and one handler was rewritten.
Source: OWASP API Security Top 10, API1:2023; OWASP ASVS 5.0 8.2.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))


def inject(rng: Random) -> Injection:
    """Serve with that handler."""
    return Injection(fact=_method(rng)[0], wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let everybody be an admin in one operation."""
    _, name = _method(rng)
    library = app.state.services.library
    setattr(library, name, _for_everybody(getattr(library, name)))
    return app


def _for_everybody(operation: Callable[..., Any]) -> Callable[..., Any]:
    async def changed(*given: Any) -> Any:
        *others, terms = given
        return await operation(*others, replace(terms, is_admin=True))

    return changed


def _method(rng: Random) -> tuple[str, str]:
    return rng.choice([("PUT", "replace"), ("DELETE", "delete")])
