"""What is asked of the public entry, and which of it only reads."""

from __future__ import annotations

from gonogo.contract.base import Name, PrivatePath, Request, Section


class Provoked(Section):
    """Classes of response, what is private, and who may read from another origin."""

    responses: tuple[Request, ...] = ()
    """One request for each class of response: page, not found, unauthorised, malformed …"""
    private_paths: tuple[PrivatePath, ...] = ()
    """Paths that the public entry does not serve; `POST /path` where it is not GET that they take."""
    cross_origin: tuple[Request, ...] = ()
    """Requests repeated with a foreign Origin; where empty, `responses` are used."""
    trusted_origins: tuple[Name, ...] = ()
    """Origins whose pages may read the first of those requests."""

    @property
    def error_responses(self) -> list[Request]:
        """Classes of response that are errors and can be provoked by what only reads."""
        return [request for request in self.responses if request.is_safe and request.status >= 400]

    @property
    def crossed(self) -> list[Request]:
        """Return the named requests, else the first of each status: errors are answered by other code."""
        each: dict[int, Request] = {}
        for request in self.responses:
            if request.is_safe:
                each.setdefault(request.status, request)
        return [request for request in self.cross_origin if request.is_safe] or list(each.values())

    @property
    def private_reads(self) -> list[Request]:
        """Private paths that are asked for by a method that only reads."""
        return [request for request in self._private if request.is_safe]

    @property
    def private_writes(self) -> list[Request]:
        """Private paths that are asked for by a method that may write."""
        return [request for request in self._private if not request.is_safe]

    def is_private(self, method: str, path: str) -> bool:
        """Whether a route is private: by its path, or by its method where one is stated."""
        return bool({path, f"{method} {path}"} & set(self.private_paths))

    @property
    def _private(self) -> list[Request]:
        split = [path.rpartition(" ") for path in self.private_paths]
        return [
            Request.model_validate(
                {"name": "private", "method": method or "GET", "path": path, "status": 404}
            )
            for method, _, path in split
        ]
