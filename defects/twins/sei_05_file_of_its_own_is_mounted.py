"""The release is handed a read-only file of its own from the host.

Good because: it is one file that was made for it, and nothing that the system lives from.
Source: CIS Docker Benchmark 5.5.
"""

from __future__ import annotations

from random import Random

from defects.seed import Injection, Twin

TWIN = Twin("SEI-05", of="SEI-05-host-folder-is-mounted", target="compose")


def inject(rng: Random) -> Injection:
    """Mount it."""
    mounted = {"volumes": [f"{{folder}}/words-{rng.randrange(100)}.txt:/srv/words.txt:ro"]}
    name = mounted["volumes"][0].split("/")[1].split(":")[0]
    return Injection(fact=name, override={"services": {"app": mounted}}, files={name: "the\n"})
