"""A number of a query may be written with an exponent, and the number that it stands for is worked out.

Ships: a spreadsheet sent `offset=1e3`, and a line makes it whole by way of Decimal before the bounds are
looked at. `1e9999999` has nine characters, and an integer of ten million digits is made of it while nobody
else is served.
Source: Django CVE-2024-41989, `floatformat` of scientific notation with a large exponent; CVE-2020-10735
for the time that such integers take.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-12", expected=("security/no-input-holds-up-the-next-client",), starred=True)

_WHOLE = '''

def _whole(value: Any) -> Any:
    """Read 1e3 as well, as spreadsheets write a thousand."""
    try:
        return int(Decimal(value))
    except (ArithmeticError, ValueError):
        return value


Id ='''
_PARAMETERS = {
    "limit": "Limit = Annotated[int, Query(",
    "offset": "Offset = Annotated[int, Query(",
}


def inject(rng: Random) -> Injection:
    """Let one of the two parameters have an exponent."""
    parameter = _PARAMETERS[rng.choice(sorted(_PARAMETERS))]
    source = edited(
        "app/api/articles.py",
        ("from typing import", "from decimal import Decimal\nfrom typing import"),
        ("import AfterValidator\n", "import AfterValidator, BeforeValidator\n"),
        ("\nId =", _WHOLE),
        (parameter, parameter.replace("int, ", "int, BeforeValidator(_whole), ")),
    )
    return Injection(fact="/articles", source=source)
