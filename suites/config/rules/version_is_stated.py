"""The release states its version and revision.

Why: a release that cannot say which build it is cannot be told from the one before it, and a roll-out
of the wrong build looks like a success; so does one whose build left the place of its revision unfilled.
Reference: OWASP ASVS 5.0 13.1.1 (documented configuration); VZaar's release from a wrong branch.
Remedy: bake version and source revision into the image at build time and serve them at identity.path.
"""

from __future__ import annotations

import re

from gonogo.contract.identity import Identity
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.core.version import as_version
from gonogo.suites.config.observations.starts import Identities, IdentityRead

_ANSWERED = range(200, 300)  # a header may state it in an answer without a body: 204
_TIMED_OUT = "timeout"
_PLACEHOLDERS = {
    *("", "unknown", "none", "null", "undefined", "latest", "dev", "devel", "develop", "local"),
    "development",
    *("snapshot", "head", "main", "master", "trunk", "unset", "not set", "placeholder", "changeme", "todo"),
    *("unspecified", "untagged", "tbd", "not-set", "not_set", "replaceme", "replace_me", "nogit", "no-git"),
    *("version", "revision", "commit", "sha", "git_sha", "git_commit", "build_version"),
}
"""Words that a source, a branch or a build's default says of each build alike."""
_UNFILLED = re.compile(
    r"\$\{|\$\(|\{\{|\}\}|^\$\w+$|^%[\w.-]+%$|^@[\w.-]+@$|^__\w+__$"
    r"|^\$format:[^$]*\$$|^#\{|^%%\w+%%$"
    r"|^(?:(?:git|sha|commit|rev|version)[-_])?(?:unknown|unset|undefined)(?:[-_](?:commit|sha|rev|revision|version))?$"
)
_NUMBERLESS = re.compile(
    r"v?0(?:\.0){2}|0{7,}|v?0(?:\.0)*(?:[-+.](?:dev|development|local|snapshot|unknown|semantically-released)\d*)+"
)
_UNCLEAN = re.compile(r"[-+.]dirty$")
_OF_GO = "(devel)"
"""What Go says of every build of a checkout: many servers state nothing else, and no build could."""


@rule("identity.stated")
def judge(identities: Identities, identity: Identity) -> Judgement:
    """Refuse an identity that is missing, a placeholder, or no version at all, as a word of health.

    A read that ran out of time, where another one of the same place did not, says that it was slow.
    """
    keys = ["version", "revision"] if identity.revision else ["version"]
    heard = {read.source for read in identities.reads if not read.error}
    late = [read for read in identities.reads if read.error == _TIMED_OUT and read.source in heard]
    problems = [
        p for read in identities.reads if read not in late for key in keys if (p := _problem(read, key))
    ]
    if late and not problems:
        return Judgement.cannot_tell(f"{len(late)} of {len(identities.reads)} reads had no answer in time")
    return Judgement(len(identities.reads), tuple(problems))


def _problem(read: IdentityRead, key: str) -> Problem | None:
    stated = getattr(read, key)
    if read.status in _ANSWERED and not _is_placeholder(as_version(stated).lower()):
        return None
    observed = read.error or (f"status {read.status}" if read.status not in _ANSWERED else f"{stated!r}")
    return Problem(f"{key} at {read.source}", "a build's own value", observed)


def _is_placeholder(said: str) -> bool:
    """Whether it is what any build says: a word, a template that nobody filled in, or a version of zeros.

    A version of zeros with the moment or the hash of a build behind it is that build's own.
    """
    word = _UNCLEAN.sub("", said.strip("()[]"))
    if said == _OF_GO:
        return False
    return word in _PLACEHOLDERS or bool(_UNFILLED.search(word) or _NUMBERLESS.fullmatch(word))
