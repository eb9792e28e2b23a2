"""The database shares the memory of the host's processes: its own had been too small.

Ships: "could not resize shared memory segment" is answered by two lines on the web, and the second one is
`ipc: host`. Whatever else on the machine may open shared memory reads and writes the database's.
Source: docker-library/postgres#416 (the message; `shm_size` is the answer); CIS Docker Benchmark 5.17.
"""

from __future__ import annotations

from random import Random

from proving.seed import RESET, Defect, Injection

DEFECT = Defect("SEI-04", expected=("security/namespaces-are-their-own",), target="compose")


def inject(rng: Random) -> Injection:
    """Share it in the place of a size of its own."""
    del rng
    return Injection(fact="postgres", override={"services": {"postgres": {"ipc": "host", "shm_size": RESET}}})
