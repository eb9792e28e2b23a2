"""What all sections of a contract share: no unknown key, no silent conversion, no change afterwards."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from gonogo.network import header_problem

Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Ratio = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1)]
_REST = r"/[^\s\x00-\x1f\x7f#]*$"
_PORT = ":(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_PATH = f"^{_REST}"
_ENDPOINT = rf"^(https?://[^\s/]+|{_PORT})?{_REST}"
_ENCRYPTED = rf"^(https://[^\s/]+|{_PORT}){_REST}"
_PRIVATE_PATH = f"^((GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE) )?{_REST}"
_ROUTE = r"^(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE) /[^\s]*$"
_HEADER = r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
_REFERRING = r"\$\{[A-Za-z_][A-Za-z0-9_]*\}"
_FILLED = rf"^(?:[^$]|\$[^{{]|{_REFERRING})*\$?$"
_FILLED_LINE = rf"^(?:[^$\x00-\x1f\x7f]|\$[^{{\x00-\x1f\x7f]|{_REFERRING})+\$?$"
_RULE = r"^[a-z]+/[a-z0-9-]+$"
_NOTHING_TO_SEE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Printable by their class, and nothing to a reader: fillers of Hangul, the empty pattern of Braille."""
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
"""Overrides of the direction (Unicode, UAX 9) and line ends; joiners belong to the words of some scripts."""


def _seen(text: str) -> str:
    """Return a text in which a reader sees something; ValueError for a blank one."""
    if any(c.isprintable() and not c.isspace() and c not in _NOTHING_TO_SEE for c in text):
        return text
    raise ValueError("it is blank: a text that can be read is expected")


def _on_one_line(text: str) -> str:
    """Return a text without what ends a line or steers a terminal; ValueError."""
    if odd := next((c for c in text if unicodedata.category(c) == "Cc" or c in _STEERING), None):
        raise ValueError(f"a name on one line is expected, without the control character {odd!a}")
    return text


def _token(name: str) -> str:
    """Return the name of a header that is a key; ValueError."""
    if re.fullmatch(_HEADER, name) is None:
        raise ValueError(PATTERNS[_HEADER])
    return name


def _sendable(name: str) -> str:
    """Return the name of a header that a request may have besides its own; ValueError."""
    # a gateway before the service may take a credential of its own as Proxy-Authorization
    problem = header_problem(name, "a value") if name.lower() != "proxy-authorization" else ""
    if problem:
        raise ValueError(f"{problem}; legal: any other name, as X-Request-ID")
    return name


def _received(text: str) -> str:
    """Return a text that a header can have as its value when it has come; ValueError."""
    if any(unicodedata.category(c) == "Cc" and c != "\t" for c in text):
        raise ValueError("the value of a header is expected: one line, without control characters")
    if text != text.strip(" \t"):
        raise ValueError(
            "the value of a header is expected, without the blanks around it: no reader gets them"
        )
    return text


Path = Annotated[str, StringConstraints(pattern=_PATH)]
Endpoint = Annotated[str, StringConstraints(pattern=_ENDPOINT)]
"""A path; `:8081/path` on another port of the same host; or a whole URL."""
Encrypted = Annotated[str, StringConstraints(pattern=_ENCRYPTED)]
"""`:8443/` on another port of the same host, or a whole https URL."""
PrivatePath = Annotated[str, StringConstraints(pattern=_PRIVATE_PATH)]
Route = Annotated[str, StringConstraints(pattern=_ROUTE)]
Name = Annotated[str, StringConstraints(min_length=1), AfterValidator(_seen)]
Title = Annotated[Name, AfterValidator(_on_one_line)]
"""A name as reports show it."""
Argument = Annotated[str, StringConstraints(min_length=1)]
"""One of a command, which may be a blank: `cut -d ' '`."""
HeaderName = Annotated[str, StringConstraints(pattern=_HEADER)]
"""A token (RFC 9110, 5.6.2)."""
SentHeader = Annotated[HeaderName, AfterValidator(_sendable)]
"""One that a request is sent with, and that does not belong to each request by itself."""
HeaderKey = Annotated[Name, AfterValidator(_token)]
SentHeaderKey = Annotated[HeaderKey, AfterValidator(_sendable)]
"""The same where they are keys of a mapping."""
HeaderValue = Annotated[str, AfterValidator(_received)]
"""What an answer's header is compared with."""
Filled = Annotated[str, StringConstraints(pattern=_FILLED)]
"""A text in which `${NAME}` is filled in; no other form of that is known."""
FilledLine = Annotated[str, StringConstraints(pattern=_FILLED_LINE)]
"""The same on one line, as a header's value is."""
RuleId = Annotated[str, StringConstraints(pattern=_RULE)]
Method = Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that only read (RFC 9110, 9.2.1)."""
Status = Annotated[int, Field(ge=100, le=599)]

PATTERNS = {
    _PATH: "a path that begins with / and has no blank and no # is expected",
    _ENDPOINT: "a path that begins with /, without a blank or #, is expected, or :PORT/path, or a whole URL",
    _ENCRYPTED: ":PORT/ or a whole https URL is expected",
    _PRIVATE_PATH: "a path that begins with / and has no blank and no #, or a method before it, is expected",
    _ROUTE: "a method and a path are expected, as PUT /articles/{id}/title",
    _HEADER: "the name of a header is expected: letters, digits and dashes",
    _FILLED: "what is filled in is written ${NAME}, and no other way",
    _FILLED_LINE: "one line is expected, and what is filled in is written ${NAME}, and no other way",
    _RULE: "the id of a rule is expected, as health/liveness-answers",
}
"""What each pattern of a text asks for, in words: the only form in which an author gets to read it."""


class Section(BaseModel):
    """A part of a contract."""

    # Deferred: one validator is built, of the whole contract when it is read, and none of each section.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Request(Section):
    """One request that the suite may send, and the status that it promises."""

    name: Title = "request"
    """How reports call it."""
    method: Method = "GET"
    """HTTP method."""
    path: Path
    """Path with query, below the target's entry; `{uuid}` in it is a fresh one for each request."""
    credential: Name | None = None
    """Name under `credentials`; anonymous without."""
    body: dict[str, object] | None = None
    """JSON body; `{uuid}` in a string becomes a fresh one for each request."""
    status: Status = 200
    """The status that a good release answers."""
    route: Name | None = None
    """Route label under which the service's metrics count it; the path where absent."""

    @property
    def is_safe(self) -> bool:
        """Whether it only reads (RFC 9110, 9.2.1)."""
        return self.method in SAFE
