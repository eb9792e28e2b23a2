"""The security gate, what is written down of each request: the logs."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gonogo.contract.base import HeaderName, Name, Request, Section, SentHeader


class RequestId(Section):
    """The id of each request: every record that the request causes carries it, whatever its end.

    Records that nobody asked for (a start, a timer, a probe) need none, nor does one of many requests.
    """

    header: HeaderName | None = None
    """Header in which each answer of the release states it, errors too: `X-Request-ID`, `traceresponse`."""
    fields: tuple[Name, ...] = ()
    """Where a record has it, in any of these: `request_id`, or dotted into objects, `trace.id`; anywhere in
    it where none is named. A value may hold more, as `projects/shop/traces/ID`; hyphens and case are free."""
    incoming: SentHeader | None = None
    """Header in which a client may send one, which is kept, through the entry as well: `X-Request-ID` is sent
    with a UUID, `traceparent` as W3C Trace Context says; the id is then its trace id."""
    requests: tuple[Request, ...] = ()
    """Sent beside the known traffic: what fails, what goes on in the background. Their status is free."""
    services: tuple[Name, ...] = ()
    """Other services of the stack whose records carry it: workers."""
    failures: bool = False
    """Whether each answer of 5xx has a record with its id that says so: by status, level or exception.

    One of `requests`, or of the known traffic, has to be answered 5xx by the release: else leave it out.
    """

    @model_validator(mode="after")
    def _known(self) -> RequestId:
        if self.header is None and self.incoming is None:
            raise ValueError("nobody knows the id of a request; legal: header, incoming, or both")
        return self


class Logs(Section):
    """What the release and what is beside it log. `{}` promises no credential and no forged record."""

    format: Literal["json"] | None = None
    """`json` where each line of the release's own processes is one JSON object, whichever logger wrote it."""
    requests: bool = True
    """Whether a line tells of each request, by path or `identity.nonce_header`; `false` where none does."""
    parameters: tuple[Name, ...] = ()
    """Parameters of a query that carry a secret, as `token`: their values are in no log."""
    request_id: RequestId | None = None
    """The id by which the records of one request are found."""
