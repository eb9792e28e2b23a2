"""A new process is ready while it still fetches its clients' keys, and refuses them until it has them.

Ships: the keys come from a vault, which takes its time, and a task fetches them so that starting stays quick.
Nobody told readiness of that task; until it is done no key is known, and a right one is answered with 401.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes"; AWS Builders' Library, "Implementing
health checks".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-15",
    expected=("health/ready-means-it-serves",),
    collateral=(  # who comes first with a key is refused
        "metrics/known-traffic-gets-the-promised-status",
        "security/token-holds-everywhere",
    ),
)
_OPENED = "        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))\n"
_FETCHED = """        self._tasks.append(asyncio.create_task(self._fetch_keys()))
"""
_FETCHED_FIRST = """        await self._fetch_keys()
"""
_FETCH = '''
    async def _fetch_keys(self) -> None:
        """Fetch what clients may present."""
        await asyncio.sleep(SECONDS)
        self.keys = self.settings.api_keys

    async def close(self) -> None:
'''


def inject(rng: Random) -> Injection:
    """Fetch them in the background."""
    return fetching(rng, _FETCHED)


def fetching_first(rng: Random) -> Injection:
    """Fetch them before anything is served."""
    return fetching(rng, _FETCHED_FIRST)


def fetching(rng: Random, fetched: str) -> Injection:
    """Compare with keys that are there after a while."""
    source = {
        **edited(
            "app/api/services.py",
            (
                "        self.settings = settings\n",
                "        self.settings = settings\n        self.keys: Keys = ()\n",
            ),
            ("class Services:\n", "Keys = tuple[ApiKey, ...]\n\n\nclass Services:\n"),
            (
                "from app.config.monitoring import CHECK",
                "from app.config.keys import ApiKey\nfrom app.config.monitoring import CHECK",
            ),
            (_OPENED, _OPENED + fetched),
            (
                "\n    async def close(self) -> None:\n",
                _FETCH.replace("SECONDS", f"{rng.uniform(1.5, 3.0):.2f}"),
            ),
        ),
        **edited(
            "app/api/auth.py",
            ("    for key in services.settings.api_keys:\n", "    for key in services.keys:\n"),
        ),
    }
    return Injection(fact="401", source=source)
