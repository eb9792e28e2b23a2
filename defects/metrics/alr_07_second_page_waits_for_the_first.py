"""Alerts of one severity are one group, and a group that has spoken says nothing new for hours.

Ships: on-call was told too often, and asked for fewer messages. The first alert comes as quickly as ever,
which is what was tried. A second one that begins while the first lasts belongs to a group that has spoken:
it waits for `group_interval`, not for `group_wait`.
Source: Alertmanager, configuration of routes: `group_interval` is how long to wait before a message "about
new alerts that are added to a group of alerts for which an initial notification has already been sent".
General experience.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose", starred=True)


def inject(rng: Random) -> Injection:
    """Group by what all pages have in common, for some hours."""
    hours = rng.choice((3, 4, 6, 8))
    source = edited(
        "deploy/alertmanager/alertmanager.yml",
        ("  group_by: [alertname]\n", f"  group_by: [{rng.choice(('severity', 'job'))}]\n"),
        ("  group_interval: 30s\n", f"  group_interval: {hours}h\n"),
        ("  repeat_interval: 4h\n", f"  repeat_interval: {hours}h\n"),
    )
    return Injection(fact="group_interval", source=source)
