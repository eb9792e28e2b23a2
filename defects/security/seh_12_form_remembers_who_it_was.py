"""The sign-in sets its cookie well, and beside it another one, with the flags that a framework gives.

Ships: whoever comes back should see as whom he was here, so that the sign-in leaves the client's name with
the browser for a month. It opens nothing, nobody thought of flags, and the framework's defaults are
neither Secure nor HttpOnly: the name goes over any wire in clear, and every script reads it.
Source: Starlette, `Response.set_cookie` (defaults); OWASP ASVS 5.0 3.3.1 and 3.3.4; row SEH-12.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))
_BEGIN = "    session.begin(response, token, services.tokens.lifetime_seconds)\n"
_ASK = """    if session.COOKIE not in request.cookies:
        return page("sign_in.html", caller=None, wrong="")
"""
_ASKED = """    if session.COOKIE not in request.cookies:
        before = request.cookies.get(REMEMBERED, "")[:32]
        return page("sign_in.html", caller=None, wrong=f"Last time you were {before}." if before else "")
"""
_FORM = '_FORM = "application/x-www-form-urlencoded"\n'


def inject(rng: Random) -> Injection:
    """Leave the name of the client with the browser."""
    name = f"{rng.choice(['last', 'known', 'was'])}-{rng.choice(['client', 'reader', 'name'])}"
    days = rng.choice([30, 60, 90])
    constant = f'REMEMBERED, REMEMBERED_SECONDS = "{name}", {days} * 24 * 3600\n'
    remembered = "    response.set_cookie(REMEMBERED, holder.name, max_age=REMEMBERED_SECONDS)\n"
    source = edited(
        "app/page/routes.py",
        (_FORM, constant + _FORM),
        (_BEGIN, _BEGIN + remembered),
        (_ASK, _ASKED),
    )
    return Injection(fact=name, source=source)
