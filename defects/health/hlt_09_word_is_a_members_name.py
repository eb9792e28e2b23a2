"""The health page tells the name of an enumeration's member in the place of its value.

Ships: `class State(str, Enum)` and an f-string, which was `pass` up to Python 3.10 and is `State.PASS` since
3.11. The status code is right, and whoever reads the word waits for one that never comes.
Source: Python 3.11, "What's New" (`Enum.__format__`); python/cpython#100458; mobilityhouse/ocpp#447;
openaq/openaq-api#258.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/overall-answers",))
_ROUTER = "router = APIRouter()\n"
_ANSWER = "    return _health(status, version=__version__,"


def inject(rng: Random) -> Injection:
    """Draw how the enumeration is called."""
    name = rng.choice(["State", "Condition", "HealthState"])
    return formatting(name, "str, Enum", f"{name}.PASS")


def formatting(name: str, bases: str, fact: str) -> Injection:
    """Write the page's word by an enumeration with these bases."""
    members = "".join(f'    {word.upper()} = "{word}"\n' for word in ("pass", "warn", "fail"))
    defined = f'class {name}({bases}):\n    """What a check can say."""\n\n{members}\n\n{_ROUTER}'
    code = '    code = 503 if status == "fail" else 200\n'
    return Injection(
        fact=fact,
        source=edited(
            "app/api/operations.py",
            ("from typing import Any\n", "from enum import Enum, StrEnum\nfrom typing import Any\n"),
            (_ROUTER, defined),
            (code, code.replace('== "fail"', 'in ("fail", f"{' + name + '.FAIL}")')),
            ("def _health(status: Status,", "def _health(status: str,"),
            (_ANSWER, _ANSWER.replace("(status,", "(f'{" + name + "(status)}',")),
        ),
    )
