"""Whoever comes is given a session id, and is signed in under the one that he was given as a visitor.

Ships: visitors were to be counted, so that each has an id before he signs in; ids carry a check, and one that
was made up is not taken.
Source: OWASP ASVS 5.0 7.2.4; CWE-384; CVE-2022-25896 (passport before 0.6.0).
"""

from __future__ import annotations

from random import Random

from defects.security.seh_12_sign_in_keeps_the_cookie_that_is_there import by_id
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/sign-in-begins-a-new-session",))
_IDS = '''
def _checked(drawn: str) -> str:
    return f"{drawn}.{zlib.crc32(drawn.encode()):08x}"


def new_id() -> str:
    """Draw an id, with its check."""
    return _checked(secrets.token_hex(16))


def _of_visitor(request: Request) -> str:
    """Return the id that the browser was given, empty where it has none, or one that was made up."""
    brought = request.cookies.get(COOKIE, "")
    return brought if brought and brought == _checked(brought.partition(".")[0]) else ""


'''
_SIGNED_OUT = """        return page("sign_in.html", caller=None, wrong="")
"""


def inject(rng: Random) -> Injection:
    """Give one out with the page, and keep it."""
    made = by_id(rng, "_of_visitor(request) or new_id()")
    session = str(made.source["app/page/session.py"])
    routes = str(made.source["app/page/routes.py"])
    session = session.replace("import secrets\n", "import secrets\nimport zlib\n")
    session = session.replace("def _as_id", _IDS.lstrip() + "def _as_id")
    given = (
        '        response = page("sign_in.html", caller=None, wrong="")\n'
        f"        session.begin(response, session.new_id(), {rng.choice([900, 1800, 3600])})\n"
        "        return response\n"
    )
    changed = {
        "app/page/session.py": session,
        "app/page/routes.py": routes.replace(_SIGNED_OUT, given),
    }
    return Injection(fact=made.fact, source=changed)
