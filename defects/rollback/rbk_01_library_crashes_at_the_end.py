"""The process has drained and finished, and crashes while it closes a native library.

Ships: the library's own thread still uses what its end has freed; everything was answered by then, and what
the library had not sent yet is gone, each time.
Source: grpc/grpc#11804; pytorch/pytorch#84756; Pometry/Raphtory#804 (segmentation faults when an interpreter
ends).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-01",
    expected=("rollback/replica-stops-gracefully",),
    collateral=("health/every-process-ends-when-told",),  # the worker ends by the same function
    target="compose",
)
_RUN = "    DrainingServer(config, lifecycle, settings.drain_seconds).run()\n"
_HEAD = "def configuration(asgi_app"


def inject(rng: Random) -> Injection:
    """Close it behind the server, where the freed memory is read."""
    name = rng.choice(["_close_exporter", "_close_profiler", "_close_channel"])
    read = rng.choice(["ctypes.string_at(0)", "ctypes.memmove(0, bytes(8), 8)", "ctypes.memset(0, 0, 8)"])
    function = f'def {name}() -> None:\n    """Let go of what the library holds."""\n    {read}\n\n\n'
    source = edited(
        "app/server.py",
        ("import math\n", "import ctypes\nimport math\n"),
        (_RUN, f"{_RUN}    {name}()\n"),
        (_HEAD, f"{function}{_HEAD}"),
    )
    return Injection(fact="exit 139", source=source)
