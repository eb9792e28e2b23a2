"""How a release says who it is, wherever real servers say it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from gonogo.contract.base import Endpoint, HeaderName, Name, Path, Section, SentHeader

_NO_VERSION = frozenset(
    {
        *("alive", "available", "date", "health", "healthy", "live", "liveness", "now", "ok", "okay", "pass"),
        *("ready", "readiness", "running", "state", "status", "success", "timestamp", "up", "uptime"),
    }
)
_HEADERS = frozenset(
    {
        *("accept-ranges", "age", "cache-control", "connection", "content-encoding", "content-length"),
        *("content-type", "date", "etag", "expires", "keep-alive", "last-modified", "location", "set-cookie"),
        *("transfer-encoding", "vary"),
    }
)
OF_EDGES = re.compile(
    r"(?i)^(cf-|x-amzn?-|x-vercel|x-goog|x-azure|x-fastly|x-akamai|akamai-|fly-|x-envoy|x-varnish|x-cache|x-served-by$"
    r"|x-timer$|x-iinfo$|x-cdn|via$|nel$|report-to$|server$|server-timing$|alt-svc$"
    r"|x-nf-|x-netlify|(x-)?rndr-|x-render-|x-railway-|x-kong-|x-apisix-|x-tyk-|x-traefik|x-appgw|x-arr-|x-github-"
    r"|x-ms-(request-id|version|edge|ref)|x-cloud-trace-context$|apigw-|x-apigw|cdn-|x-edge-|x-bunny|x-sucuri"
    r"|x-heroku|heroku-|x-do-|x-koyeb|x-zeabur|x-deno-|x-oss-|x-cos-|x-tencent|x-qiniu|eagleid$|eo-|x-hw-"
    r"|x-nws-|x-ser$|x-proxy-|x-haproxy|x-upstream)"
)
"""Headers that a proxy or a content network adds, to what it has kept as well."""
_CLOCKS = re.compile(
    r"(?:(?:server|system|current|local|utc|unix|host|node|request|response|my)_)?(?:time|time_?stamp|date_?time|clock"
    r"|date|now|epoch)(?:_(?:utc|gmt|local|ms|s|millis|seconds|iso|now|zone))?"
)
"""Names of a clock, or of a request's own moment; `build.time` may be all that a release has."""
_OF_A_BUILD = re.compile(r"build|commit|git|revision|source|image|release|version|deploy")
_OF_A_REQUEST = re.compile(
    r"(?:x_)?(?:(?:amzn?|b3|cloud|client|http|unique|original)_)?"
    r"(?:request|correlation|trace|span|transaction|call|session)_?(?:uuid|id|context)"
    r"|(?:x_)?(?:trace_?parent|trace_?state|unique_id|nonce|csrf_token|xsrf_token)"
    r"|x_(?:runtime|(?:response|request|process|elapsed|execution)_(?:time|duration|start)|rate_?limit.*)"
)
"""Names of what is another with each request, whatever the release."""
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_ ]+")
OF_BALANCERS = re.compile(
    r"(?i)^(awsalb|awselb|__cf|cf_|_cfuvid|incap_|visid_incap|nlbi_|bigip|arraffinity|applicationgatewayaffinity"
    r"|serverid|route$|gclb|ak_|bm_|ts0|nsc_|lb|sticky)"
)
"""Cookies by which a balancer or a content network knows a client again."""


class Where(Section):
    """A fact of the identity that is no plain JSON key: `key`, `header`, `cookie`, `series` or `pattern`."""

    key: Name | None = None
    """Dotted path into the JSON answer, into lists by number: `components.0.version`."""
    header: HeaderName | None = None
    """Response header."""
    cookie: Name | None = None
    """Cookie that the answer sets, by its name."""
    series: Name | None = None
    """Series of the exposition whose label says it: `prometheus_build_info`."""
    label: Name | None = None
    """Its label; that of the fact's own name (`version`, `revision`) where absent."""
    pattern: Name | None = None
    """Regular expression that finds it in a line of the answer; its first named group, else its first group,
    else all that it matches."""
    path: Endpoint | None = None
    """Where it is read, if not at `identity.path`; for a series, if not at `metrics.path`."""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as broken:
            raise ValueError(f"it is no regular expression: {broken}") from None
        return pattern

    @model_validator(mode="after")
    def _one(self) -> Where:
        ways = [name for name in ("key", "header", "cookie", "series", "pattern") if getattr(self, name)]
        if len(ways) != 1:
            raise ValueError(f"it names {' and '.join(ways) or 'no way to read it'}; legal: {LEGAL}")
        if self.label and not self.series:
            raise ValueError("a label is one of a series; name the series beside it")
        return self


LEGAL = "a JSON key, or one of {header: …}, {series: …, label: …}, {pattern: …}, {key: …}, {cookie: …}"
Fact = Annotated[Name | Where, Field(union_mode="left_to_right")]


class Identity(Section):
    """How a release says who it is. A plain text is a dotted path into the JSON answer at `path`.

    A live target is proven by a nonce that returns, by what is another in each answer, or by a number
    (uptime, a counter, `process_*`) in the answer or in a public exposition that moves as time and our
    requests make it.
    """

    path: Endpoint = "/"
    """Where it answers: a path, `:8081/path` on another port of the same host, or a whole URL."""
    version: Fact = "version"
    """The version: a JSON key, or `{header: Server-Version}`, `{series: x_build_info}`, `{pattern: …}`."""
    revision: Fact | None = None
    """The source revision, compared with `--expect-revision`. Of a hash either may be the beginning alone: 7
    hexadecimal digits or more."""
    configuration: Fact | None = None
    """The fingerprint of the effective configuration."""
    instance: Fact | None = None
    """What differs from process to process."""
    nonce_header: SentHeader | None = None
    """Request header that the service echoes."""
    nonce_path: Path | None = None
    """A path with `{nonce}` in it whose answer, whatever its status, repeats it: `/items/{nonce}`. A page of
    404 in HTML or XML proves nothing, nor does a redirect to the same path, below a folder, with an ending or
    as it is in a query: file servers and proxies make those."""
    fresh: Fact | None = None
    """What is made anew for each answer, where nothing returns a nonce: `{header: X-Request-ID}`,
    `{cookie: session}`, `{pattern: 'name="csrf" value="([^"]+)'}`. Whatever the status; on `alive`, if that
    is named. A moment in a header or a cookie is none: any file server has a clock."""
    alive: Endpoint | None = None
    """A page with a number that moves, where that of the version has none: an uptime, a counter."""
    unproven: Name | None = None
    """Why nobody can prove that a live target is what it says it is; every report begins with it."""

    @property
    def stated(self) -> bool:
        """Whether the contract promises a version: beside `unproven` a path alone promises none."""
        return "version" in self.model_fields_set or (self.placed and self.unproven is None)

    @property
    def placed(self) -> bool:
        """Whether the contract says where anything is read: `unproven` may stand alone."""
        return bool({"path", "version"} & self.model_fields_set)

    @field_validator("nonce_path")
    @classmethod
    def _has_a_hole(cls, path: str | None) -> str | None:
        if path is not None and "{nonce}" not in path:
            raise ValueError(f"{path!r} has no {{nonce}} to be repeated: `/items/{{nonce}}`")
        return path

    @field_validator("fresh")
    @classmethod
    def _is_made_by_the_service(cls, fact: str | Where | None) -> str | Where | None:
        """Refuse what any file server makes, and what is added on the way; a cookie is named by itself."""
        named = (fact.header or fact.cookie or "") if isinstance(fact, Where) else ""
        added = OF_BALANCERS if isinstance(fact, Where) and fact.cookie else OF_EDGES
        if added.match(named):
            raise ValueError(f"{named!r} proves nothing: a proxy adds it, to what it has kept as well")
        header = (fact.header or "").lower() if isinstance(fact, Where) else ""
        if header in _HEADERS:
            other = "name the cookie: {cookie: …}" if header == "set-cookie" else "any file server has it"
            raise ValueError(f"{header!r} proves nothing: {other}")
        return fact

    @field_validator("version", "revision")
    @classmethod
    def _can_be_one(cls, fact: str | Where | None) -> str | Where | None:
        """Refuse a key or a header that never holds a version: a word of health, a clock, a media type."""
        named = fact if isinstance(fact, str) else (fact.key or fact.header or "") if fact else ""
        legal = _HEADERS if isinstance(fact, Where) and fact.header else _NO_VERSION
        *above, last = re.split(r"[.\[\]'\"]+", named.strip("[]'\""))
        if last.lower() in legal:
            raise ValueError(f"{named!r} tells how the service is, not which release; legal: {LEGAL}")
        if _moves_by_itself(last, above):
            raise ValueError(f"{named!r} is another with each answer, whichever release; legal: {LEGAL}")
        return fact


def _moves_by_itself(name: str, above: list[str]) -> bool:
    """Whether a key or a header has the name of a clock, or of what belongs to one request."""
    words = "_".join(filter(None, _HUMPS.split(name))).lower()
    if _OF_A_REQUEST.fullmatch(words):
        return True
    named_by_a_build = any(_OF_A_BUILD.search(key.lower()) for key in above)
    return not named_by_a_build and _CLOCKS.fullmatch(words) is not None
