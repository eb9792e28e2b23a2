"""A route's duration lasts until its background task has ended, long after its client was answered.

Ships: the observer is made simpler - recorded once, where the application returns - and one route gets a
background task. The framework runs that before it returns: its clients see 5 ms, the graphs the better part
of a second.
Source: starlette#919, #3458; starlette-prometheus#33.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-20", expected=("metrics/durations-agree-with-the-client",))
_FIRST = """        last = message["type"] == "http.response.body" and not message.get("more_body", False)
"""
_SENT = """        try:
            await self._send(message)
        finally:
            if last:  # before anything that runs after the response, and before the client's next request
                self.finish()
"""
_ROUTE = '@writing.post("/articles", status_code=201'


def inject(rng: Random) -> Injection:
    """Record where the application returns."""
    observer = edited(
        "app/monitoring/observe.py", (_FIRST, ""), (_SENT, "        await self._send(message)\n")
    )
    return Injection(fact="ukp_http_request_duration_seconds", source=observer | with_task(rng))


def with_task(rng: Random) -> dict[str, str | None]:
    """Let the creation of an article tell somebody of it afterwards; the sleep stands for a slow hook."""
    name = rng.choice(["_tell", "_notify", "_publish"])
    task = f'''async def {name}(_article: Article) -> None:
    """Tell who follows new articles."""
    await asyncio.sleep({round(rng.uniform(0.6, 0.9), 2)})


'''
    return edited(
        "app/api/articles.py",
        ("from typing import Annotated, Any\n", "import asyncio\nfrom typing import Annotated, Any\n"),
        ("from fastapi import APIRouter, Header", "from fastapi import APIRouter, BackgroundTasks, Header"),
        (_ROUTE, task + _ROUTE),
        (
            "    request: Request,\n    idempotency_key",
            "    request: Request,\n    background: BackgroundTasks,\n    idempotency_key",
        ),
        (
            "    return _tagged(once.answer, response)\n",
            f"    background.add_task({name}, once.answer)\n    return _tagged(once.answer, response)\n",
        ),
    )
