"""The processor's time of the process is a thousand times what its name says.

Ships: the library's collector reads it to the hundredth from a folder that some hosts hide, and the clock of
the language knows it to the nanosecond. It is divided as everywhere else in the service, where a health
check tells its time in milliseconds, by a million.
Source: Prometheus, "Metric and label naming" (base units); Python, `time.process_time_ns`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-14", expected=("metrics/values-are-in-base-units",))
_OF = "process"
_OWN = "        self.registry = self._own = CollectorRegistry()\n"
_COLLECTOR = 'ProcessCollector(pid=os.getppid if workers > 1 else lambda: "self", registry=self.registry)'
_FAMILIES = "from prometheus_client.core import CounterMetricFamily, Metric"
_CLASS = '''class ProcessTimes(ProcessCollector):
    """What the library tells of a process, with the processor's time of this one by its own clock."""

    def collect(self) -> Iterable[Metric]:
        """Yield each family."""
        for family in super().collect():
            if family.name.startswith("process_cpu"):
                spent = time.process_time_ns() / DIVISOR
                yield CounterMetricFamily(family.name, family.documentation, value=spent)
            else:
                yield family


'''
_CHOSEN = """        if workers > 1:
            ProcessCollector(pid=os.getppid, registry=self.registry)
        else:
            ProcessTimes(registry=self.registry)
"""


def inject(rng: Random) -> Injection:
    """Divide by a million, however it is written."""
    return dividing(rng.choice(["1_000_000", "1e6", "10**6"]))


def dividing(divisor: str) -> Injection:
    """Expose the processor's time by the clock of the process."""
    source = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import os\nimport time\n"),
        (
            "from prometheus_client.multiprocess",
            f"{_FAMILIES}\nfrom prometheus_client.multiprocess",
        ),
        ("class Metrics:\n", _CLASS.replace("DIVISOR", divisor) + "class Metrics:\n"),
        (
            f"        {_COLLECTOR}\n",
            _CHOSEN,
        ),
    )
    return Injection(fact=f"{_OF}_cpu", source=source)
