"""After a sign-in the browser is sent on to where a hidden field of the form says.

Ships: whoever follows a link to a search signs in and gets that search. The field has to begin with a slash,
so that it is a path of this site; `//elsewhere.example` begins with one too, and is another site.
Source: CWE-601; OWASP Unvalidated Redirects and Forwards Cheat Sheet; RFC 3986, 4.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-18", expected=("security/redirects-stay-on-listed-hosts",))
_FIELD = '    return fields.get(name, [""])[0].strip()\n'
_JUDGE = '''

def _own(back: str) -> str:
    """Return a path of this site: nobody is sent away from it."""
    return JUDGED
'''
_ASKED = '        return page("sign_in.html", caller=None, wrong="")\n'
_ASKED_WITH_IT = """        back = f"/?{request.url.query}" if request.url.query else "/"
        return page("sign_in.html", caller=None, wrong="", back=back)
"""
_FORM = '    <form class="card" method="post" action="/session">\n'


def inject(rng: Random) -> Injection:
    """Look at the first character alone."""
    return leading_on(rng, 'back if back.startswith("/") else "/"')


def leading_on(rng: Random, judged: str) -> Injection:
    """Send the browser on to ``back`` if that is judged to be a path of the site."""
    field = rng.choice(["next", "return_to", "continue", "back_to"])
    hidden = f'      <input type="hidden" name="{field}" value="{{{{ back|default("/") }}}}">\n'
    kept = f'    request.state.back = fields.get("{field}", ["/"])[0]\n'
    routes = edited(
        "app/page/routes.py",
        ("from typing import Any\n", "import re\nfrom typing import Any\n"),
        ("RESULTS = 20\n", 'RESULTS = 20\n_OWN_PAGE = re.compile(r"/(?:\\?[A-Za-z0-9=&%+._-]*)?")\n'),
        (
            '    response = RedirectResponse("/", 303)\n    session.begin(',
            "    response = RedirectResponse(_own(request.state.back), 303)\n    session.begin(",
        ),
        (_FIELD, f"{kept}{_FIELD}{_JUDGE.replace('JUDGED', judged)}"),
        (_ASKED, _ASKED_WITH_IT),
    )
    template = edited("app/page/templates/sign_in.html", (_FORM, _FORM + hidden))
    return Injection(fact=field, source={**routes, **template})
