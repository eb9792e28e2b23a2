"""Ask to be sent to a foreign host. Source: WHATWG URL, 4.4; OWASP, Unvalidated Redirects and Forwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from urllib.parse import quote, urlencode, urlsplit

from gonogo.contract.access import Form
from gonogo.contract.base import Request
from gonogo.contract.hostile import Redirects
from gonogo.contract.model import Contract
from gonogo.instruments.hidden import hidden
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import authority, below, target_of
from gonogo.suites.security.experiments.asking import ask
from gonogo.suites.security.experiments.forms import send, send_within_the_limit
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.observations.hosts import Heard, Redirected
from gonogo.targets.base import Target
from gonogo.targets.forms import beyond

_FOREIGN = "elsewhere.example"
_PATHS = (
    *(
        "//F",
        "//F/",
        "//F/..",
        "//F/%2e%2e",
        "//F/%2f..",
        "//F/.",
        "//F//",
        "///F/..",
        "/%5cF",
        "/%5cF/..",
    ),
    *(
        "/%2fF/..",
        "/%2f%2fF",
        "/%09/F",
        "/.//F/..",
        "//F/..;/",
        "/;@F",
        "//F%2f..",
        "/%0d%0aLocation:%20//F",
        "//F/%5c..",
    ),
)
"""Paths of which a server that adds a slash, or takes one away, makes a URL of the host F; a browser sends
each of them, and so none with a backslash."""
_BACK_TO = (
    *(
        "next",
        "return_to",
        "redirect",
        "returnTo",
        "return_url",
        "returnUrl",
        "ReturnUrl",
        "continue",
        "redirect_to",
    ),
    *(
        "redirectTo",
        "redirect_uri",
        "redirect_url",
        "redirectUrl",
        "url",
        "target",
        "dest",
        "destination",
        "goto",
    ),
    *("callbackUrl", "return", "returnto", "next_url", "came_from", "redir", "back_url"),
    *("back", "from", "ref", "referer", "success_url", "callback_url", "service", "RelayState"),
)
"""Names under which a form is told where to go next."""
_PREFIXES = ("X-Forwarded-Prefix", "X-Forwarded-Path", "X-Script-Name", "X-Ingress-Path")
"""In which a gateway says what it has taken off the path; a client may write them as well."""
_HIDDEN = 3
_MOST_PAGES = 4
_PLAINLY = ("https://F/", "//F/")
_BACK = (*_PLAINLY, "/\\F/", "S//O@F/")
"""What a form is told: also what browsers read as two slashes, and what begins as O, the own host, by S."""
_URLS = (
    *(
        "http://F/",
        "https://F/",
        "//F/",
        "///F/",
        "////F/",
        "/\\F/",
        "\\\\F/",
        "\\/F/",
        "http:\\\\F/",
        "https:F",
        "https:/F/",
        "http:///F/",
    ),
    *(
        "S//O\\@F/",
        "S//O@F/",
        "S//O:80@F/",
        "S//O%5c@F/",
        "S//F#@O/",
        "S//F?@O/",
        "S//F\\@O/",
        "S//F%23@O/",
        "S//F\\.O/",
        "S//O.F/",
    ),
    *(
        "S//elsewhereO/",
        "S//elsewhere-O/",
        "S//F/O",
        "S//F/?S//O/",
        " //F/",
        "\t//F/",
        "/\t/F/",
        "/%09/F/",
        "/%2f/F",
        "/%5cF/",
        "//F%2fO",
    ),
    *(
        "S//F:80/",
        "S//F./",
        "S//O\t@F/",
        "S//O%00@F/",
        "S//Ox/",
        "javascript:alert(1)//O",
        "JavaScript:alert(1)",
        "data:text/html,O",
        "O@F",
        "S//u:p@F/",
    ),
    *(
        "/.//F/",
        "/..//F/",
        ";//F/",
        "?//F/",
        "S\\\\F\\",
        "S//O\\\\@F/",
        "S//O/\\../@F",
        "S//[F]/",
        "S//F\u3002O/",
    ),
)
"""URLs of the host F, in words that a check may take for one of O's; S is O's scheme."""


def ask_to_be_sent_away(target: Target, contract: Contract, redirects: Redirects) -> Redirected:
    """Ask each path, and the endpoint for each URL; without an endpoint, a public page is the control."""
    own = authority(target.entry)
    paths = [p.replace("F", _FOREIGN) for p in _PATHS]
    request = Request(name="redirect", path="/", status=302)
    root = urlsplit(target.entry).path.rstrip("/")
    away = [ask(target, request, f"path {p}", path=root + p, own=own, foreign=_FOREIGN) for p in paths]
    entered = tuple(_entered(target, contract, own))
    away += _by_forms(target, contract, redirects, own)
    if redirects.endpoint is None or redirects.own is None:
        pages = public_request(contract)[:1]
        plainly = tuple(ask(target, page, "a public page", own=own) for page in pages)
        return Redirected((*plainly, *entered), tuple(away))
    named = urlsplit(redirects.own).netloc or own
    control = _sent(target, redirects.endpoint, redirects.own, named)
    tried = [_sent(target, redirects.endpoint, url, named) for url in _urls(_URLS, redirects.own, own)]
    return Redirected((control, *entered), (*away, *tried))


def _entered(target: Target, contract: Contract, own: str) -> Iterator[Heard]:
    """Sign in plainly: whoever is not let in is sent nowhere, whatever the form is told."""
    if contract.security and (cookies := contract.security.cookies):
        form = cookies.sign_in
        yield _heard("signs in", form, send_within_the_limit(target, form), own)


def _by_forms(target: Target, contract: Contract, redirects: Redirects, own: str) -> Iterator[Heard]:
    """Sign in and out, and ask to be sent back to a foreign host, by every usual name at once."""
    named = redirects.own or f"{urlsplit(target.entry).scheme}://{own}"
    plainly, back = (list(_urls(urls, named, own)) for urls in (_PLAINLY, _BACK))
    cookies = contract.security.cookies if contract.security else None
    forms = [cookies.sign_in, *([cookies.sign_out] if cookies.sign_out else [])] if cookies else []
    pages = public_request(contract)[:_MOST_PAGES]
    own_names = {form.path: _hidden_addresses(target, form, pages) for form in forms}
    for form, url in product(forms, back):
        asked = dict.fromkeys(_BACK_TO, url)
        sign = "&" if "?" in form.path else "?"
        path = f"{form.path}{sign}{urlencode(asked)}"
        # a form may be refused for having many fields
        names = [*_BACK_TO[:_HIDDEN], *own_names[form.path]]
        sent = form.model_copy(update={"path": path, "fields": dict.fromkeys(names, url) | form.fields})
        # the first one comes within the limit that others have used up; where that is a narrow one, it alone
        again = send_within_the_limit if url == back[0] else send
        answer = again(target, sent, {"Referer": f"https://{_FOREIGN}/"})
        how = f"asks to be sent back to {url}{''.join(f', in {name}' for name in own_names[form.path])}"
        told = [_heard(how, form, answer, own)]
        if url in plainly:  # each of them counts against the form's limit
            answer = send(target, form, dict.fromkeys(_PREFIXES, url))
            told.append(_heard(f"says that {url} was taken off its path", form, answer, own))
        yield from (heard for heard in told if heard.status not in beyond(form, contract.security))


def _heard(how: str, form: Form, answer: Answer, own: str) -> Heard:
    return Heard(
        how, f"{form.method} {form.path}", form.status, answer.status, answer.error or "",
        answer.headers, "", own, _FOREIGN,
    )  # fmt: skip


def _hidden_addresses(target: Target, form: Form, pages: list[Request]) -> list[str]:
    """Return the hidden fields of a form that hold an address, as where it leads on to.

    The form is looked for on its own page, where that is known, and on pages for everybody.
    """
    for path in dict.fromkeys([form.page or form.path, *(page.path for page in pages)]):
        held = hidden(probe(below(target.entry, path)).text, form.fields, form.path).fields
        if names := [name for name, value in held.items() if value.startswith(("/", "http://", "https://"))]:
            return names
    return []


def _urls(urls: tuple[str, ...], named: str, own: str) -> Iterator[str]:
    """Give URLs with the scheme and the host of one in them, of the entry's where it names none."""
    parts = urlsplit(named)
    scheme, host = f"{parts.scheme or 'http'}:", parts.netloc or own
    for url in urls:
        begun = f"{scheme}{url[1:]}" if url[:1] == "S" else url
        yield begun.replace("S//", f"{scheme}//").replace("O", host).replace("F", _FOREIGN)


def _sent(target: Target, endpoint: str, url: str, own: str) -> Heard:
    request = Request(name="redirect", path=endpoint.replace("{url}", quote(url, safe="")), status=302)
    path = target_of(below(target.entry, request.path))
    return ask(target, request, f"to {url!r}", path=path, own=own, foreign=_FOREIGN)
