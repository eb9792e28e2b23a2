"""Send secrets, and texts that try to be a record of their own; the logs are read after that."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlencode

from gonogo.contract.access import Form
from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.core.secrets import REFERENCE
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.credentials import wrong_credentials
from gonogo.suites.security.experiments.forms import send_within_the_limit
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.experiments.sessions import sent_back
from gonogo.suites.security.experiments.tokens import use
from gonogo.suites.security.logs import FIELD, SHORTEST, forgeries
from gonogo.targets.base import Target, TargetError
from gonogo.targets.tokens import issued, presented

_JSON = {"Content-Type": "application/json"}
_BROKEN = b'{"a":'
_HEADERS = ("User-Agent", "Referer", "X-Request-ID", "X-Forwarded-For")
_SAYS_SECRET = re.compile(
    r"pass(?!port|enger)|pwd|secret|token|key|wor[dt]$|senha|contrase|parol|(?:^|_)pin$|otp|^code$|(?:auth|mfa|sms)_?code",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"user|mail|subject|principal|identity|(?:tenant|client|customer|account|org\w*)-?id$", re.IGNORECASE
)
_SAYS_SESSION = re.compile(r"sid|sess", re.IGNORECASE)
_LIMITED = 429
_OK = range(200, 300)


@dataclass
class Planted:
    """What was sent and answered: secrets by what they are, and the marks of texts by where they stood."""

    mark: str
    secrets: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """A path that nobody serves, with the mark that a log may tell of it by."""
        return f"/gonogo-{self.mark}"


def planted(target: Target, contract: Contract) -> Planted:
    """Send all of it to the entry, on a path of its own that nobody serves and on those that are served."""
    planting = _Planting(target, contract, Planted(secrets.token_hex(8)))
    planting.ask(planting.sent.path, planting.named())
    planting.credentials()
    planting.parameters()
    planting.forms()
    planting.tokens()
    planting.texts()
    return planting.sent


@dataclass(frozen=True)
class _Planting:
    target: Target
    contract: Contract
    sent: Planted

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None, method: str = ""
    ) -> Answer:
        method = method or ("POST" if body is not None else "GET")
        return probe(below(self.target.entry, path), method=method, headers=headers, body=body)

    def named(self) -> dict[str, str]:
        """Return the header by which a request is found in the logs again."""
        identity = self.contract.identity
        name = identity.nonce_header if identity and identity.nonce_header else "X-Request-ID"
        return {name: self.sent.mark}

    def credentials(self) -> None:
        """Send one that nobody gave out in each header, and each right one."""
        for headers in (made for kind, made in wrong_credentials(self.contract) if kind == "unknown"):
            self._everywhere(headers)
            for header, value in headers.items():
                if not _names_somebody(header):
                    self.sent.secrets[f"a credential in {header}"] = value.rpartition(" ")[2]
                if password := _password(value):
                    self.sent.secrets[f"the password in {header}"] = password
        for name, credential in self.contract.credentials.items():
            headers = self.target.headers(name)
            self._everywhere(headers)
            if credential.sign_in or not REFERENCE.search(credential.value):  # others are known as the run's
                self.sent.secrets.update(_secrets_of(name, credential.header, headers[credential.header]))

    def parameters(self) -> None:
        """Send each secret parameter of a query."""
        logs = self.contract.security.logs if self.contract.security else None
        for name in logs.parameters if logs else ():
            value = secrets.token_hex(16)
            for path in (self.sent.path, *self._public()):
                self.ask(f"{path}{'&' if '?' in path else '?'}{urlencode({name: value})}")
            self.sent.secrets[f"the parameter {name} of a query"] = value

    def forms(self) -> None:
        """Sign in wrongly and rightly, and come back with the cookies of the session."""
        security = self.contract.security
        if security is None or security.cookies is None:
            return
        form = security.cookies.sign_in
        for name in _secret_fields(form):
            value = secrets.token_hex(16)
            wrong = form.model_copy(update={"fields": form.fields | {name: value}})
            if send_within_the_limit(self.target, wrong).status not in (None, _LIMITED):
                self.sent.secrets[f"the field {name} of {form.method} {form.path}"] = value
        back = sent_back(send_within_the_limit(self.target, form))
        self.sent.secrets.update(_secrets_of_cookies(back.get("Cookie", "")))
        if back:
            self._everywhere(back)

    def tokens(self) -> None:
        """Get a token, and come with it."""
        tokens = self.contract.security.tokens if self.contract.security else None
        if tokens is None:
            return
        try:
            token = issued(self.target, tokens)
        except TargetError:  # that none is given out is for the rules on tokens to say
            return
        self._everywhere(presented(tokens, token))
        use(tokens, "valid", "entry", self.target.entry, token)
        self.sent.secrets["a token that the service gave out"] = token

    def texts(self) -> None:
        """Send a line's end and a quote, each with what would be a record or a field behind it."""
        for kind in ("a line's end", "a quote"):
            for where, made in (
                ("a path", self._in_path), ("a query", self._in_query), ("a header", self._in_headers),
                ("a name of Basic", self._in_basic), ("a form", self._in_form), ("a body", self._in_body),
            ):  # fmt: skip
                mark = secrets.token_hex(8)
                if made(_text(kind, mark)):
                    self.sent.marks[f"{kind} in {where}"] = mark

    def _in_path(self, text: str) -> bool:
        return self.ask(self.sent.path + quote(text, safe="")).status is not None

    def _in_query(self, text: str) -> bool:
        reads = [request for request in self._requests() if request.is_safe]
        for request in reads[:2]:
            path = f"{request.path}{'&' if '?' in request.path else '?'}{urlencode({'q': text})}"
            self.ask(path, self.target.headers(request.credential))
        return self.ask(f"{self.sent.path}?{urlencode({'q': text})}").status is not None

    def _in_headers(self, text: str) -> bool:
        """Send the text in headers that logs tell of; a header cannot hold a line's end."""
        if "\n" in text:
            return False
        answers = [self.ask(path, dict.fromkeys(_HEADERS, text)) for path in self._everyone()]
        return any(answer.status is not None for answer in answers)

    def _in_basic(self, text: str) -> bool:
        """Send the text as who asks (RFC 7617, 2), which is encoded: it may hold anything."""
        sent = {"Authorization": f"Basic {base64.b64encode(f'{text}:x'.encode()).decode()}"}
        return any(self.ask(path, sent).status is not None for path in self._everyone())

    def _in_form(self, text: str) -> bool:
        cookies = self.contract.security.cookies if self.contract.security else None
        if cookies is None:
            return False
        fields = dict.fromkeys(cookies.sign_in.fields, text)
        text_form = cookies.sign_in.model_copy(update={"fields": fields})
        return send_within_the_limit(self.target, text_form).status not in (None, _LIMITED)

    def _in_body(self, text: str) -> bool:
        for request in self._writes()[:1]:
            body = {k: f"{v} {text}" if isinstance(v, str) else v for k, v in (request.body or {}).items()}
            headers = self.target.headers(request.credential) | _JSON
            sent = json.dumps(body).replace("{uuid}", secrets.token_hex(8)).encode()
            return self.ask(request.path, headers, sent, request.method).status is not None
        return False

    def _everywhere(self, headers: Mapping[str, str]) -> None:
        """Send headers to what is public, what is guarded, what is not there, and with a broken body."""
        guarded = [r.path for r in self._requests() if r.is_safe and r.credential][:1]
        for path in (*self._everyone(), *guarded):
            self.ask(path, headers)
        for request in self._writes()[:1]:
            self.ask(request.path, {**headers, **_JSON}, _BROKEN, request.method)

    def _everyone(self) -> tuple[str, ...]:
        return (self.sent.path, *self._public())

    def _public(self) -> tuple[str, ...]:
        return tuple(request.path for request in public_request(self.contract)[:1])

    def _requests(self) -> list[Request]:
        traffic = self.contract.traffic
        return [request for request in (traffic.requests if traffic else ()) if request.status in _OK]

    def _writes(self) -> list[Request]:
        return [request for request in self._requests() if not request.is_safe and request.body is not None]


def _text(kind: str, mark: str) -> str:
    lines = "\r\n".join(("x", *forgeries(mark)))
    return lines if kind == "a line's end" else f'x","{FIELD}":"{mark}'


def _password(value: str) -> str:
    """Return the password of Basic credentials (RFC 7617, 2), nothing of others."""
    scheme, _, pair = value.partition(" ")
    try:
        return base64.b64decode(pair).decode().partition(":")[2] if scheme.casefold() == "basic" else ""
    except ValueError:  # the contract may have any text there
        return ""


def _names_somebody(header: str) -> bool:
    """Whether a header says who asks, as a gateway's does: a log may well repeat it."""
    return bool(_SAYS_WHO.search(header)) and not _SAYS_SECRET.search(header)


def _secrets_of(name: str, header: str, value: str) -> Iterator[tuple[str, str]]:
    """Give what of a right credential is a secret, by what it is: of Basic ones the password as well."""
    if header.casefold() == "cookie":
        yield from _secrets_of_cookies(value)
    elif not _names_somebody(header):
        for what, secret in (("credential", value.rpartition(" ")[2]), ("password", _password(value))):
            if len(secret) >= SHORTEST:
                yield f"the {what} {name}", secret


def _secrets_of_cookies(header: str) -> Iterator[tuple[str, str]]:
    """Give each value of a cookie that is long enough, and the session's id that a signed one has in it."""
    for pair in filter(None, header.split("; ")):
        name, _, value = pair.partition("=")
        id_ = unquote(value).removeprefix("s:").rpartition(".")[0]
        if len(value) >= SHORTEST:
            yield f"the cookie {name}", value
        if _SAYS_SESSION.search(name) and len(id_) >= SHORTEST and "." not in id_:
            yield f"the session's id in the cookie {name}", id_


def _secret_fields(form: Form) -> list[str]:
    """Return the fields that refer to a secret of the run, else those that are called as one, else the last.

    Who tries to sign in belongs into a log (OWASP ASVS 5.0 16.3.1), and stands before his secret.
    """
    referring = [name for name, value in form.fields.items() if REFERENCE.search(value)]
    return referring or [name for name in form.fields if _SAYS_SECRET.search(name)] or list(form.fields)[-1:]
