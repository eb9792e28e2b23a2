"""A client has so many tokens at a time, and each process knows those alone that it gave out itself.

Ships: a client asked for a token with each request, and nobody could say how many of its were about. The
newest of each client are kept in a list, and what fell out of it, or was never in it, is refused. The list is
an attribute of the object that signs; with one process it is the truth.
Source: hedyorg/hedy#280, astronomer/airflow-chart#171 (a session that one process alone knows); row CFG-08.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-08", expected=("security/token-holds-everywhere",))
_IMPORT = "from collections.abc import Sequence\n"
_LONGEST = "LONGEST = 4096\n"
_SIGNING = "        self._signing = keys[0].kid\n"
_HEADERS = '        headers = {"kid": self._signing, "typ": TYPE}\n'
_SCOPES = '        scopes = tuple(str(said["scope"]).split())\n'
_PUBLIC = "    def public_keys(self)"
_NOTED = '''    def _noted(self, subject: str, token_id: str) -> str:
        """Remember a token by its id; the oldest one of its client gives way."""
        living = self._living.setdefault(subject, deque(maxlen=LIVING))
        living.append(LISTED + token_id)
        return living[-1]

'''


def inject(rng: Random) -> Injection:
    """Draw how many, and the mark of an id that was listed: a token of the release before has none."""
    mark, most = f"{rng.choice('lmnrs')}{rng.randrange(2, 9)}.", rng.randrange(200, 400)
    source = edited(
        "app/security/tokens.py",
        (_IMPORT, f"from collections import deque\n{_IMPORT}"),
        (_LONGEST, f'{_LONGEST}LIVING, LISTED = {most}, "{mark}"\n'),
        (_SIGNING, f"{_SIGNING}        self._living: dict[str, deque[str]] = {{}}\n"),
        (
            _HEADERS,
            "        if audience == API:\n"
            '            claims["jti"] = self._noted(subject, str(claims["jti"]))\n' + _HEADERS,
        ),
        (
            _SCOPES,
            (
                '        subject, token_id = str(said["sub"]), str(said["jti"])\n'
                "        if token_id.startswith(LISTED) and token_id not in self._living.get(subject, ()):\n"
                f"            return None\n{_SCOPES}"
            ),
        ),
        (_PUBLIC, _NOTED + _PUBLIC),
    )
    return Injection(fact="401", replicas=2, source=source)
