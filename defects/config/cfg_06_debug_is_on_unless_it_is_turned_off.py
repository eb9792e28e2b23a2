"""The framework's debug mode is a setting that is on by default, and nobody turns it off where users are.

Ships: `debug` became a setting, on unless it is said otherwise, as suits whoever develops; errors show their
stack then. No environment of the deployment names the variable, so that production shows it too.
Source: FastAPI and Starlette, `debug`; Django, "Deployment checklist" (DEBUG); OWASP ASVS 5.0 13.4.2; row
CFG-06.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-06", expected=("security/error-bodies-are-generic",))
_SETTING = "    migrate_on_start: bool = False\n"
_TITLE = '        title="Universal Knowledge Platform",\n'
_ERRORS = """    if errors:
        content["errors"] = errors
"""
_IMPORT = "from collections.abc import Mapping, Sequence\n"


def inject(rng: Random) -> Injection:
    """Show the stack of whatever was raised."""
    key = rng.choice(["debug", "trace", "exception", "stack"])
    shown = f"""    if request.app.debug and sys.exception() is not None:
        content["{key}"] = traceback.format_exc()
"""
    source = edited("app/config/settings.py", (_SETTING, f"    debug: bool = True\n{_SETTING}"))
    source |= edited("app/api/application.py", (_TITLE, f"        debug=settings.debug,\n{_TITLE}"))
    source |= edited(
        "app/api/errors.py", (_ERRORS, _ERRORS + shown), (_IMPORT, f"import sys\nimport traceback\n{_IMPORT}")
    )
    return Injection(fact="Traceback", source=source)
