"""The security gate, who may do what: tokens, live routes, sessions, limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlencode

from pydantic import Field, model_validator

from gonogo.contract.base import (
    Count,
    Filled,
    FilledLine,
    Method,
    Name,
    Path,
    Request,
    Section,
    SentHeader,
    SentHeaderKey,
    Status,
    Title,
)


class Signing(Section):
    """The key of the release under test; never one of production."""

    algorithm: Literal["EdDSA", "ES256", "RS256", "PS256", "HS256", "HS384", "HS512"]
    """The algorithm of its tokens."""
    key: Name
    """The private key (PEM, or 64 hexadecimal digits of an Ed25519 seed) or the shared secret; `${NAME}` is
    taken from the environment or generated."""


class Issue(Request):
    """A request that gets a token; `${NAME}` in its body is taken from the environment or generated."""

    type: Literal["json", "form"] = "json"
    """How `body` is sent: as JSON, or as a form, as token endpoints of OAuth 2.0 want (RFC 6749, 4.4.2)."""

    def written(self, resolve: Callable[[str], str]) -> tuple[dict[str, str], bytes | None]:
        """Return the header that states the media type, and the body, secrets resolved; or neither."""
        fields = {k: resolve(v) if isinstance(v, str) else v for k, v in (self.body or {}).items()}
        if not fields:
            return {}, None
        if self.type == "form":
            return {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(fields).encode()
        return {"Content-Type": "application/json"}, json.dumps(fields).encode()


class Tokens(Section):
    """Signed tokens (JSON Web Tokens) that the service gives out."""

    issue: Issue
    """The request that gets one, with its credential."""
    key: Name = "access_token"
    """Dotted path of the token in the answer."""
    header: SentHeader = "Authorization"
    """Header that presents it."""
    scheme: Title = "Bearer"
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


class Routes(Section):
    """Where the live route table comes from."""

    command: Name | None = None
    """Name of a command under `deployment.commands` that prints `[{"method", "path"}]`; where a parameter of
    the path takes only some values, `"example"` beside them is a path that fits, and names nothing."""
    openapi: Path | None = None
    """Path of an OpenAPI document; one that is closed is asked for with `credentials`."""

    @property
    def documented(self) -> bool:
        """Whether a document alone holds the table, so that no command is needed."""
        return self.openapi is not None and self.command is None


class Form(Section):
    """A form as a page sends it; `${NAME}` in a value is taken from the environment or generated."""

    name: Name = "form"
    """How reports call it."""
    method: Method = "POST"
    """HTTP method."""
    path: Path
    """Where it goes, below the target's entry."""
    fields: dict[str, Filled] = Field(min_length=1)
    """Names and values."""
    type: Literal["form", "json"] = "form"
    """How they are written: as a browser's form, or as a JSON object of texts."""
    status: Status = 303
    """The status that a good release answers."""
    page: Path | None = None
    """The page that has the form, where it is kept from cross-site requests: it is read first, its cookies
    are sent back, its hidden fields are sent as well, and `Origin` and `Referer` name it."""
    repeats: dict[SentHeaderKey, Name] = {}
    """Headers that repeat a value of that page, as `X-CSRFToken: csrftoken`: by header, the name of a cookie,
    of a hidden field, or of a `<meta>`."""

    @model_validator(mode="after")
    def _repeats_of_a_page(self) -> Self:
        if self.repeats and self.page is None:
            raise ValueError("what is repeated stands on a page: name it as `page`")
        return self

    def written(
        self, resolve: Callable[[str], str], hidden: Mapping[str, str] | None = None
    ) -> tuple[dict[str, str], bytes]:
        """Return the header that states its media type, and the body, with each secret resolved.

        ``hidden`` are fields that its page has; a JSON object has none of them.
        """
        fields = {name: resolve(value) for name, value in self.fields.items()}
        if self.type == "json":
            return {"Content-Type": "application/json"}, json.dumps(fields).encode()
        sent = {**(hidden or {}), **fields}
        return {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(sent).encode()


class SignOut(Form):
    """A form that may have no fields."""

    name: Name = "sign-out"
    """How reports call it."""
    fields: dict[str, str] = {}
    """Names and values."""
    ends_session: bool = True
    """False where whoever kept a copy of the cookie stays signed in until it expires, as with a signed cookie
    that nothing takes back."""


class SignIn(Form):
    """A form that begins a session, and what of its answer is sent from then on."""

    name: Name = "sign-in"
    """How reports call it."""
    token: Name | None = None
    """Key of the JSON answer that holds a token, as `access_token` or `data.token`; where absent, the cookies
    that it sets are sent back."""


class Credential(Section):
    """A header that authenticates; `${NAME}` is taken from the environment or generated."""

    header: SentHeader = "Authorization"
    """Header name; `Cookie` where a sign-in gives out no token."""
    value: FilledLine = "Bearer {token}"
    """Header value; `{token}` in it is what the sign-in gives out: the token it names, else its cookies."""
    sign_in: SignIn | None = None
    """How it is got, where nobody has it beforehand: once, and again when a token ends, or once a dependency
    was away."""
    sign_up: Form | None = None
    """Makes the user: sent before the first sign-in to a release that the gate starts, or with
    `--allow-writes`, whatever it is answered, for the user may be there."""
    repeats: dict[SentHeaderKey, Name] = {}
    """Headers that repeat a cookie of the session, as `X-CSRFToken: csrftoken`, which its writes need."""

    @model_validator(mode="before")
    @classmethod
    def _sends_cookies(cls, said: Any) -> Any:
        """Send cookies where the sign-in gives out no token."""
        if isinstance(said, dict) and isinstance(form := said.get("sign_in"), dict) and not form.get("token"):
            cookies = {"header": "Cookie", "value": "{cookies}"} | said
            value = cookies["value"]
            return cookies | {
                "value": value.replace("{token}", "{cookies}") if isinstance(value, str) else value
            }
        return said

    @model_validator(mode="after")
    def _is_had(self) -> Self:
        if self.sign_in is None and ("value" not in self.model_fields_set or self.sign_up or self.repeats):
            raise ValueError("nobody has it; legal: value, or sign_in (with sign_up and repeats)")
        return self


class Behind(Section):
    """What a session opens, and nothing else does."""

    path: Path
    """What is asked for by GET, with the session's cookies and without."""
    status: Status = 200
    """The status within a session."""
    says: str = ""
    """A text that this answer holds for nobody else, where the status is the same for all."""


class Cookies(Section):
    """The cookies that a sign-in sets, and a sign-out takes back."""

    sign_in: Form
    """Begins a session."""
    sign_out: SignOut | None = None
    """Ends it; what it takes back has to be taken back as browsers want it."""
    behind: tuple[Behind, ...] = ()
    """What a session opens until its sign-out, and to nobody whose cookie no sign-in gave."""
    same_site: tuple[Literal["Strict", "Lax", "None"], ...] = Field(default=("Strict", "Lax"), min_length=1)
    """Values of SameSite that will do."""
    script_readable: tuple[Name, ...] = ()
    """Cookies that a script of the page has to read, so that they cannot be HttpOnly."""

    @property
    def closed_by_sign_out(self) -> tuple[Behind, ...]:
        """What a session opens no more, once it was ended."""
        return self.behind if self.sign_out and self.sign_out.ends_session else ()


class Other(Section):
    """Another client, whose tries are counted for itself."""

    fields: dict[str, str] = {}
    """What it writes into the form instead, as another user's name, where the limit is one for each user."""
    credential: Name | None = None
    """Its own credential, where the limit is one for each."""
    address: bool = True
    """Whether it comes from another address, which takes `--target=local`; false where `fields` or
    `credential` alone tell two clients apart."""

    @model_validator(mode="after")
    def _is_another(self) -> Other:
        if not (self.address or self.fields or self.credential):
            raise ValueError("it is the same client; legal: fields, credential, or address: true")
        return self


class Limit(Section):
    """How often one client may try, whatever it says about itself and whichever replica it meets."""

    form: Form
    """What is tried; its status is that of a try within the limit."""
    accepted: Count
    """Most tries of one client in a minute, all replicas together."""
    refusal: Status = 429
    """The status of a try beyond the limit."""
    right: Form | None = None
    """The same form made rightly, of the account at which `form` guesses: beyond the limit it is refused as
    well; where absent, the form of `cookies.sign_in` is taken if it goes to the same path."""
    credential: Name | None = None
    """Credential of the client that tries, where the limit is one for each."""
    other: Other | None = None
    """Another client, who is served while this one is refused; `{}` for one at another address."""
    without: dict[Name, Annotated[int, Field(ge=0)]] = {}
    """Most tries of one client in a minute, all replicas together, while a dependency is away, by its name: 0
    where every try is refused then. Not looked at for one that is not named."""

    @model_validator(mode="after")
    def _leaves_room(self) -> Limit:
        if self.other and self.accepted == 1 and (self.other.fields or self.other.credential):
            raise ValueError(
                "the other one tries twice by the same name, which takes `accepted` of 2 or more"
            )
        return self
