"""A module that writes a feed holds what looks like the addresses of other services.

Good because: they are names of vocabularies, which every feed in the world has letter by letter, in each
environment the same; nobody connects to them, and a feed with others would be none.
Source: RFC 4287, section 2 (the namespace of Atom); W3C, "Namespaces in XML", 2.1 (a name, and not to be
fetched).
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("CFG-11", of="CFG-11-address-is-left-in-the-code")
_MODULE = '''"""The newest articles as a feed (RFC 4287)."""

from collections.abc import Iterable
from html import escape

from app.knowledge.articles import Article

ATOM = "http://www.w3.org/2005/Atom"
MORE = "NAMESPACE_"
MEDIA_TYPE = "application/atom+xml"


def feed(articles: Iterable[Article], address: str) -> str:
    """Return the feed of some articles; `address` is where this service answers, from the settings."""
    entries = "".join(map(_entry, articles))
    return f\'<feed xmlns="{ATOM}" xmlns:PREFIX_="{MORE}"><id>{escape(address)}</id>{entries}</feed>\'


def _entry(article: Article) -> str:
    title, owner = escape(article.title), escape(article.owner)
    said = f"<title>{title}</title><PREFIX_:WORD_>{owner}</PREFIX_:WORD_>"
    return f"<entry><id>urn:ukp:{article.id}</id>{said}</entry>"
'''
_VOCABULARIES = (
    ("dc", "http://purl.org/dc/elements/1.1/", "creator"),
    ("media", "http://search.yahoo.com/mrss/", "credit"),
    ("os", "http://a9.com/-/spec/opensearch/1.1/", "Contact"),
)


def inject(rng: Random) -> Injection:
    """Add the module."""
    prefix, namespace, word = rng.choice(_VOCABULARIES)
    module = _MODULE
    for name, value in (("NAMESPACE_", namespace), ("PREFIX_", prefix), ("WORD_", word)):
        module = module.replace(name, value)
    return Injection(fact=namespace, source={f"app/page/{rng.choice(['feed', 'atom', 'newest'])}.py": module})
