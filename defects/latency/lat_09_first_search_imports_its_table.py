"""The first search of each process imports a module, and the module works out a table when it is imported.

Ships: hits of one score are to stand in the order of their titles, without accents. The module was imported
where it is used, so that commands start quickly; what it does at its import is then done by the first reader.
Source: Google SRE Book, chapter 22; PEP 810 on imports that come late; row LAT-09 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-09",
    expected=("latency/first-requests-within-budget",),
    collateral=("health/ready-means-it-serves",),
)
_RETURN = "        return [SearchHit(article=article_of(row), score=row.score) for row in rows]\n"
_MODULE = '''"""Titles in the order in which people look for them: without accents, and without capitals."""

import sys
import unicodedata

FORMS = FORMS_


def _bare(character: str, form: str) -> str:
    parts = unicodedata.normalize(form, character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _table() -> dict[int, str]:
    """Work out what becomes of each character, by each of the forms that a client may send."""
    table: dict[int, str] = {}
    for form in FORMS:
        for number in range(sys.maxunicode + 1):
            bare = _bare(chr(number), form)
            if bare != chr(number):
                table[number] = bare
    return table


_TABLE = _table()


def FOLD(title: str) -> str:
    """Return what a title is sorted by."""
    return title.translate(_TABLE)
'''


def inject(rng: Random) -> Injection:
    """Sort hits by what the module makes of their titles."""
    name, function = (
        rng.choice(["collation", "folding", "ordering"]),
        rng.choice(["folded", "sort_key", "bare"]),
    )
    forms = ["NFC", "NFD", "NFKC", "NFKD"]
    rng.shuffle(forms)
    module = _MODULE.replace("FORMS_", repr(tuple(forms))).replace("FOLD", function)
    lines = f"""        from app.knowledge.{name} import {function}

        hits = [SearchHit(article=article_of(row), score=row.score) for row in rows]
        return sorted(hits, key=lambda hit: (-hit.score, {function}(hit.article.title)))
"""
    search = edited("app/knowledge/search.py", (_RETURN, lines))
    return Injection(fact="search", source={**search, f"app/knowledge/{name}.py": module})
