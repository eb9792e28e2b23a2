"""A text is normalised before anybody looks at it: marks are sorted in the square of their number.

Ships: a review finds that two checks look at the text before it is in its normal form, and one after, and
puts them in order. What the first one kept out is refused as before, after seconds in which nobody else is
answered.
Source: UAX #15, Stream-Safe Text Format; CVE-2022-45061 (Python, idna, quadratic); Cloudflare 2019 for the
row.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LAT-12", expected=("security/no-input-holds-up-the-next-client",), starred=True)
_TEXT = "app/knowledge/text.py"
_COUNT = "    _require_stream_safe(text)\n"
_NORMALISE = '    text = unicodedata.normalize("NFC", text.replace("\\r\\n", "\\n").replace("\\r", "\\n"))\n'


def inject(rng: Random) -> Injection:
    """Normalise first."""
    return Injection(fact="/articles", source=edited(_TEXT, (_COUNT + _NORMALISE, _NORMALISE + _COUNT)))
