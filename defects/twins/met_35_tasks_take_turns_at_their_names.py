"""A counter has the name of the task as a label, and the names have numbers.

Good because: there are as many names as connections of the pool, and tasks take them in turn.
Source: Python, `asyncio.create_task` (`name`); prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from defects.metrics.met_35_writer_is_told_by_its_task import DATABASE, STARTED, counting
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-writer-is-told-by-its-task")
_SIZE = "        self.pool_size = settings.database_pool_size\n"


def inject(rng: Random) -> Injection:
    """Name the tasks one after the other, and begin again."""
    named = """        place = next(self._places)
        task = asyncio.create_task(self._connected(operation), name=f"Task-{place}")
"""
    places = f"{_SIZE}        self._places = itertools.cycle(range(1, self.pool_size + 1))\n"
    source = edited(
        DATABASE,
        ("import asyncio\nimport random\n", "import asyncio\nimport itertools\nimport random\n"),
        (_SIZE, places),
        (STARTED, named),
    )
    return counting(rng, source)
