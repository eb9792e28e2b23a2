"""Liveness tells whoever asks for it where each thread is: files, lines and names of the source.

Ships: somebody had looked for a process that was stuck, and the handle stayed. A probe needs no credential,
and neither does the handle.
Source: CVE-2019-11248 (`/debug/pprof` at the kubelet's port of health); Go, `net/http/pprof`
(`goroutine?debug=2`); OWASP ASVS 5.0 13.4.2.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-20", expected=("health/verbose-answers-leak-nothing",))
_LIVE = "async def live() -> Response:\n"
_PASS = '    return _health("pass")\n'


def inject(rng: Random) -> Injection:
    """Draw the word by which it is asked for, and how it is called in the answer."""
    return telling(
        rng, '["".join(traceback.format_stack(frame)) for frame in sys._current_frames().values()]'
    )


def telling(rng: Random, expression: str) -> Injection:
    """Tell an expression's value to whoever adds a word to the query, with a value or without."""
    word, key = rng.choice(["debug", "verbose"]), rng.choice(["threads", "stacks", "running"])
    told = f'    more: dict[str, Any] = {{}} if {word} is None else {{"{key}": {expression}}}\n'
    return Injection(
        fact="/health/live",
        source=edited(
            "app/api/operations.py",
            ("from typing import Any\n", "import sys\nimport traceback\nfrom typing import Any\n"),
            (_LIVE, f"async def live({word}: str | None = None) -> Response:\n"),
            (_PASS, f'{told}    return _health("pass", **more)\n'),
        ),
    )
