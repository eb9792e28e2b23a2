"""HEAD, by which monitors and balancers ask, is led to servers of its own, and those were taken away.

Ships: the proxy sent what watches the site elsewhere, so that it would not count as visits; with the next
tidying up the servers behind that name went, and the rule that leads there stayed.
Source: RFC 9110, 9.3.2 (HEAD is GET without its content); HAProxy manual, use_backend; row SEH-08.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-08", expected=("security/responses-have-the-promised-status",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_DEFAULT = "    default_backend app\n"


def inject(rng: Random) -> Injection:
    """Lead it to a backend without servers."""
    name = f"{rng.choice(['monitors', 'uptime', 'probes'])}_{rng.randrange(100)}"
    leads = rng.choice(["{ method HEAD }", "{ method HEAD } { path / }"])
    text = _CONFIGURATION.read_text(encoding="utf-8")
    if text.count(_DEFAULT) != 1:
        raise ValueError(f"{_CONFIGURATION}: there is no one line {_DEFAULT!r}")
    changed = text.replace(_DEFAULT, f"    use_backend {name} if {leads}\n{_DEFAULT}")
    return Injection(
        fact="HEAD",
        override={"services": {"proxy": {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}}},
        files={"haproxy.cfg": f"{changed}\nbackend {name}\n    balance roundrobin\n"},
    )
