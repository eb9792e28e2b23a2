"""The security gate, whose an object is, and what is below it."""

from __future__ import annotations

import re
from typing import Self

from pydantic import model_validator

from gonogo.contract.base import Method, Name, Request, Route, Section, Status


class Below(Section):
    """Routes below an object: each of `security.routes` that takes PUT, PATCH or DELETE is its owner's alone.

    `{}` where all of them are. One with another placeholder names another object, and is not tried.
    """

    others: tuple[Route, ...] = ()
    """Those that other clients may use as well, as the table has them: `PUT /articles/{id}/vote`."""
    owned: tuple[Route, ...] = ()
    """Routes of other methods that are the owner's alone as well: `POST /articles/{id}/publication`,
    `GET /articles/{id}/history`."""
    bodies: dict[Route, dict[str, object]] = {}
    """JSON body by route, where it takes another one than `ownership.body`."""


class Ownership(Section):
    """An object that one client makes and another one must not change."""

    create: Request
    """Makes the object, with the owner's credential; its Location, or `id`, says where it is."""
    id: Name = "id"
    """Dotted path of the object's id in the answer; the object is then below the path that made it."""
    other: Name
    """Credential of the client who must not."""
    methods: tuple[Method, ...] = ("PUT", "DELETE")
    """Methods that the other one tries on the object."""
    body: dict[str, object] | None = None
    """JSON body of the attempts that have one."""
    refusals: tuple[Status, ...] = (403, 404)
    """Statuses that refuse; 204 may be one of them, where DELETE is always answered so: the object stays."""
    below: Below | None = None
    """Whose the routes below the object are; they are not looked at where it is absent."""

    @model_validator(mode="after")
    def _is_below(self) -> Self:
        """Refuse the object itself among the routes below it, which nothing there could ever try."""
        itself = re.compile(re.escape(self.create.path.partition("?")[0].rstrip("/")) + r"/\{[^/}]*\}/?")
        named = (*self.below.others, *self.below.owned, *self.below.bodies) if self.below else ()
        for route in named:
            if itself.fullmatch(route.partition(" ")[2]):
                raise ValueError(
                    f"below: {route!r} is the object itself; what others may not do to it is under `methods`"
                )
        return self
