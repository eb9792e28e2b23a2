"""The security gate: posture of the HTTP surface, of source, packages and containers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from gonogo.contract.access import Cookies, Limit, Routes, Tokens
from gonogo.contract.base import (
    Count,
    HeaderKey,
    HeaderValue,
    Name,
    PrivatePath,
    Ratio,
    Request,
    Route,
    Seconds,
    Section,
    Status,
)
from gonogo.contract.hostile import Inputs, Links, Redirects, StaticFiles, Taken
from gonogo.contract.logs import Logs
from gonogo.contract.ownership import Ownership
from gonogo.contract.tls import Tls

Level = Literal["low", "medium", "high"]


class Body(Section):
    """The largest body that a request may have."""

    request: Taken
    """A request that takes a body; its status is that of one at the limit. JSON is filled with blanks, a form
    by a field, and by its file where one is named."""
    limit_bytes: Count | None = None
    """The largest body that is taken; of a form, the largest field or file. What takes files may have a lower
    limit for the texts beside them."""
    limit_parts: Count | None = None
    """The largest number of parts of a multipart form: files where `request.file` is named, else fields."""
    refusal: Status = 413
    """The status of a body beyond it."""
    within_seconds: Seconds | None = Field(default=None, le=120)
    """Longest time that the body of `request`, or of a sign-in's form, may take to come: one that takes more
    is answered, or its connection ended, at the entry and past what stands before it."""

    @model_validator(mode="after")
    def _limits(self) -> Body:
        if not (self.limit_bytes or (self.limit_parts and self.request.type == "multipart")):
            raise ValueError("it names no limit; legal: limit_bytes, or limit_parts of a multipart form")
        return self


class Named(Section):
    """An answer in JSON, and all that it may hold."""

    request: Request
    """What is asked for; its status is promised."""
    fields: tuple[Name, ...] = Field(min_length=1)
    """Dotted names of its fields, lists passed over: `items.id`; below `extra.*` anything may stand."""


class CodeScan(Section):
    """Static analysis of the release's Python source with bandit."""

    paths: tuple[Name, ...] = Field(min_length=1)
    """Folders or files of the source, relative to `deployment.source`; packages that are installed beside it
    (a virtual environment, `node_modules`) are left out."""
    severity: Level = "medium"
    """From this severity on, a finding is refused."""
    confidence: Level = "medium"
    """From this confidence on, a finding is refused."""


class DependencyScan(Section):
    """Known vulnerabilities in the release's packages, by safety with `deployment.advisories`."""

    lock: Name
    """Requirements file that pins every package, relative to `deployment.source`."""
    installed: tuple[Name, ...] = ()
    """Command inside the release's container that prints what is installed there: `[{"name", "version"}]`, as
    `pip list --format=json` does."""
    advisories_max_age_days: Count = 30
    """Age of the database's newest record up to which it can say that nothing is known."""


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
    private_network: bool = False
    """Whether pages of other sites may reach it where it stands in a private network."""

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


class Floor(Section):
    """The least that a run establishes of what OWASP ASVS 5.0 and the CIS Docker Benchmark ask for.

    A control is a rule whose reference names a chapter of one of them. A score is of those that examined
    something: how much of them passed. What is waived has not passed, and what is demoted counts by what it
    found. A score that is too low only without what nobody could tell is a HOLD, as too little coverage is.
    """

    score: Ratio = 0.95
    """Lowest score of all controls together."""
    chapter_score: Ratio = 0.5
    """Lowest score of each chapter."""
    coverage: Ratio = 0.95
    """Least share of the controls that examined something, of those that the run looked at and those that the
    contract does not promise. What the target cannot do, and what was deselected, is named beside it."""


class Security(Provoked):
    """Security posture at the HTTP surface."""

    headers: dict[HeaderKey, HeaderValue | None] = {}
    """Response header and its value, or null for any value, on every class of response."""
    routes: Routes | None = None
    """The live route table."""
    anonymous: tuple[Route, ...] = ()
    """`METHOD /template` of each route that needs no credential."""
    transport_security_seconds: Count | None = None
    """Least max-age of Strict-Transport-Security, on every class of response."""
    tls: Tls | None = None
    """Certificates, and versions of TLS."""
    strict_content_policy: bool = False
    """Whether every class of response has a policy against inline script, foreign script and framing."""
    problem_details: bool = False
    """Whether every error is a problem document of RFC 9457."""
    tokens: Tokens | None = None
    """Signed tokens."""
    ownership: Ownership | None = None
    """An object that belongs to one client."""
    cookies: Cookies | None = None
    """Cookies of a session."""
    limits: tuple[Limit, ...] = ()
    """How often one client may try."""
    body: Body | None = None
    """The largest body of a request."""
    fields: tuple[Named, ...] = ()
    """Answers of which every field is named."""
    framing: Request | None = None
    """A request with a method that may have a body, whose answer leaves its connection open. It is sent with
    an empty body; its status is that of the answer to this."""
    refusals: tuple[Status, ...] = (401, 403)
    """Statuses that refuse an anonymous request."""
    code: CodeScan | None = None
    """Weaknesses in its source."""
    dependencies: DependencyScan | None = None
    """Known vulnerabilities in its packages."""
    inputs: Inputs | None = None
    """What no client sends by mistake, besides what is drawn from the other sections."""
    hosts: tuple[Name, ...] = ()
    """Hosts to which it answers, as Host names them; any other one is refused."""
    links: Links | None = None
    """Answers with absolute links."""
    redirects: Redirects | None = None
    """Where it sends browsers."""
    static: StaticFiles | None = None
    """A folder whose files are served."""
    logs: Logs | None = None
    """What its processes log."""
    floor: Floor | None = None
    """What may be left of the controls, once waivers, demotions and doubts are counted."""

    @model_validator(mode="after")
    def _framing_has_no_body(self) -> Security:
        if self.framing and self.framing.body is not None:
            raise ValueError("framing.body: it is sent empty; name the status of the answer to that")
        return self

    @model_validator(mode="after")
    def _routes_below_are_known(self) -> Security:
        if self.ownership and self.ownership.below and not self.routes:
            raise ValueError(
                "ownership.below: which routes there are is said by `security.routes`, and is not"
            )
        return self

    @property
    def fields_only_read(self) -> bool:
        """Whether nothing that may write is sent for the fields of an answer."""
        return all(named.request.is_safe for named in self.fields)

    @property
    def shared_limits(self) -> list[Limit]:
        """Limits that more than one client knows of."""
        return [limit for limit in self.limits if limit.other]

    @property
    def limits_without(self) -> list[Limit]:
        """Limits of which is known what becomes of them without a dependency."""
        return [limit for limit in self.limits if limit.without]

    @property
    def limits_of_names(self) -> list[Limit]:
        """Those of them for which an address makes no difference."""
        return [limit for limit in self.shared_limits if limit.other and not limit.other.address]


class Shipped(Section):
    """What the release's image holds; `{}` for nothing private, and nothing that only its makers need."""

    allowed: tuple[Name, ...] = ()
    """What looks so and is meant to ship: files and folders by their whole path, and variables by name."""


class Unprivileged(Section):
    """Where no process gains privileges by what it starts: in every container, unless it is excepted."""

    exempt: tuple[Name, ...] = ()
    """Services whose processes may, as one that starts a helper of another user."""


class Containers(Section):
    """The posture of every running container of the stack; the exceptions are by service."""

    capabilities: dict[str, tuple[Name, ...]] = {}
    """Capabilities that a service's process may hold, as `NET_BIND_SERVICE`; none where not named."""
    published: dict[str, tuple[Count, ...]] = {}
    """Container ports that a service publishes, on the loopback address."""
    writable: tuple[Name, ...] = ()
    """Services whose root file system may be written to."""
    root: tuple[Name, ...] = ()
    """Services whose first process may be root."""
    unconfined: tuple[Name, ...] = ()
    """Services that may do without the engine's filters, as a browser with a sandbox of its own."""
    no_new_privileges: Unprivileged | None = None
    """That no process gains privileges by what it starts (`no-new-privileges`); `{}` for all services."""
    image: Shipped | None = None
    """What is in the release's image, in any of its layers."""
    log_bytes: Count | None = None
    """Most that the engine keeps of what a container has logged, all of its files together."""
