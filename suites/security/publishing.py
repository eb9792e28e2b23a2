"""Hosts from which a policy lets in what anybody has put there. Pure.

A delivery network of all that is published, and a star before a domain of which everybody gets a name of his
own: who injects a script's address publishes the script first.
Source: Public Suffix List, its private part; W3C, Content Security Policy Level 3, 6.7.2 (paths).
"""

from __future__ import annotations

import re

_OF_ALL = {
    r"(?:cdn|fastly|gcore|testingcf)\.jsdelivr\.net": 2,
    r"(?:www\.)?unpkg\.com": 1,
    r"esm\.(?:sh|run)": 1,
    r"cdn\.skypack\.dev": 1,
    r"ga\.jspm\.io": 1,
    r"(?:raw|rawcdn|gist|gistcdn)\.githack\.com": 1,
    r"cdn\.statically\.io": 2,
    r"storage\.googleapis\.com": 1,
    r"s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com": 1,
}
"""Hosts, and how many folders down somebody's own begin: /npm/package/, /bucket/."""
_EVERYBODY_S = re.compile(
    r"\*\.(?:github\.io|gitlab\.io|pages\.dev|workers\.dev|r2\.dev|netlify\.app|vercel\.app|herokuapp\.com|web\.app"
    r"|firebaseapp\.com|appspot\.com|run\.app|onrender\.com|fly\.dev|surge\.sh|glitch\.me|repl\.co|cloudfront\.net"
    r"|b-cdn\.net|azureedge\.net|azurewebsites\.net|azurestaticapps\.net|(?:blob\.core|web\.core)\.windows\.net"
    r"|(?:s3(?:[.-][a-z0-9-]+)?\.)?amazonaws\.com|[a-z0-9-]+\.digitaloceanspaces\.com|ngrok(?:-free)?\.(?:app|io|dev)"
    r"|com|net|org|io|dev|app|info|cloud|site|online)"
)
"""What has a name for whoever asks, the largest domains of all among them."""
_SOURCE = re.compile(r"(?:(?:https?|wss?)://)?([a-z0-9.*-]+)(?::(?:\d+|\*))?(/[^?#]*)?")


def is_anybodys(source: str) -> bool:
    """Whether a source of a policy, in small letters, is a host from which anybody may serve script."""
    found = _SOURCE.fullmatch(source)
    if not found:
        return False
    host, path = found[1], found[2] or "/"
    if _EVERYBODY_S.fullmatch(host):
        return True
    own = next((folders for name, folders in _OF_ALL.items() if re.fullmatch(name, host)), 0)
    # one that does not end in a slash is a single file
    return path.endswith("/") and len([part for part in path.split("/") if part]) < own
