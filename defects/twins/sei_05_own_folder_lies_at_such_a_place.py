"""A service gets a folder, read-only, at a place where containers often find one of the machine.

Good because: what lies there is a folder of the release's own, with what was written for this service.
Source: CIS Docker Benchmark 5.6, which names folders of the host and none of the container.
"""

from __future__ import annotations

from random import Random

from defects.security.sei_05_exporter_reads_the_machine import mounted
from proving.seed import Injection, Twin

TWIN = Twin("SEI-05", of="SEI-05-exporter-reads-the-machine", target="compose")


def inject(rng: Random) -> Injection:
    """Mount what lies beside the compose file."""
    place = rng.choice(["/host/etc", "/etc/ukp", "/host/sys"])
    return mounted(rng, f"{{folder}}/extra:{place}:ro")
