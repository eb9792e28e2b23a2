"""On what terms an article may be changed: by its owner, and from the version that the client has seen."""

from dataclasses import dataclass

from app.knowledge.articles import Article


class NotOwnerError(Exception):
    """The article belongs to somebody else."""


class UnconditionalError(Exception):
    """The client does not say which version it has seen (RFC 6585, 3)."""


class StaleError(Exception):
    """The article changed since the client has seen it (RFC 9110, 13.1.1)."""


@dataclass(frozen=True)
class Terms:
    """Who changes, and the If-Match of the request, None without one."""

    owner: str
    is_admin: bool
    if_match: str | None

    def check(self, article: Article) -> None:
        """Raise what speaks against the change: ownership first, then the version."""
        if article.owner != self.owner and not self.is_admin:
            raise NotOwnerError
        if self.if_match is None:
            raise UnconditionalError
        if not matches(self.if_match, article.etag):
            raise StaleError


def matches(header: str, etag: str) -> bool:
    """Whether an If-Match or If-None-Match names the tag; a weak tag is compared by what it holds."""
    named = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return "*" in named or etag in named
