"""Who may do what: tokens, whose an object is, and where the live routes come from."""

from __future__ import annotations

from gonogo.contract.base import Count, Method, Name, Path, Request, Section, Status
from gonogo.contract.signing import Signing


class Tokens(Section):
    """Signed tokens (JSON Web Tokens) that the service gives out."""

    issue: Request
    """The request that gets one, with its credential."""
    key: Name = "access_token"
    """Dotted path of the token in the answer."""
    header: Name = "Authorization"
    """Header that presents it."""
    scheme: Name = "Bearer"
    """What stands before it in the header."""
    protected: Request
    """A request that a valid token opens; its own credential is not used."""
    public_keys: Path | None = None
    """Path of the JSON Web Key Set, whose keys nobody may use as a shared secret."""
    lifetime_seconds: Count | None = None
    """Longest time for which a token is valid."""
    refusals: tuple[Status, ...] = (401,)
    """Statuses that refuse a token."""
    signing: Signing | None = None
    """How the release under test signs them."""


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
    """Statuses that refuse."""


class Routes(Section):
    """Where the live route table comes from."""

    command: Name | None = None
    """Name of a command under `deployment.commands` that prints `[{"method", "path"}]`."""
    openapi: Path | None = None
    """Path of an OpenAPI document."""
