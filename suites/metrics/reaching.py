"""Which alerts reach nobody, or not whom they should, and why: what the rule is made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from gonogo.contract.alertmanager import Alertmanager
from gonogo.suites.metrics.observations.alarms import Alarms, Raised

_USUAL_SECONDS = 300.0
"""What Alertmanager waits by default before a group that has spoken speaks again."""
_EACH = "..."  # in group_by: no alert is grouped with another
_PORTS = {"http": 80, "https": 443}


def judged(seen: Alarms, promised: Alertmanager) -> list[Raised]:
    """Return the alerts that have to be told, and whose way no label of a series decides."""
    return [one for one in told_of(seen, promised) if not is_open(one, seen, promised)]


def told_of(seen: Alarms, promised: Alertmanager) -> list[Raised]:
    """Return the alerts of which somebody has to be told."""
    return [one for one in seen.raised if not one.is_meant(promised.nobody)]


def is_open(one: Raised, seen: Alarms, promised: Alertmanager) -> bool:
    """Whether something is wrong with an alert that would not be if a series had a certain label."""
    may = [name for name in one.elsewhere if _has_integration(name, seen)]
    return bool(may) and any(lost(one, seen, promised))


def name_of(one: Raised) -> str:
    """Return the alert as reports name it."""
    labels = ",".join(f'{k}="{v}"' for k, v in sorted(one.labels.items()) if k != "alertname")
    return f"{one.name}{{{labels}}}" if labels else one.name


def lost(one: Raised, seen: Alarms, promised: Alertmanager) -> Iterator[tuple[str, str]]:
    """Give each reason for which it is not told to whom it should be: what is expected, and what is seen."""
    wanted = [name for name, meant in promised.receivers.items() if one.is_meant(meant)]
    told = [name for name in one.receivers if _has_integration(name, seen)]
    goes = ", ".join(one.receivers) or "no receiver"
    if not one.sent:
        yield "sent on by the collector", "its alert_relabel_configs drop it"
    elif not told:
        yield "a receiver with an integration", f"goes to {goes}, which has none"
    elif missing := [name for name in wanted if name not in told]:
        yield f"goes to {', '.join(missing)}", f"goes to {goes}"
    elif why := _too_late(one, seen, wanted, told, promised):
        yield f"told within {promised.within_seconds:g} s", why
    for silence in one.silences:
        if silence.seconds > promised.within_seconds:
            hours = silence.seconds / 3600
            yield "no silence that lasts", f"silenced for {hours:.1f} h more by {silence.said}"
    if one.inhibited and (why := _inhibited(one, seen, promised)):
        yield "inhibited only by what is told in its place", why


def _too_late(one: Raised, seen: Alarms, wanted: list[str], told: list[str], promised: Alertmanager) -> str:
    """Return why one of the receivers is told late or never, in some hours, or behind another alert."""
    within = promised.within_seconds
    return (
        _late(one, wanted or told, within)
        or _by_the_clock(one, wanted)
        or _behind_another(one, seen, wanted, max(within, _USUAL_SECONDS))
    )


def _has_integration(receiver: str, seen: Alarms) -> bool:
    """Whether a receiver tells anybody; one that the configuration does not list was loaded since."""
    return seen.integrations.get(receiver, 1) > 0


def _late(one: Raised, receivers: list[str], within_seconds: float) -> str:
    """Return why one of the receivers is told late or never; nothing where routes are read otherwise here."""
    if {way.receiver for way in one.ways} != set(one.receivers):
        return ""
    for receiver in receivers:
        own = [way for way in one.ways if way.receiver == receiver]
        if all(way.muted for way in own):
            return f"the route to {receiver} is muted at all times"
        wait = min(way.wait_seconds for way in own if not way.muted)
        if wait > within_seconds:
            return f"the route to {receiver} has a group_wait of {wait:g} s"
    return ""


def _by_the_clock(one: Raised, wanted: list[str]) -> str:
    """Return in how many hours of a week none of those is told who have to get it; two may share the week.

    Of an alert that nobody promised to anybody, working hours are time enough.
    """
    own = [way for way in one.ways if way.receiver in wanted]
    if not own or {way.receiver for way in one.ways} != set(one.receivers):
        return ""
    silent = set.intersection(*(set(way.muted_hours) for way in own))
    names = ", ".join(dict.fromkeys(way.receiver for way in own))
    return f"the route to {names} is silent in {len(silent)} hours of a week" if silent else ""


def _behind_another(one: Raised, seen: Alarms, wanted: list[str], within_seconds: float) -> str:
    """Return behind which other alert of its group it waits, of those that somebody has to get.

    A label that neither rule sets is that of the same object for both. Series of one alert may well wait.
    """
    for other in seen.raised:
        for way in one.ways if other.name != one.name else ():
            shared = way in other.ways and _EACH not in way.group_by
            if not shared or way.receiver not in wanted or way.interval_seconds <= within_seconds:
                continue
            if all(one.told_as.get(name) == other.told_as.get(name) for name in way.group_by):
                return f"behind {other.name} it waits for the group_interval of {way.interval_seconds:g} s"
    return ""


def _inhibited(one: Raised, seen: Alarms, promised: Alertmanager) -> str:
    """Return why what inhibits it is no reason to be silent; nothing where nobody here knows what does."""
    by = [seen.raised[place] for place in one.by]
    if always := [other.name for other in by if other.always]:
        return f"inhibited by {always[0]}, which always fires"
    for name, meant in promised.receivers.items():
        allowed = (*meant, *promised.nobody)
        less = [other for other in by if not other.is_meant(allowed)]
        if one.is_meant(meant) and less:
            return f"inhibited by {name_of(less[0])}, which {name} does not have to get"
    if by and not any(_is_told(place, seen, promised, frozenset()) for place in one.by):
        return f"inhibited by {name_of(by[0])}, which is inhibited as well"
    return ""


def _is_told(place: int, seen: Alarms, promised: Alertmanager, passed: frozenset[int]) -> bool:
    """Whether an alert is told, or one in its place, or need not be."""
    one = seen.raised[place]
    if not one.inhibited or not one.by or one.is_meant(promised.nobody):
        return True
    return any(
        _is_told(other, seen, promised, passed | {place}) for other in one.by if other not in passed | {place}
    )


def missent(seen: Alarms, promised: Alertmanager) -> str:
    """Return why the collector's alerts do not arrive; nothing where it does not say where they go."""
    if seen.sent_to is None:
        return ""
    if not seen.sent_to:
        return "it has no Alertmanager"
    here = [url for url in seen.sent_to if _host(url) == promised.service.lower()]
    if here and promised.port not in map(_port, here):
        return f"it sends them to {here[0]}"
    if here and all(_prefix(url) not in (None, promised.path.strip("/")) for url in here):
        return f"it sends them to {here[0]}, and its API stands below {promised.path}"
    if seen.called and not any(_may_be(_host(url), seen.called) for url in seen.sent_to):
        return f"it sends them to {seen.sent_to[0]}, and no container is called so"
    return ""


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _prefix(url: str) -> str | None:
    """Return what stands before the API's own path, None where that is not there."""
    found = re.fullmatch(r"(.*)/api/v[12]/alerts", urlsplit(url).path)
    return found[1].strip("/") if found else None


def _may_be(host: str, called: Collection[str]) -> bool:
    """Whether a host may answer: a container's own name, or one with a dot or an address, from elsewhere."""
    return host in called or "." in host or ":" in host


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or _PORTS.get(parts.scheme, 0)
