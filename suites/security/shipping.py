"""What does not belong into an image that ships: by path, and by how a file begins. Pure."""

from __future__ import annotations

import re
from fnmatch import fnmatch

from gonogo.core.credentials import (
    connects_with_a_password,
    holds_a_private_key,
    is_made_of,
    names_a_secret,
    says_that_it_is_none,
    stands_in,
)

_OF_PACKAGES = ("site-packages", "dist-packages", "node_modules")
_OF_THE_SYSTEM = re.compile(
    r"(?:usr/(?:local/)?(?:lib(?:32|64)?|share|include|go)|lib(?:32|64)?|var/lib/dpkg)/"
)
_OF_OTHERS = re.compile(
    r"(?:^|/)(?:bundle(?:/ruby/[^/]+)?(?:/bundler)?/gems|go/pkg/mod|lib/python\d[\w.]*"
    r"|[^/]*(?:conda|mamba|miniforge)[^/]*/(?:envs/[^/]+/)?(?:pkgs|lib|share|include|ssl))/"
)
"""Where Bundler, Go and conda keep what they fetched, and an interpreter its library, wherever that is."""
_HISTORIES = (".git", ".hg", ".svn")
_KEYS = ("*.pem", "*.key", "*.ppk", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "ssh_host_*_key")
_KEY_STORES = ("*.p12", "*.pfx", "*.jks", "*.keystore", "*.kdbx")
_TRUSTED = re.compile(r"trust|(?:^|[-_.])(?:jsse)?ca[-_]?(?:cert|bundle|roots?\b)", re.IGNORECASE)
"""Names of stores with the certificates of others, which are public."""
_JKS, _ENTRY_AT, _ENTRY_OF_A_KEY = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce"), 12, b"\0\0\0\1"
"""How a store of Java begins, and what its first entry says of itself (big-endian, at that byte)."""
_LOGINS = (".netrc", ".pgpass", ".git-credentials", ".dockercfg", ".htpasswd")
_LOGINS_BELOW = (".docker/config.json", ".aws/credentials", ".kube/config")
_ACCOUNTS = (
    "*credential*.json",
    "*service*account*.json",
    "*firebase*.json",
    "*key.json",
    "client_secret*.json",
)
_MAYBE_LOGINS = (".npmrc", ".yarnrc", ".yarnrc.yml", ".pypirc", "pip.conf", ".gemrc", ".gitconfig", "uv.toml")
_LISTS = ("requirements*.txt", "requirements*.in", "constraints*.txt", "pyproject.toml", "Pipfile", "Gemfile")
"""What names the indexes that packages come from, beside much else."""
_COMPOSER = "auth.json"
_MAYBE_LOGINS_AT = (
    *("etc/apt/auth.conf", "etc/apt/auth.conf.d/*", "etc/apt/sources.list", "etc/apt/sources.list.d/*"),
    *("etc/apt/apt.conf", "etc/apt/apt.conf.d/*", "etc/apk/repositories", "etc/yum.repos.d/*.repo"),
    *(
        "etc/dnf/dnf.conf",
        "etc/yum.conf",
        "etc/zypp/credentials.d/*",
        "*.m2/settings.xml",
        "*.cargo/credentials*",
    ),
    *("*.bundle/config", "*composer/auth.json", "*pypoetry/auth.toml", "*.config/uv/uv.toml"),
    *("*/.my.cnf", "*gradle.properties", "*/.condarc", "*[nN]u[gG]et.[cC]onfig"),
    *("*.gem/credentials", "*share/gem/credentials", "*.config/git/config", "etc/gitconfig"),
    *("*.config/gh/hosts.yml", "*.terraformrc", "*.terraform.d/credentials.tfrc.json"),
)
"""Where package managers and tools keep how to sign in, below the root."""
_EXAMPLES = ("example", "sample", "template", "dist", "tpl", "schema", "defaults")
_TESTS = ("tests", "test", "__tests__", "spec", "specs")
_TEST_FILES = (
    "test_*.py",
    "*_test.py",
    "conftest.py",
    "*.test.[jt]s",
    "*.spec.[jt]s",
    "*_spec.rb",
    "*_test.go",
)
_PRIVATE_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY|PuTTY-User-Key-File")
_BARE_KEY = re.compile(rb"\A[0-9a-fA-F]{32,64}\s*\Z")
_ACCOUNT = re.compile(rb"\"(?:private_key|client_secret)\"\s*:\s*\"[^\"\s$<]")
_LOGIN = re.compile(
    rb"(?i)_auth(?:token)?\s*[=:]\s*[^\s$]|passw(?:or)?d\s*[=:]\s*[^\s$]|://[^/\s:@]+:[^/\s@$]+@"
    rb"|_authToken\"?[ \t]+\"?[^\s$\"=:]|\bnpmAuth(?:Token|Ident)\s*:\s*[\"']?[^\s$\"'#]"
    rb"|^\s*extraheader\s*=\s*\"?authorization:\s*\w+\s+[^\s$]",
    re.MULTILINE,
)
_KEY_OF_GEMS = re.compile(rb"(?m)^:?\w*(?:api_key|key|token)\w*:[ \t]*[\"']?(?![$<\"'#])\S")
_TOKEN_OF_COMPOSER = re.compile(
    rb"\"(?:github-oauth|gitlab-token|gitlab-oauth|bearer|bitbucket-oauth|http-basic|custom-headers)\"\s*:\s*\{"
    rb"[^}]*?\"[\w.-]+\"\s*:\s*(?:\{[^}]*?\"(?:token|password|consumer-secret)\"\s*:\s*)?\"[^\"\s$<%{]"
)
_INDEX = re.compile(rb"(?i)https?://(?!localhost|127\.)([^/\s:@\"']+)(?::([^/\s@\"']+))?@")
_TOKEN_ALONE = re.compile(r"(?=.*\d)[\w-]{20,}")
"""What stands before `@` without a password, and is too long for a name."""
_LOGIN_STATED = re.compile(
    rb"(?im)^[^#\n]{0,200}?(?:password|passwd|token)\b[\"'>]*[ \t]*(?:=|:|value=)?[ \t]*[\"']?"
    rb"(?!changeit\b|value=|[\s$<>{}%\"'#*=:])\S|\bBUNDLE_\w+__\w+:[ \t]*\"?[\w.%+-]+:[^\s\"/$]"
    rb"|://[^/\s:@]+:[^/\s@$]+@"
)
_VALUE = re.compile(rb"(?m)^\s*(?:export\s+)?\w+\s*=\s*\S")
_ASSIGNED = re.compile(r"""(?:^|[\s|])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']+)""")
_LOGIN_IN_A_URL = re.compile(r"://[^/\s:@]*:(?![<`{%]|\*\*)([^/\s@$]+)@|https?://((?=[^@]*\d)[\w-]{20,})@")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LITERAL = re.compile(r"(?:/bin/\w*sh -c #\(nop\)\s+)?(?:ENV|ARG|LABEL)\b|\w+=")
"""What no shell reads: a backquote in it is one."""
_COMPUTED = re.compile(r"`|\$\(")
_RUN = re.compile(r"(?:/bin/\w*sh -c #\(nop\)\s+)?ARG\b|RUN\b|\|\d+ |/bin/\w*sh -c (?!#\(nop\))")
_STAND_INS = {
    *(
        "dummy",
        "fake",
        "placeholder",
        "unused",
        "ignored",
        "none",
        "null",
        "not",
        "used",
        "needed",
        "a",
        "x",
        "xxx",
    ),
    *(
        "secret",
        "key",
        "value",
        "pass",
        "password",
        "build",
        "time",
        "only",
        "for",
        "collectstatic",
        "static",
    ),
    *(
        "precompile",
        "assets",
        "temp",
        "temporary",
        "tmp",
        "insecure",
        "django",
        "rails",
        "whatever",
        "0",
        "1",
        "nothing",
        "empty",
        "example",
        "test",
        "testing",
        "string",
        "token",
    ),
}
"""Words of what a step of a build is given for a secret that it does not use."""


def is_read(path: str) -> bool:
    """Whether how it begins has to be looked at."""
    name = path.rpartition("/")[2]
    known = any(fnmatch(name, kind) for kind in (*_KEYS, *_KEY_STORES, *_ACCOUNTS, *_MAYBE_LOGINS, *_LISTS))
    return known or name == _COMPOSER or _may_have_a_login(path) or _is_settings(name)


def _may_have_a_login(path: str) -> bool:
    return any(fnmatch(path, place) for place in _MAYBE_LOGINS_AT)


def unshipped(path: str, head: bytes) -> tuple[str, str]:
    """Return what of a path does not belong into an image, file or folder, and what it is; nothing twice."""
    folders, name = path.split("/")[:-1], path.rpartition("/")[2]
    if _OF_THE_SYSTEM.match(path) or _OF_OTHERS.search(path) or set(folders) & set(_OF_PACKAGES):
        return "", ""
    for place, folder in enumerate(path.split("/")):
        if folder in _HISTORIES:
            return "/".join(path.split("/")[: place + 1]), "the history of its source"
    if what := _private(path, name, head):
        return path, what
    tests = next((place for place, folder in enumerate(folders) if folder in _TESTS), None)
    if tests is not None and any(fnmatch(name, kind) for kind in _TEST_FILES):
        return "/".join(folders[: tests + 1]), "tests"
    return "", ""


def _private(path: str, name: str, head: bytes) -> str:
    if any(fnmatch(name, kind) for kind in _KEY_STORES) and not _holds_certificates(name, head):
        return "a store of keys"
    if any(fnmatch(name, kind) for kind in _KEYS) and (_PRIVATE_KEY.search(head) or _BARE_KEY.match(head)):
        return "a private key"
    if any(fnmatch(name, kind) for kind in _ACCOUNTS) and _ACCOUNT.search(head):
        return "somebody's login"
    if name in _LOGINS or path.endswith(_LOGINS_BELOW):
        return "somebody's login"
    own = name in _MAYBE_LOGINS and _LOGIN.search(head)
    if own or (_may_have_a_login(path) and _LOGIN_STATED.search(head)) or _names_a_login(path, name, head):
        return "somebody's login"
    return "settings of an environment" if _is_settings(name) and _VALUE.search(head) else ""


def _names_a_login(path: str, name: str, head: bytes) -> bool:
    """Whether a tool's file has a login in the form that is the tool's own, or in an index of packages."""
    if name == _COMPOSER and _TOKEN_OF_COMPOSER.search(head):
        return True
    if path.endswith("gem/credentials") and _KEY_OF_GEMS.search(head):
        return True
    lists = any(fnmatch(name, kind) for kind in (*_LISTS, "uv.toml", ".gitconfig"))
    return lists and any(_is_login(*found) for found in _INDEX.findall(head))


def _is_login(user: bytes, password: bytes) -> bool:
    word = (password or user).decode(errors="replace")
    if word.startswith(("$", "<", "{", "%", "***")) or _stands_in(word):
        return False
    return bool(password) or _TOKEN_ALONE.fullmatch(word) is not None


def _holds_certificates(name: str, head: bytes) -> bool:
    """Whether a store is one of certificates alone, by its name and, of Java's, by its first entry."""
    is_of_a_key = head.startswith(_JKS) and head[_ENTRY_AT : _ENTRY_AT + 4] == _ENTRY_OF_A_KEY
    return _TRUSTED.search(name) is not None and not is_of_a_key


def _is_settings(name: str) -> bool:
    kind = name.removeprefix(".env").lstrip(".")
    return name == ".env" or (name.startswith(".env.") and not set(kind.split(".")) & set(_EXAMPLES))


def secrets_told(step: str) -> list[str]:
    """Return what of a secret kind a step of the history, or a variable, tells: names, never values."""
    runs = _RUN.match(step) is not None  # what one step is given is not there when the release runs
    commands = _LITERAL.match(step) is None

    def is_made_later(value: str) -> bool:
        return commands and _COMPUTED.search(value) is not None  # of a command the history has the words

    found = [
        name
        for name, value in _ASSIGNED.findall(step)
        if names_a_secret(name, text := value.strip("\"'"), is_setting=True)
        and _is_value(text)
        and not is_made_later(text)
        and not (_stands_in(text) if runs else stands_in(name, text, is_setting=True))
    ]
    words = ["".join(groups) for groups in _LOGIN_IN_A_URL.findall(step)]
    logins = [word for word in words if not is_made_later(word) and not (runs and _stands_in(word))]
    texts = [*(text for _, text in _ASSIGNED.findall(step)), *_QUOTED.findall(step)]
    texts += [] if runs else [step.partition("=")[2]]  # a variable with blanks, as the engine tells it
    other = {
        "a login in a URL": bool(logins),
        "a private key": holds_a_private_key(step),
        "a password to connect with": any(connects_with_a_password(text.strip("\"'")) for text in texts),
    }
    return [*dict.fromkeys(found), *(what for what, is_there in other.items() if is_there)]


def _stands_in(value: str) -> bool:
    """Whether it is made of nothing but words that say that it is no secret."""
    return is_made_of(value, _STAND_INS) or says_that_it_is_none(value)


def _is_value(value: str) -> bool:
    """Whether it is a value, and neither nothing, a variable or a command, nor a place, a name or a mask."""
    return bool(value) and not value.startswith(("$", "`", "/", "file:", "urn:", "<", "{{", "***"))
