"""An alert selects a route as the framework before this one spelt it, and no series has it.

Ships: a second alert for the one page that matters most, by somebody who knows the routes from the client's
code or from express. The label is there, and so is the route, by another name of its parameter.
Source: cloudflare/pint, promql/series; Express, "Routing" (`:id`); row ALR-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Spell it otherwise."""
    route = rng.choice(["/articles/:id", "/articles/{id}", "/articles/<int:id>", "articles/{article_id}/"])
    return Injection(fact=route, source=selecting(f'{{status=~"5..", route="{route}"}}'))


def selecting(matchers: str) -> dict[str, str | None]:
    """Have the alert on failures look at one route."""
    return edited("deploy/prometheus/rules.yml", ('{status=~"5.."}', matchers))
