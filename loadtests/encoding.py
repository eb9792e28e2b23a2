"""Requests as bytes, made once; what differs from arrival to arrival is filled into holes."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from gonogo.loadtests import template
from gonogo.loadtests.journey import Journey, SetupRequest
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.route import Route
from gonogo.loadtests.template import Piece

# Identity unless a journey says otherwise: a body is counted as it came, and never unpacked.
DEFAULT_HEADERS = {"User-Agent": "gonogo", "Accept-Encoding": "identity"}
SENDS_CONTENT = frozenset({"POST", "PUT", "PATCH"})
VISIBLE = "".join(map(chr, range(0x21, 0x7F)))


@dataclass(frozen=True)
class Encoded:
    """A request on its way to one route: `whole` where nothing differs, else its pieces."""

    route: Route
    answer_has_no_body: bool
    whole: bytes | None
    head: tuple[Piece, ...]
    body: tuple[Piece, ...] | None

    def filled(self, number: int, captured: Mapping[str, list[str]]) -> bytes:
        """The bytes of arrival `number`."""
        if self.whole is not None:
            return self.whole
        return _filled(self.head, self.body, template.values(number, captured))


def encode(plan: LoadPlan, request: Journey | SetupRequest, route: Route) -> Encoded:
    """A request of a plan, encoded for a route."""
    target = quote(route.prefix + request.path, safe=VISIBLE)
    found: list[Piece] = [f"{request.method} ".encode()]
    found += [*template.pieces(target, template.path_escape), b" HTTP/1.1\r\n"]
    for name, (text, literal) in _headers(plan, request, route).items():
        found.append(f"{name}: ".encode())
        found += [text.encode()] if literal else template.pieces(text, template.header_escape)
        found.append(b"\r\n")
    body = _body(template.body_text(request.json))
    if body is None:
        found.append(b"Content-Length: 0\r\n\r\n" if request.method in SENDS_CONTENT else b"\r\n")
    head = template.merged(found)
    holes = any(not isinstance(piece, bytes) for piece in (*head, *(body or ())))
    return Encoded(route, request.method == "HEAD", None if holes else _filled(head, body, {}), head, body)


def _body(text: str | None) -> tuple[Piece, ...] | None:
    return None if text is None else template.merged(template.pieces(text, template.json_escape))


def _filled(head: tuple[Piece, ...], body: tuple[Piece, ...] | None, known: Mapping[str, str]) -> bytes:
    begun = template.filled(head, known)
    if body is None:
        return begun
    content = template.filled(body, known)
    return b"%sContent-Length: %d\r\n\r\n%s" % (begun, len(content), content)


def _headers(plan: LoadPlan, request: Journey | SetupRequest, route: Route) -> dict[str, tuple[str, bool]]:
    """Each name's text, and whether braces in it are what they are: a plan's key may have some of its own.

    Defaults, then the plan's, then the request's; names differ in more than their case.
    """
    defaults = {"Host": route.authority, **DEFAULT_HEADERS, **route.headers}
    if plan.connections == "fresh":
        # Asking the server to close first leaves TIME_WAIT with it, and our ports free.
        defaults["Connection"] = "close"
    if request.json is not None:
        defaults["Content-Type"] = "application/json"
    found: dict[str, tuple[str, tuple[str, bool]]] = {}
    for headers, literal in ((defaults, True), (plan.headers, True), (request.headers, False)):
        found |= {name.lower(): (name, (text, literal)) for name, text in headers.items()}
    found.pop("content-length", None)
    return dict(found.values())
