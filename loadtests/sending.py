"""From a plan to what sends it: its routes, its setup, a sender for each journey."""

import ssl
from contextlib import closing

from gonogo.loadtests.loop import Loop
from gonogo.loadtests.plan import LoadPlan, PlanError
from gonogo.loadtests.route import Route, route_to, tls_context
from gonogo.loadtests.sender import JourneySender
from gonogo.loadtests.setup import Setup
from gonogo.loadtests.targets import Addresses

Captured = tuple[dict[str, list[str]], ...]
"""What each journey's setup found, by name."""


def set_up(plan: LoadPlan, addresses: Addresses, loop: Loop) -> Captured:
    """Send every journey's setup. Raises PlanError at the first unexpected answer."""
    ways = _ways(plan, addresses)
    with closing(Setup(plan, loop)) as setup:
        return tuple(setup.run(journey, ways[place][0]) for place, journey in enumerate(plan.journeys))


def senders(plan: LoadPlan, addresses: Addresses, captured: Captured) -> list[JourneySender]:
    """What sends each journey. Raises PlanError."""
    found = zip(plan.journeys, _ways(plan, addresses), captured, strict=True)
    return [JourneySender(plan, journey, ways, values) for journey, ways, values in found]


def _ways(plan: LoadPlan, addresses: Addresses) -> list[list[Route]]:
    """Each journey's routes; journeys share them, and so their idle connections."""
    try:
        tls = tls_context(plan)
    except (OSError, ssl.SSLError) as error:
        raise PlanError(
            f"plan: expected certificates and a key in PEM in ca_bundle and client_certificate: {error}"
        ) from error
    routes = {url: route_to(url, plan, addresses, tls) for url in plan.urls()}
    bases = [(journey.base_url,) if journey.base_url else plan.base_urls for journey in plan.journeys]
    return [[routes[url] for url in urls] for urls in bases]
