"""The image ends as root: a step needed it, and nobody went back to the user of before.

Ships: `USER root` above a `RUN` that makes a folder for a cache, written below the line that had said whose
process it is. Every container of the image is root's, those that nobody looked at as well.
Source: hadolint DL3002 (last USER should not be root); CIS Docker Benchmark 4.1.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/containers-do-not-run-as-root",), target="compose")


def inject(rng: Random) -> Injection:
    """Make a folder as root, and stay so; the worker is of the same image."""
    user = rng.choice(["root", "0", "0:0"])
    folder = rng.choice(["/var/cache/ukp", "/var/lib/ukp", "/srv/ukp/cache"])
    return Injection(fact="worker", dockerfile=(f"USER {user}", f"RUN install -d -m 1777 {folder}"))
