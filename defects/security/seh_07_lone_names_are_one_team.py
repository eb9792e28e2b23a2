"""Clients of one team change each other's articles, and whoever has no team is in the same one as all such.

Ships: a team has several clients, named `team-client`, and each may go on with what another one began. The
team is what stands before the last dash. Where a name has no dash nothing stands before it, and nothing
equals nothing.
Source: Python, str.rpartition (two empty strings come first where there is no separator); OWASP API1:2023;
CWE-639; row SEH-07.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-07", expected=("security/objects-belong-to-their-owner",))
_SIGNING = "\n\nclass SigningKey(BaseModel):\n"
_CHECK = "        if article.owner != self.owner and not self.is_admin:\n"
_IMPORT = "from app.knowledge.articles import Article\n"


def inject(rng: Random) -> Injection:
    """Take what is before the dash."""
    return in_teams(rng, '{client}.rpartition("-")[0]')


def in_teams(rng: Random, team: str) -> Injection:
    """Compare teams where owners were compared."""
    client = rng.choice(["client", "name", "called"])
    function = (
        f"\n\ndef team_of({client}: str) -> str:\n"
        '    """Return the team of a client, which its name begins with."""\n'
        f"    return {team.format(client=client)}\n"
    )
    keys = edited("app/config/keys.py", (_SIGNING, f"{function}{_SIGNING}"))
    changes = edited(
        "app/knowledge/changes.py",
        (_IMPORT, f"from app.config.keys import team_of\n{_IMPORT}"),
        (_CHECK, "        if team_of(article.owner) != team_of(self.owner) and not self.is_admin:\n"),
    )
    return Injection(fact="/articles/", source=keys | changes)
