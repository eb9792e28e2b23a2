"""Ask a live service for many paths at once, with reads alone, each path once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from gonogo.init.paths import NONCE_HEADERS, USUAL
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below

_AT_A_TIME = 8
_DEADLINE_SECONDS = 3.0
_MOST_BYTES = 4_000_000


@dataclass
class Asked:
    """What a service answered, by path below ``url``; ``nonce`` went with every request.

    ``bases`` stand before a path: nothing for the URL itself, `:8081` or a whole URL for where it is managed.
    """

    url: str
    bases: tuple[str, ...] = ("",)
    linked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths that the service itself names, by what they seem to be for."""
    landings: tuple[str, ...] = ("/",)
    """The root, and the page to which it sends whoever asks for it."""
    answers: dict[str, Answer] = field(default_factory=dict)
    nonce: str = field(default_factory=lambda: str(uuid.uuid4()))

    def everywhere(self, paths: Iterable[str]) -> list[str]:
        """Return the paths at the URL itself, and then where the service is managed."""
        listed = list(paths)
        return [f"{base}{path}" for base in self.bases for path in listed]

    def places(self, kind: str) -> list[str]:
        """Return where something of a kind may be: paths that are usual, and those that the service names."""
        return list(dict.fromkeys([*self.everywhere(USUAL[kind]), *self.linked.get(kind, ())]))

    def all(self, paths: Iterable[str]) -> None:
        """Ask for those that were not asked for, a few at a time."""
        new = [path for path in dict.fromkeys(paths) if path not in self.answers]
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            self.answers |= dict(zip(new, pool.map(self.again, new), strict=True))

    def get(self, path: str) -> Answer:
        """Return the answer of a path, asked for now if it was not."""
        self.all([path])
        return self.answers[path]

    def again(self, path: str, accept: str = "*/*") -> Answer:
        """Ask for a path anew, whatever was answered before."""
        headers = dict.fromkeys(NONCE_HEADERS, self.nonce) | {"Accept": accept}
        url = below(self.url, path)
        return probe(url, headers=headers, deadline_seconds=_DEADLINE_SECONDS, max_bytes=_MOST_BYTES)

    def echoed(self, path: str) -> str | None:
        """Return the header in which the nonce came back."""
        answer = self.get(path)
        return next((name for name in NONCE_HEADERS if answer.header(name) == self.nonce), None)

    def is_catch_all(self, path: str) -> bool:
        """Whether a path is answered as one beside it that nobody has: by whatever answers all.

        A path that ends in a slash is compared with one that does, too: some add a slash to every path.
        """
        beside = f"{path.rstrip('/').rpartition('/')[0]}/no-such-page-{self.nonce}"
        return any(self._is_alike(path, other) for other in (beside, *([f"{beside}/"] * path.endswith("/"))))

    def _is_alike(self, path: str, beside: str) -> bool:
        answer, other = self.get(path), self.get(beside)
        if other.status != answer.status:
            return False
        is_kind = other.media_type == answer.media_type
        return _plain(other, beside) == _plain(answer, path) or (is_kind and not self._says_one_thing(beside))

    def _says_one_thing(self, beside: str) -> bool:
        """Whether what answers all says the same each time: another page of its kind is none of it then."""
        further = f"{beside.rstrip('/')}-either{'/' * beside.endswith('/')}"
        answer, other = self.get(beside), self.get(further)
        return (answer.status, _plain(answer, beside)) == (other.status, _plain(other, further))


def _plain(answer: Answer, path: str) -> str:
    """Return a body without the path that was asked for, which a page may repeat."""
    return answer.text.replace(path, "")
