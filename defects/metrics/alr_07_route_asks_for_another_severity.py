"""The route to whoever is on call asks for a severity that no rule sets, and the tree ends at nobody.

Ships: the tree came from another team, whose rules say `critical`; its root was for what is no alert yet.
Source: prometheus/docs, "Alerting", metamonitoring; `amtool config routes test`.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")
FILE = ROOT / "deploy" / "alertmanager" / "alertmanager.yml"


def inject(rng: Random) -> Injection:
    """Route by a label's value, or by a label, that no alert has."""
    return routed(rng, rng.choice(['severity="critical"', 'severity=~"crit.*|warn.*"', 'serverity="page"']))


def routed(rng: Random, matcher: str) -> Injection:
    """End the tree at a receiver without an integration, with one route before that."""
    name = rng.choice(["blackhole", "drop", "unrouted", "devnull"])
    routes = f"  receiver: {name}\n  routes:\n    - receiver: on-call\n      matchers: ['{matcher}']\n"
    text = changed("  receiver: on-call\n", routes)
    return mounted(name, changed("receivers:\n", f"receivers:\n  - name: {name}\n", text))


def changed(old: str, new: str, text: str = "") -> str:
    """Return Alertmanager's file with the first of an old text replaced; ValueError where there is none."""
    text = text or FILE.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{FILE} does not hold {old!r}")
    return text.replace(old, new, 1)


def mounted(fact: str, text: str) -> Injection:
    """Run Alertmanager with another file."""
    volumes = ["{folder}/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro"]
    return Injection(
        fact=fact,
        override={"services": {"alertmanager": {"volumes": volumes}}},
        files={"alertmanager.yml": text},
    )
