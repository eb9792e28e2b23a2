"""The proxy appends the client's address to whatever the client wrote before it.

Ships: a line that came over from another proxy's configuration. The service takes the first address that is
no proxy's, and the client chose that one.
Source: Observal/Observal#894; OWASP ASVS 5.0 4.1.3 and 15.3.4.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/limit-holds-for-a-client",), target="compose", starred=True)
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_LINE = "http-request set-header X-Forwarded-For %[src]"
_PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]


def inject(rng: Random) -> Injection:
    """Append, and trust every private network."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _LINE not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_LINE!r} to replace")
    appended = _LINE.replace("%[src]", f'"%[req.fhdr({_spelling(rng)})], %[src]"')
    return Injection(
        fact="tries of wrong key",
        environment={"UKP_TRUSTED_PROXIES": ",".join(rng.sample(_PRIVATE, 3))},
        override={"services": {"proxy": {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}}},
        files={"haproxy.cfg": configuration.replace(_LINE, appended)},
    )


def _spelling(rng: Random) -> str:
    header = _LINE.split()[2]
    return rng.choice([header, header.lower()])
