"""An image of others follows a tag that its maker moves.

Ships: the tag stood in the maker's first example, and worked.
Source: CVE-2025-30066 (tj-actions, a tag that was moved); OWASP ASVS 5.0 15.2.4.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/images-are-pinned",))
IMAGES = {"grafana": "grafana/grafana", "kibana": "docker.elastic.co/kibana/kibana"}


def inject(rng: Random) -> Injection:
    """Follow the newest, or the newest of a series."""
    major = rng.randrange(8, 12)
    tags = ["", ":latest", f":{major}", ":main", f":{major}.1-latest", ":alpine3.20"]
    return following(rng, rng.choice(tags))


def following(rng: Random, reference: str, registry: str = "") -> Injection:
    """Start one of the foreign images by another reference."""
    service = rng.choice(sorted(IMAGES))
    image = f"{registry}{IMAGES[service]}{reference}"
    return Injection(fact=image, override={"services": {service: {"image": image}}})
