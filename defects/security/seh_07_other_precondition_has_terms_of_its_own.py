"""A change with If-Unmodified-Since is let through by its time, and not asked whose the article is.

Ships: clients of the old editor know no tags and send the time that they have seen. The version was checked
together with the owner, so the branch for the time goes past both. Whoever has read an article knows its
time.
Source: RFC 9110, 13.1.4; OWASP API Security Top 10, API1:2023; row SEH-07.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_IMPORT = "from app.knowledge.articles import Article\n"
_FIELD = "    if_match: str | None\n"
_CHECK = "        if article.owner != self.owner and not self.is_admin:\n"
_REPLACES = "    if_match: Validator = None,\n) -> Article:"
_DELETES = "services: ServicesOf, article_id: Id, writer: Writer, if_match: Validator = None\n"
_END = "\n"
_TERMS = "_terms(writer, if_match)"
_MADE = "def _terms(writer: Caller, if_match: str | None) -> Terms:\n"
_RETURNED = "    return Terms(writer.name, writer.is_admin, if_match)"


_LATER = '''def _later(article: Article, moment: str) -> bool:
    """Whether the article changed after a moment, in whole seconds; what is no date is as old as can be."""
    try:
        seen = parsedate_to_datetime(moment).timestamp()
    except ValueError:
        return True
    return int(article.updated_at.timestamp()) > seen


'''


def inject(rng: Random) -> Injection:
    """Take a time in the place of a tag."""
    word = rng.choice(["if_unmodified_since", "unchanged_since"])
    header = "Header(alias='if-unmodified-since', max_length=64)"
    parameter = f"{word}: Annotated[str | None, {header}] = None"
    branch = f"""        if self.if_match is None and self.{word} is not None:
            if _later(article, self.{word}):
                raise StaleError
            return
"""
    terms = edited(
        "app/knowledge/changes.py",
        (_IMPORT, f"from email.utils import parsedate_to_datetime\n\n{_IMPORT}"),
        (_FIELD, f"{_FIELD}    {word}: str | None = None\n"),
        (_CHECK, f"{branch}{_CHECK}"),
        (
            "def matches(",
            f"{_LATER}def matches(",
        ),
    )
    routes = edited(
        "app/api/articles.py",
        (_REPLACES, f"    if_match: Validator = None,\n    {parameter},\n) -> Article:"),
        (
            _DELETES,
            f"{_DELETES.removesuffix(_END)},{_END}    {parameter},{_END}",
        ),
        (_TERMS, f"_terms(writer, if_match, {word})"),
        (_MADE, f"def _terms(writer: Caller, if_match: str | None, {word}: str | None) -> Terms:\n"),
        (_RETURNED, f"    return Terms(writer.name, writer.is_admin, if_match, {word})"),
    )
    return Injection(fact="/articles", source=terms | routes)
