"""A list has what its query needed for the pager: the model of an article keeps whatever a row brings.

Ships: an article was made of its row by naming each field twice, and was to be made of the whole row. For a
field of the next release the model takes what it does not know. The number of a row, which the list alone
selects, has gone out with each of its items since: one article, asked for or written, has no such field.
Source: Pydantic, "Extra data" (`extra="allow"` keeps and serialises it); OWASP ASVS 5.0 15.3.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-10", expected=("security/answers-hold-what-is-promised",))
_MODEL = '    """What a client reads; times are UTC."""\n\n    model_config = ConfigDict(frozen=True)\n'
_MADE = (
    "    return Article(\n        id=row.id,\n        title=row.title,\n        body=row.body,\n"
    "        owner=row.owner,\n"
    "        version=row.version,\n        created_at=created,\n        updated_at=updated,\n    )\n"
)
_PAGE = "        statement = select(*COLUMNS).order_by(articles.c.id).limit(limit).offset(offset)\n"


def inject(rng: Random) -> Injection:
    """Keep it."""
    return paging(rng, "allow")


def paging(rng: Random, extra: str) -> Injection:
    """Number the rows of a list, and make an article of a whole row, by a model that does so with more."""
    name = rng.choice(["row_no", "seq_in_list", "page_cursor"])
    made = (
        '    whole = {**row._mapping, "created_at": created, "updated_at": updated}  # noqa: SLF001\n'
        "    return Article(**whole)\n"
    )
    numbered = f'func.row_number().over(order_by=articles.c.id).label("{name}")'
    model = edited(
        "app/knowledge/articles.py",
        (_MODEL, _MODEL.replace("frozen=True", f'frozen=True, extra="{extra}"')),
        (_MADE, made),
    )
    store = edited(
        "app/knowledge/store.py",
        ("and_, delete, insert, select, update", "and_, delete, func, insert, select, update"),
        (_PAGE, f"        nth = {numbered}\n{_PAGE.replace('*COLUMNS', '*COLUMNS, nth')}"),
    )
    return Injection(fact=name, source=model | store)
