"""What a search asks of a few threads waits for more of the same threads, while health needs none.

Ships: words of a search are looked up in a dictionary, by a client that blocks. The search as a whole goes to
a small pool of threads, and from there each word to the same pool, so that several are looked up at once. As
soon as as many searches come together as there are threads, each holds one and waits for another. Probes are
answered by the loop, in no time: the replica is alive and ready, and no search ends any more.
Source: Python, `concurrent.futures` ("Deadlocks can occur when the callable associated with a Future waits on
the results of another Future"); onyx-dot-app/onyx#14052; row HLT-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-05",
    expected=("latency/crowd-is-answered-in-time",),
    # once it is stuck it stays so, and its threads hold up the end of the process
    collateral=(
        "health/every-process-ends-when-told",
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/p50-within-budget",
        "latency/p95-within-budget",
        "latency/p99-within-budget",
        "metrics/gauges-equal-the-truth",
        "metrics/known-traffic-gets-the-promised-status",
    ),
    starred=True,
)
_IMPORTS = "from functools import reduce\n"
_CLASS = "class Search:\n"
_FIND = "        statement = _statement(self._database.dialect, query).limit(limit)\n"


def inject(rng: Random) -> Injection:
    """Look the words up in the pool that is waited in."""
    return looking_up(rng, "_LOOKUPS")


def looking_up(rng: Random, pool: str) -> Injection:
    """Look each word of a search up, in this pool; what is made of a search waits in `_LOOKUPS`."""
    threads, first, each = rng.randint(4, 6), rng.uniform(0.008, 0.012), rng.uniform(0.008, 0.012)
    lookups = f'''_LOOKUPS = ThreadPoolExecutor(max_workers={threads}, thread_name_prefix="lookups")
_WORDS = ThreadPoolExecutor(max_workers={threads}, thread_name_prefix="words")
_DICTIONARY_SECONDS = 30.0


def _looked_up(query: str) -> str:
    """Return the query in the words of the dictionary: the phrase first, then each word for itself."""
    return " ".join({pool}.map(_word, _phrase(query).split(), timeout=_DICTIONARY_SECONDS))


def _phrase(query: str) -> str:
    time.sleep({first:.4f})  # the dictionary's client blocks
    return query


def _word(word: str) -> str:
    time.sleep({each:.4f})
    return word


'''
    if pool == "_LOOKUPS":
        lookups = "".join(line for line in lookups.splitlines(True) if not line.startswith("_WORDS = "))
    asked = "        query = await asyncio.get_running_loop().run_in_executor(_LOOKUPS, _looked_up, query)\n"
    source = edited(
        "app/knowledge/search.py",
        (
            _IMPORTS,
            f"import asyncio\nimport time\nfrom concurrent.futures import ThreadPoolExecutor\n{_IMPORTS}",
        ),
        (_CLASS, lookups + _CLASS),
        (_FIND, asked + _FIND),
    )
    return Injection(fact="on search", source=source)
