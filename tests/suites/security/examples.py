"""Observations that the security rules' tests share."""

from dataclasses import replace

from gonogo.suites.security.observations.surface import Call, Calls, PrivatePaths, Response, Surface
from tests.judging import contract

SECURITY = {
    "headers": {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": None},
    "responses": [{"name": "page", "path": "/"}, {"name": "not found", "path": "/gone", "status": 404}],
    "private_paths": ["/inside"],
    "routes": {"command": "routes"},
    "anonymous": ["GET /open"],
}
CONTRACT = contract(security=SECURITY)
HEADERS = (("x-content-type-options", "nosniff"), ("content-security-policy", "default-src 'none'"))
FOREIGN = "https://elsewhere.example"


def response(status: int | None = 200, **other: object) -> Response:
    made = Response("page", "GET", "/", "", 200, status, "" if status else "timeout", HEADERS, "Welcome")
    return replace(made, **other)  # type: ignore[arg-type]


def missing(body: str = '{"title": "Not Found"}', **other: object) -> Response:
    made = response(404, name="not found", path="/gone", promised=404, body=body)
    return replace(made, **other)  # type: ignore[arg-type]


def foreign(origin: str = FOREIGN, allowed: str | None = None, credentials: str | None = None) -> Response:
    cors = {"access-control-allow-origin": allowed, "access-control-allow-credentials": credentials}
    sent = tuple((name, value) for name, value in cors.items() if value is not None)
    return response(origin=origin, headers=HEADERS + sent)


def surface(*responses: Response, **other: object) -> Surface:
    made = Surface(
        responses or (response(), missing()), (foreign(), foreign("null")), (), (response(), missing())
    )
    return replace(made, **other)  # type: ignore[arg-type]


def private(*statuses: int | None) -> PrivatePaths:
    answers = tuple(response(s, name="private", path="/inside") for s in statuses)
    return PrivatePaths(answers, (response(),))


def call(template: str = "/things/{id}", status: int | None = 401, **other: object) -> Call:
    made = Call("shop-1", "GET", template, "none", status, "" if status else "timeout")
    return replace(made, **other)  # type: ignore[arg-type]


def calls(*changed: Call) -> Calls:
    """Every route refuses, but those that are given."""
    well = tuple(call(credential=credential) for credential in ("none", "malformed", "unknown"))
    right = (call("/things", 404, credential="right"), call("/things", 200, credential="right"))
    return Calls((*well, call("/open", 200), call("/inside", 200), *changed), right)
