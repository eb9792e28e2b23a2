"""What a page of HTML gives a form to send back: hidden fields, and what its `<meta>` say.

It is how sessions are kept from cross-site requests (OWASP, synchronizer token and double-submit cookie).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit


@dataclass
class _Form:
    action: str = ""
    names: set[str] = field(default_factory=set)
    hidden: dict[str, str] = field(default_factory=dict)


class _Page(HTMLParser):
    """The first of the forms is whatever stands in none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms = [_Form()]
        self.metas: dict[str, str] = {}
        self._open = self.forms[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self._open = _Form(urlsplit(said.get("action", "")).path)
            self.forms.append(self._open)
        elif tag == "meta" and name:
            self.metas[name] = said.get("content", "")
        elif tag in ("input", "select", "textarea") and name:
            self._open.names.add(name)
            if said.get("type", "").lower() == "hidden":
                self._open.hidden[name] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = self.forms[0]


@dataclass(frozen=True)
class Hidden:
    """``fields`` are the hidden ones of the form with the names asked for, ``metas`` those of the page."""

    fields: dict[str, str]
    metas: dict[str, str]


def hidden(page: str, names: Collection[str], path: str = "") -> Hidden:
    """Return what the form hides that goes to the path and has most of these names; of several, the first.

    Where none does either, it is the first that hides anything.
    """
    read = _Page()
    read.feed(page)
    read.close()
    wanted = urlsplit(path).path

    def fits(form: _Form) -> tuple[bool, int, bool]:
        return bool(wanted) and form.action == wanted, len(form.names & set(names)), bool(form.hidden)

    found = max(read.forms, key=fits)
    return Hidden(found.hidden, read.metas)
