"""A counter has the name of the task as a label, and tasks that nobody names are numbered without end.

Ships: writes waited for each other, and it was to be seen who made them wait. The name of the task was at
hand in each, and was thought to be the name of what it does; asyncio numbers those that were given none, and
each statement has a task of its own.
Source: Python, `asyncio.Task.get_name` (a default name is made of a counter); prometheus/docs,
"Instrumentation", do not overuse labels; row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-35",
    expected=("metrics/objects-are-no-labels",),
    # the number is an identifier as well, and after many writes there are more of them than a scrape may have
    collateral=(
        "metrics/label-values-are-bounded",
        "metrics/scrape-stays-small",
        "latency/memory-comes-to-rest",
    ),
)
STARTED = "        task = asyncio.create_task(self._connected(operation))\n"
DATABASE = "app/knowledge/database.py"
_BUILD = '        build = Info("ukp_build"'
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_DATETIME = "from datetime import UTC, datetime\n"
_MODULES = f"import asyncio\nimport time\nfrom collections.abc import Callable\n{_DATETIME}"
_STORE = "ArticleStore(self.database)"
_RESULT = "        result = await connection.execute(insert(articles).values(**row).returning(*COLUMNS))\n"
_INIT = """    def __init__(self, database: Database) -> None:
        self._database = database

    async def create("""
_TOLD = """    def __init__(
        self, database: Database, told: Callable[[str, float], None] | None = None
    ) -> None:
        self._database = database
        self._told = told

    async def create("""


def inject(rng: Random) -> Injection:
    """Count the seconds of each write by its task."""
    return counting(rng, {})


def counting(rng: Random, more: dict[str, str | None]) -> Injection:
    """Add up what writes took, by the name of the task in which each ran."""
    word, label = rng.choice(["insert", "write", "store"]), rng.choice(["task", "job", "coroutine"])
    series = f"ukp_article_{word}_seconds"
    counter = f"""        self._writes = Counter(
            "{series}", "Seconds that new articles took the database.", ["{label}"], registry=self._own
        )
"""
    method = '''    def written(self, task: str, seconds: float) -> None:
        """Add what a new article took."""
        self._writes.labels(task).inc(seconds)

'''
    timed = f"""        began = time.perf_counter()
{_RESULT}        task = asyncio.current_task()
        if self._told is not None and task is not None:
            self._told(task.get_name(), time.perf_counter() - began)
"""
    source = {
        **edited(
            "app/monitoring/metrics.py", (_BUILD, f"{counter}{_BUILD}"), (_METHOD, f"{method}{_METHOD}")
        ),
        **edited("app/api/services.py", (_STORE, "ArticleStore(self.database, self.metrics.written)")),
        **edited(
            "app/knowledge/store.py",
            (
                _DATETIME,
                _MODULES,
            ),
            (_INIT, _TOLD),
            (_RESULT, timed),
        ),
        **more,
    }
    return Injection(fact=series, source=source)
