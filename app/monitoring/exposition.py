"""Content negotiation of /metrics: text 0.0.4, OpenMetrics 1.0.0, or JSON where only that is accepted."""

import json
import math
from functools import partial

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.openmetrics import exposition as openmetrics

_TEXT = ("text/plain", "text/*", "*/*")
_OPENMETRICS = "application/openmetrics-text"
_JSON = "application/json"


def expose(registry: CollectorRegistry, accept: str) -> tuple[bytes, str]:
    """Return the body and its media type for an Accept header."""
    accepted = _qualities(accept)
    text = max((accepted[name] for name in _TEXT if name in accepted), default=0.0)
    if accepted.get(_OPENMETRICS, 0.0) >= max(text, accepted.get(_JSON, 0.0), 0.001):
        generate = partial(openmetrics.generate_latest, version="1.0.0")
        return generate(registry), f"{_OPENMETRICS}; version=1.0.0; charset=utf-8"
    if accepted.get(_JSON, 0.0) > text:
        return _json(registry), _JSON
    return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4


def _qualities(accept: str) -> dict[str, float]:
    """Map each accepted media type to its quality; an OpenMetrics version other than 1.x is not ours."""
    qualities: dict[str, float] = {}
    for entry in accept.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        values = dict(part.split("=", 1) for part in parameters if "=" in part)
        if name == _OPENMETRICS and not values.get("version", "1.0.0").startswith("1."):
            continue
        qualities[name] = max(qualities.get(name, 0.0), _quality(values.get("q", "1")))
    return qualities


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _json(registry: CollectorRegistry) -> bytes:
    families = [
        {
            "name": family.name,
            "type": family.type,
            "help": family.documentation,
            "samples": [
                {"name": sample.name, "labels": sample.labels, "value": _number(sample.value)}
                for sample in family.samples
            ],
        }
        for family in registry.collect()
    ]
    return json.dumps({"families": families}).encode()


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)
