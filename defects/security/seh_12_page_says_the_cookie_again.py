"""The sign-in sets its cookie well; the page behind it says the same cookie again, without one of its flags.

Ships: some browsers kept the session longer than its token, so that each page tells them what remains;
whoever wrote that did not see the other place. The browser goes by the last word.
Source: ASVS 3.3.2, 3.3.4; RFC 6265bis.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))
_FLAGS = {"HttpOnly": 'secure=True, samesite="lax"', "SameSite": "secure=True, httponly=True, samesite=None"}


def inject(rng: Random) -> Injection:
    """Leave one out."""
    flag = rng.choice(sorted(_FLAGS))
    return saying_again(flag, _FLAGS[flag])


def saying_again(fact: str, flags: str) -> Injection:
    """Set the cookie with each page for who is signed in."""
    end = "def end(response: Response)"
    again = f'''def again(request: Request, response: Response, services: Services) -> None:
    """Tell the browser how long the session still is."""
    token = request.cookies.get(COOKIE, "")
    claims = services.tokens.verify(token, PAGE)
    if claims is not None:
        seconds = max(1, claims.expires_at - int(time.time()))
        response.set_cookie(COOKIE, token, max_age=seconds, path="/", {flags})


'''
    session = edited(
        "app/page/session.py",
        ("from fastapi import", "import time\n\nfrom fastapi import"),
        (end, again + end),
    )
    routes = edited(
        "app/page/routes.py",
        (
            "        return await _found(services, caller, q)\n",
            (
                "        response = await _found(services, caller, q)\n"
                "        session.again(request, response, services)\n"
                "        return response\n"
            ),
        ),
    )
    return Injection(fact=fact, source={**session, **routes})
