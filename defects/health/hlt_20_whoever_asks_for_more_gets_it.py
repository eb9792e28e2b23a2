"""The health page is short and clean, and whoever adds `?verbose` to it is told all of the inside.

Ships: those on call wanted to see more than a word, and the page is for them. Strangers reach it as well.
Source: `/readyz?verbose` of the Kubernetes API server, which is behind a credential there;
management.endpoint.health.show-details of Spring Boot, which is `never` by default for that reason; ASVS
13.4.5.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/verbose-answers-leak-nothing",))

_HEAD = '''\
async def health(request: Request, services: ServicesOf) -> Response:
    """Return the whole: every check, and what it makes of the service."""
'''
_ASKED = '''\
async def health(request: Request, services: ServicesOf, verbose: str | None = None) -> Response:
    """Return the whole: every check, and what it makes of the service; with `?verbose`, more."""
'''
_ANSWER = """\
    return _health(status, version=__version__, releaseId=services.settings.revision, checks=checks)
"""
_TOLD = """\
    more: dict[str, Any] = {} if verbose is None else {"KEY": EXPRESSION}
    release = services.settings.revision
    return _health(status, version=__version__, releaseId=release, checks=checks, **more)
"""


def inject(rng: Random) -> Injection:
    """Draw how the inside is called."""
    key = rng.choice(("details", "runtime", "environment"))
    inside = (
        '{"database": str(services.database.engine.url), "node": socket.gethostname(), '
        '"python": platform.python_version()}'
    )
    return telling(key, inside, "import platform\nimport socket\nfrom typing import Any\n")


def telling(key: str, expression: str, imports: str) -> Injection:
    """Add an expression's value below a key to the page of whoever asks for it."""
    return Injection(
        fact="verbose",
        source=edited(
            "app/api/operations.py",
            ("from typing import Any\n", imports),
            (_HEAD, _ASKED),
            (_ANSWER, _TOLD.replace("KEY", key).replace("EXPRESSION", expression)),
        ),
    )
