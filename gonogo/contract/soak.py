"""The latency gate: what requests may leave behind in the process that answers them."""

from __future__ import annotations

from pydantic import Field

from gonogo.contract.base import Count, Section


class Soak(Section):
    """The journeys as fast as the service answers them, by count; those that only read, unless `writes`."""

    requests: int = Field(default=3000, ge=80, le=1_000_000)
    """Requests in which nothing may grow; up to twice as many again while something does, and up to seven
    times while only a collector can tell what of it stays."""
    warm_up_requests: Count = 500
    """Requests before them: caches fill, pools open, and a collector finds its size."""
    concurrency: int = Field(default=8, ge=1, le=64)
    """Requests under way at a time, each on a connection of its own."""
    memory_bytes_per_request: Count | None = 8192
    """Most bytes that a process may keep of each request, all blocks together; null promises nothing."""
    descriptors: Count | None = 20
    """Open files and sockets, or threads, that a process may have more of at the end; null as above."""
    writes: bool = False
    """Whether journeys that write are sent as well."""

    @property
    def only_reads(self) -> bool:
        """Whether nothing is sent that may write."""
        return not self.writes
