"""What a route needs is fetched anew when it is too old, by whoever finds it so, while all others wait.

Ships: the weights of the ranking came from another team's service, kept for a while in the process. Nothing
is served from the old ones meanwhile, and nothing fetches new ones before: every few seconds the route stands
still. A client that waits for its answers sees one slow request each time.
Source: RFC 5861 (stale-while-revalidate), which is made against it; row LAT-01 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-01",
    expected=("latency/p99-within-budget",),
    collateral=("latency/p95-within-budget", "latency/crowd-leaves-others-alone"),
    starred=True,
)
_PLACES = {
    "list": "    items = await services.library.store.page(limit, offset)\n",
    "search": "    return SearchPage(items=await services.search.find(q, limit), limit=limit)\n",
}
_MODULE = '''"""What the ranking is weighed by: fetched from those who know it, and kept for a while."""

import asyncio
import time

KEPT_SECONDS = KEPT
FETCH_SECONDS = FETCH
"""What the answer takes: it is made of all that was read lately."""


class Kept:
    """Weights that are not older than KEPT_SECONDS. The first ones come with the release."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._weights = {"title": 4.0, "body": 1.0}
        self._until: float | None = None

    async def current(self) -> dict[str, float]:
        """Return them; one of all who ask fetches new ones."""
        if self._until is None:
            self._until = time.monotonic() + KEPT_SECONDS
        async with self._lock:
            if time.monotonic() >= self._until:
                self._weights = await self._fetched()
                self._until = time.monotonic() + KEPT_SECONDS
            return self._weights

    async def _fetched(self) -> dict[str, float]:
        await asyncio.sleep(FETCH_SECONDS)
        return dict(self._weights)


weights = Kept()
'''


def inject(rng: Random) -> Injection:
    """Let one route ask for them."""
    journey = rng.choice(sorted(_PLACES))
    kept, fetch = f"{rng.uniform(4.5, 6.5):.2f}", f"{rng.uniform(1.6, 2.2):.2f}"
    module = _MODULE.replace("= KEPT\n", f"= {kept}\n").replace("= FETCH\n", f"= {fetch}\n")
    line = _PLACES[journey]
    imported = "from app.knowledge.text import clean\n"
    routes = edited(
        "app/api/articles.py",
        (line, "    await weights.current()\n" + line),
        (imported, imported + "from app.knowledge.weights import weights\n"),
    )
    return Injection(fact=journey, source={**routes, "app/knowledge/weights.py": module})
