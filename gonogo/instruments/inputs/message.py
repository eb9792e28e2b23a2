"""A request that is taken, and what is made of it: bytes that no client sends by mistake."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.instruments.urls import anew, base_of

SHORT = tuple(f"{n:x}:x" for n in range(0x100, 0x100 + 2_000))
"""So many headers that they fit into the 16 kB that most servers read."""
BACKSLASHES = "\\" * 64
"""So many that a pattern that takes twice as long with each never comes to its end."""
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Plain:
    """A request as it is taken: the model of every hostile one."""

    method: str
    target: str
    host: str
    fields: Fields = ()
    body: bytes = b""

    @property
    def base(self) -> str:
        """The path below which every request stays; empty where the whole host is the service's."""
        return base_of(self.host)

    @property
    def _names(self) -> set[str]:
        return {name.lower() for name, _ in self.fields}

    def written(
        self,
        *lines: str,
        method: str | None = None,
        target: str | None = None,
        hosts: tuple[str, ...] | None = None,
        body: bytes | None = None,
        length: bool = True,
        close: bool = True,
    ) -> bytes:
        """Write it with more lines in its head; without `length`, the lines say where it ends.

        Each `{uuid}` in its target is a fresh one.
        Some services turn away whoever names no product of a client (RFC 9110, 10.1.5): it is named.
        """
        content = self.body if body is None else body
        named = (self.host,) if hosts is None else hosts
        verb, there = self.method if method is None else method, self.target if target is None else target
        start = [f"{verb} {anew(there)} HTTP/1.1"]
        start += [f"Host: {host}" for host in named]
        given = {line.partition(":")[0].lower() for line in lines}
        fields = (*self.fields, *([] if "user-agent" in given | self._names else [("User-Agent", "gonogo")]))
        start += [f"{name}: {value}" for name, value in fields if name.lower() not in given]
        start += [*lines, *(["Connection: close"] if close else [])]
        start += [f"Content-Length: {len(content)}"] if length and content else []
        return "\r\n".join([*start, "", ""]).encode("latin-1") + content


@dataclass(frozen=True)
class Input:
    """One hostile message. ``whole`` is whether its end is clear, so that an answer is owed.

    Inputs of one ``series`` differ in their size alone.
    """

    what: str
    message: bytes
    whole: bool = True
    series: str = ""
