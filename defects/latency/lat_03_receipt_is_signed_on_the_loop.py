"""Whoever writes an article gets a receipt, signed by a client that waits for its answer on the event loop.

Ships: the agent beside the service has a library, and the library knows no `await`. One call takes so little
that no budget shows it; of many writers at one moment, each is waited for by all who read meanwhile.
Source: https://docs.python.org/3/library/asyncio-dev.html (running blocking code); row LAT-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-03",
    expected=("latency/crowd-is-answered-in-time",),
    collateral=("latency/crowd-leaves-others-alone", "latency/p50-within-budget"),
)
_LAST = "    return _tagged(once.answer, response)\n"
_MODULE = '''"""Receipts: what an agent beside this service signs of an article that was stored."""

import hashlib
import time

_CALL_SECONDS = SECONDS
"""What the agent takes for one signature, and does nothing else meanwhile."""


def receipt(article_id: int, title: str) -> str:
    """Ask the agent for a receipt."""
    time.sleep(_CALL_SECONDS)
    return hashlib.sha256(f"{article_id} {title}".encode()).hexdigest()
'''


def inject(rng: Random) -> Injection:
    """Sign what was created, and send the receipt as a header."""
    header = rng.choice(["Receipt", "Article-Receipt", "X-Receipt"])
    module = _MODULE.replace("= SECONDS\n", f"= {rng.uniform(0.04, 0.046):.4f}\n")
    line = f'    response.headers["{header}"] = receipt(once.answer.id, once.answer.title)\n'
    imported = "from app.knowledge.search import MAX_QUERY_LENGTH\n"
    routes = edited(
        "app/api/articles.py",
        (_LAST, line + _LAST),
        (imported, "from app.knowledge.receipts import receipt\n" + imported),
    )
    return Injection(fact="create", source={**routes, "app/knowledge/receipts.py": module})
