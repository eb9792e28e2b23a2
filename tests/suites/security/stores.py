"""Small services that keep things, which more or fewer callers may change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.suites.loopback import Handler


class Store(Handler):
    """Keeps things. `guarded` are the methods for the owner alone, `deeds` those done in spite of it."""

    things: ClassVar[dict[str, str]]
    counter: ClassVar[Iterator[int]]
    location: ClassVar[str] = "/things/{id}"
    key: ClassVar[str] = ""
    guarded: ClassVar[tuple[str, ...]] = ()
    deeds: ClassVar[tuple[str, ...]] = ()
    readable: ClassVar[bool] = True

    def respond(self) -> None:
        if self.command == "POST":
            self.made()
            return
        name = self.name()
        if name not in self.things:
            self.answer(404, "", "text/plain")
        elif self.command == "GET":
            body = json.dumps({"text": self.things[name], "served": next(self.counter)})
            self.answer(200 if self.readable else 403, body, "application/json")
        else:
            self.change(name)

    def made(self) -> None:
        name = str(next(self.counter))
        self.things[name] = "mine"
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps({self.key: name} if self.key else {}).encode()
        self.send_response(201)
        if self.location:
            self.send_header("Location", self.location.replace("{id}", name))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def name(self) -> str:
        asked = urlsplit(self.path)
        return parse_qs(asked.query).get("id", [asked.path.rpartition("/")[2]])[0]

    def change(self, name: str) -> None:
        stranger = self.command in self.guarded and self.headers["Authorization"] != "x"
        if not stranger or self.command in self.deeds:
            self.things[name] = "taken"
            if self.command == "DELETE":
                del self.things[name]
        self.answer(403 if stranger else 200, "", "text/plain")

    do_PUT = do_DELETE = Handler.do_GET  # noqa: N815 - http.server calls them so


class Tokened(Store):
    """Gives out tokens, and lets whoever has one change everything."""

    def respond(self) -> None:
        if self.path == "/tokens":
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = json.dumps({"token": f"of {self.headers['Authorization']}"})
            self.answer(self.given, body, "application/json")
        else:
            super().respond()

    def change(self, name: str) -> None:
        if (self.headers["Authorization"] or "").startswith("Bearer of") and self.trusts:
            self.things[name] = "taken"
            self.answer(200, "", "text/plain")
        else:
            super().change(name)

    given: ClassVar[int]
    trusts: ClassVar[bool]
