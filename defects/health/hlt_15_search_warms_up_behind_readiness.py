"""A new process is ready while its search still loads, and answers 503 to whoever searches.

Ships: the index is loaded by a task, so that starting is quick again; readiness does not know of it.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-15", expected=("health/ready-means-it-serves",))
_FIND = "        statement = _statement(self._database.dialect, query).limit(limit)\n"
_REFUSED = """        if not self.loaded:
            raise DatabaseUnavailableError("the index is being loaded")
"""
_INIT = "        self._database = database\n"
_IMPORT = "import Database\n"
_STARTED = "        self.health.started = True\n"


def inject(rng: Random) -> Injection:
    """Load in the background."""
    return Injection(fact="search", source=loading(rng.uniform(1.5, 3.0), before=False))


def loading(seconds: float, *, before: bool) -> dict[str, str | None]:
    """Load the search's index for so long, before the process is ready or behind that."""
    search = edited(
        "app/knowledge/search.py",
        (_IMPORT, "import Database, DatabaseUnavailableError\n"),
        (_INIT, f"{_INIT}        self.loaded = False\n"),
        (_FIND, _REFUSED + _FIND),
    )
    load = f"""
    async def _load(self) -> None:
        await asyncio.sleep({seconds:.2f})
        self.search.loaded = True

    async def _keep_starting(self) -> None:
"""
    begin = "await self._load()" if before else "self._tasks.append(asyncio.create_task(self._load()))"
    services = edited(
        "app/api/services.py",
        (_STARTED, f"        {begin}\n{_STARTED}"),
        ("\n    async def _keep_starting(self) -> None:\n", load),
    )
    return {**search, **services}
