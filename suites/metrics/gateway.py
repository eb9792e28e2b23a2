"""Expositions that hand on what others measured, with the labels of those others. Pure."""

from __future__ import annotations

import re

from gonogo.suites.metrics.exposition.checks import Exposition

TARGET = ("job", "instance")  # what a scraper adds of its own
_SAYS_SO = re.compile(r"push_time_seconds|pushgateway_\w+|(?:\w+_)?(?:exporter|gateway)_build_info")


def hands_on(seen: Exposition) -> bool:
    """Whether it is a push gateway, an exporter, or a server from which another one reads all of its series.

    A service with one job and instance on all of its own series is none, but for OpenTelemetry's exporter,
    which says by `target_info` whose they are.
    """
    if any(_SAYS_SO.fullmatch(sample.name) for sample in seen.samples):
        return True
    if any(sample.name == "target_info" and sample.label("job") for sample in seen.samples):
        return True
    targets = {tuple(sample.label(name) for name in TARGET) for sample in seen.samples}
    return len(targets) > 1 and all(map(all, targets))


def handed_on(seen: Exposition) -> list[str]:
    """Return which of a scraper's labels it hands on, none where it is no such thing."""
    if not hands_on(seen):
        return []
    return [name for name in TARGET if any(sample.label(name) for sample in seen.samples)]
