"""A cache that does not answer is asked again, many times, and each time for a quarter of a second.

Ships: a retry was added for a cache that restarts, with the library's backoff and a number that sounded safe.
The time-outs are as they were.
Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter"; row RES-03.
"""

from __future__ import annotations

from random import Random

from defects.health.res_03_cache_is_waited_for import asking
from proving.seed import Defect, Injection

DEFECT = Defect("RES-03", expected=("health/hung-optional-dependency-holds-up-nobody",), target="compose")


def inject(rng: Random) -> Injection:
    """Ask so often."""
    return Injection(fact="without cache", source=retrying(rng.randrange(15, 30)))


def retrying(times: int) -> dict[str, str | None]:
    """Ask again so often where no answer came in time."""
    again = f"Retry(ConstantBackoff(0.05), {times})"
    new = f"""        socket_timeout=answer_seconds,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry_on_timeout=True,
        retry={again},
"""
    imported = "from valkey.asyncio import ConnectionPool, Valkey\n"
    more = f"{imported}from valkey.asyncio.retry import Retry\nfrom valkey.backoff import ConstantBackoff\n"
    pool = asking(new)
    text = pool["app/knowledge/backends.py"]
    if text is None or imported not in text:
        raise ValueError("app/knowledge/backends.py: it imports something else")
    return {"app/knowledge/backends.py": text.replace(imported, more)}
