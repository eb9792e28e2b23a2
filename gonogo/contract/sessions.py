"""Browsers' sessions, and how often somebody may try."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gonogo.contract.base import Count, Method, Name, Path, Section, Status


class Form(Section):
    """A form as a browser sends it; `${NAME}` in a value is taken from the environment or generated."""

    name: Name = "form"
    """How reports call it."""
    method: Method = "POST"
    """HTTP method."""
    path: Path
    """Where it goes, below the target's entry."""
    fields: dict[str, str] = Field(min_length=1)
    """Names and values."""
    status: Status = 303
    """The status that a good release answers."""


class Cookies(Section):
    """The cookies that a sign-in sets."""

    sign_in: Form
    """Begins a session."""
    same_site: tuple[Literal["Strict", "Lax", "None"], ...] = Field(default=("Strict", "Lax"), min_length=1)
    """Values of SameSite that will do."""
    script_readable: tuple[Name, ...] = ()
    """Cookies that a script of the page has to read, so that they cannot be HttpOnly."""


class Limit(Section):
    """How often one client may try, whatever it says about itself and whichever replica it meets."""

    form: Form
    """What is tried; its status is that of a try within the limit."""
    accepted: Count
    """Most tries of one client in a minute, all replicas together."""
    refusal: Status = 429
    """The status of a try beyond the limit."""
    right: Form | None = None
    """The same form made rightly: beyond the limit it is refused as well; where absent, the form of
    `cookies.sign_in` is taken if it goes to the same path."""
