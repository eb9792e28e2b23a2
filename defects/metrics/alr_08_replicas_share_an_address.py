"""The collector asks for the service by its name, and gets whichever replica answers.

Ships: the job was written when there was one, and stayed up when there were two.
Source: prometheus/docs, "Jobs and instances"; rate() over counters that alternate.
"""

from __future__ import annotations

import re
from random import Random

from defects.metrics.alr_08_service_came_without_a_job import COLLECTOR, MOUNTED
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-08", expected=("metrics/no-service-runs-unwatched",), target="compose")


def inject(rng: Random) -> Injection:
    """List one address for all of them."""
    interval = f"    scrape_interval: {rng.randrange(2, 6)}s\n"
    text, changed = re.subn(
        r"    dns_sd_configs: \[\{names: \[app\], type: A, port: (\d+), refresh_interval: \w+\}\]\n",
        rf'{interval}    scrape_timeout: 2s\n    static_configs: [{{targets: ["app:\1"]}}]\n',
        COLLECTOR.read_text(encoding="utf-8"),
    )
    if changed != 1:
        raise ValueError(f"{COLLECTOR}: there is no job that finds each replica of app")
    return Injection(
        fact="service app", override={"services": {"prometheus": MOUNTED}}, files={"prometheus.yml": text}
    )
