"""An id that a client sends is cut to the width of a column, in the answer and in the records alike.

Ships: the table of requests on a dashboard broke its lines by long ids, and what is cut at the entrance is
short everywhere. Ids that the service makes are as they were, so that its own tests find each one. Whoever
looks for the id that he has sent finds nothing.
Source: https://github.com/candlepin/candlepin/pull/2671; https://github.com/SeasX/SeasLog/issues/158; row
LOG-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-09", expected=("security/incoming-request-ids-are-kept",))
_MIDDLEWARES = "from app.api.middleware import "
_PLACE = "    app.add_middleware(LeaveOutLongCookies)\n"
_INTAKE = '''"""What of a request's head is made shorter before anything reads it."""

from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_ID = {longest}
"""Characters that the table of requests shows on a line."""


class ShortenIds:
    """Cuts the id that a client sends, and marks it by its table."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            headers = [
                (name, value[:LONGEST_ID] + b".MARK" if name == b"x-request-id" else value)
                for name, value in scope["headers"]
            ]
            scope = {{**scope, "headers": headers}}
        await self._app(scope, receive, send)
'''


def inject(rng: Random) -> Injection:
    """Cut it to some width below that of a UUID, and say in which table it is whole."""
    application = edited(
        "app/api/application.py",
        (_MIDDLEWARES, f"from app.api.intake import ShortenIds\n{_MIDDLEWARES}"),
        (_PLACE, f"    app.add_middleware(ShortenIds)\n{_PLACE}"),
    )
    table = f"t{rng.randrange(100, 1000)}"
    intake = _INTAKE.format(longest=rng.randrange(12, 29)).replace("MARK", table)
    return Injection(fact=table, source={**application, "app/api/intake.py": intake})
