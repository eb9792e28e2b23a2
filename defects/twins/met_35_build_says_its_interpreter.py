"""The build's own series says one thing more, which is numbers and points, as an address is.

Good because: it is the version of the interpreter, which changes with a build and with nothing else.
Source: OpenMetrics 1.0.0, "Info"; prometheus/client_python, `python_info`; row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_35_build_says_since_when import saying
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-build-says-since-when")


def inject(rng: Random) -> Injection:
    """Say by which Python it runs."""
    label = rng.choice(["python", "interpreter", "runtime"])
    value, module = rng.choice([("platform.python_version()", "platform"), ("sys.version.split()[0]", "sys")])
    return saying(label, value, "import os\n", f"import os\nimport {module}\n")
