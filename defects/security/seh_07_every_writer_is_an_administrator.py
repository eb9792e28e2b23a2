"""Every writer changes what others own: the question whether a client is an administrator is never asked.

Ships: a property became a method, since it was to be asked of other scopes as well. Where it is handed on,
the brackets were forgotten, and a method is true.
Source: OWASP API1:2023; CWE-571 (expression is always true), CWE-639; mypy, error code `truthy-function`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_PROPERTY = """    @property
    def is_admin(self) -> bool:
        \"\"\"Whether it may change what others own.\"\"\"
        return "articles:admin" in self.scopes
"""
_METHOD = """    def is_admin(self, KIND: str = "articles") -> bool:
        \"\"\"Whether it may change what others own.\"\"\"
        return f"{KIND}:admin" in self.scopes
"""


def inject(rng: Random) -> Injection:
    """Forget the brackets."""
    return asked(rng, "writer.is_admin")


def asked(rng: Random, question: str) -> Injection:
    """Make it a method, and ask it so where articles are changed."""
    method = _METHOD.replace("KIND", rng.choice(["kind", "realm", "objects"]))
    source = {
        **edited("app/api/auth.py", (_PROPERTY, method)),
        **edited("app/api/articles.py", ("writer.is_admin", question)),
        # whose import it is was asked elsewhere, and there nothing was forgotten
        **edited("app/api/imports.py", ("writer.is_admin", "writer.is_admin()")),
    }
    return Injection(fact="/articles/", source=source)
