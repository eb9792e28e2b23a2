"""What no route can take is answered at the door, in front of what counts.

Ships: scanners ask for thousands of paths that nobody has, and each of them went through all of the
service to its 404. Now the first part of the path is looked up before anything else is done. Whoever wrote
that logs the request there as before, and counts nothing: the counter stands further in.
Source: prometheus/docs, "Instrumentation", online-serving systems (count all queries, failures too);
Starlette, Middleware: the order; row MET-17.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-17",
    expected=("metrics/traffic-is-conserved",),
    collateral=("metrics/durations-agree-with-the-client",),  # the same recorder times requests
)
_CLASS = '''class {name}:
    """Answers paths whose first part no route has, before anything is spent on them."""

    def __init__(self, app: ASGIApp, routes: Iterable[str]) -> None:
        self._app = app
        self._known = {{_first(path) for path in routes}}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say that there is no such resource."""
        if scope["type"] != "http" or _first(scope["path"]) in self._known:
            await self._app(scope, receive, send)
            return
        began, address = time.perf_counter(), (scope.get("client") or ("unknown", 0))[0]
        await problem(Request(scope), 404, "there is no such resource")(scope, receive, send)
        log_access(Served(scope["method"], "unmatched", 404, time.perf_counter() - began, address, None))


def _first(path: str) -> str:
    return path.split("/", 2)[1] if path.startswith("/") else path


'''
_ACCESS = "def log_access(served: Served) -> None:\n"
_IDENTIFY = "    app.add_middleware(Identify)\n"


def inject(rng: Random) -> Injection:
    """Stand behind what gives ids and headers, and before what counts."""
    name = rng.choice(["AnswerAtTheDoor", "TurnAway", "KnowTheWay"])
    door = f"    app.add_middleware({name}, routes=[route.path for route in route_table(app)])\n"
    source = {
        **edited(
            "app/api/middleware.py",
            ("import secrets\n", "import secrets\nimport time\nfrom collections.abc import Iterable\n"),
            (
                "from app.api.errors import unexpected\n",
                "from app.api.errors import problem, unexpected\n",
            ),
            (_ACCESS, _CLASS.format(name=name) + _ACCESS),
        ),
        **edited(
            "app/api/application.py",
            ("LeaveOutLongCookies, log_access\n", f"LeaveOutLongCookies, {name}, log_access\n"),
            (_IDENTIFY, door + _IDENTIFY),
        ),
    }
    return Injection(fact="unmatched", source=source)
