"""What an image's tag can move to: by the words and numbers that it is made of. Pure.

Whoever publishes an image moves a tag to each newer build that it still describes. So a tag is as fixed as
the version in it, and that of what the image stands on (`alpine3.20`, `jdk21`) is none of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_DIGEST = re.compile(r"@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$")
_NAME = re.compile(r"^(?P<name>[^:@]+(?::\d+/[^:@]+)?)(?::(?P<tag>\w[\w.-]*))?$", re.ASCII)

_ARCHITECTURE = re.compile(
    r"(?<![a-z0-9])(x86[_-]64|amd64|i[3-6]86|arm(64|32)?(v\d)?|aarch64|s390x|ppc64(le)?|riscv64|\d+bit)(?![a-z0-9])"
)
_DATE = re.compile(
    r"(?<!\d)(19|20)\d\d[.-]?(0[1-9]|1[0-2])[.-]?(0[1-9]|[12]\d|3[01])(t?[\d-]{4,8}z?)?(?!\d)", re.IGNORECASE
)
_HASH = re.compile(
    r"(?<![a-z0-9])(?:(?:sha|git|commit|rev)[-_.]?|g)?(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}(?![a-z0-9])"
)
_OWN = re.compile(
    r"^(?:v|ver|version|release|rel|r|rc|b|build|beta|alpha|p|patch|sp|cu|u|update|rev|hotfix|ga|m|ce|ee|ts)?(\d+)"
    r"((?:[.u+]\d+)*)"
)
_BASES = {
    *("alpine", "debian", "ubuntu", "centos", "fedora", "rocky", "rockylinux", "almalinux", "ubi", "el"),
    *("ol", "oraclelinux", "amazonlinux", "al", "rhel", "suse", "opensuse", "leap", "photon", "wolfi"),
    *("busybox", "nanoserver", "windowsservercore", "ltsc", "windows", "mariner", "azurelinux"),
    *("distroless", "bookworm", "jdk", "jre", "java", "openjdk", "temurin", "corretto", "php", "python"),
    *("py", "node", "nodejs", "ruby", "go", "golang", "rust", "dotnet", "net", "aspnet", "cuda", "cudnn"),
    *("rocm", "pg", "postgres", "postgresql", "mysql", "mariadb", "scala", "spark", "hadoop", "perl"),
    *("erlang", "otp", "elixir", "nginx", "apache"),
}
"""What images stand on: a number behind such a word is that one's version."""
_WHOLE = 3
_ALWAYS_MOVES = {
    *("latest", "nightly", "edge", "canary", "rolling", "snapshot", "daily", "weekly", "main", "master"),
    *("head", "trunk", "tip", "current", "newest", "develop"),
}
_SYSTEMS = {
    "debian": {"buster", "bullseye", "bookworm", "trixie", "forky", "duke"},
    "ubuntu": {"bionic", "focal", "jammy", "noble", "oracular", "plucky", "questing", "resolute"},
}
"""Where the system is the image itself, its code name is its major version."""
_WINDOWS = re.compile(r"(?:.*-)?(?:ltsc\d{4}|1[89]0\d|2004|20h2)(?:-.*)?")
_OF_WINDOWS = {"servercore", "nanoserver", "windows", "server"}
"""A version of Windows is that of an image that is Windows itself (Microsoft, base images)."""
_SYSTEMS["buildpack-deps"] = _SYSTEMS["debian"] | _SYSTEMS["ubuntu"]


@dataclass(frozen=True)
class Pin:
    """How an image is fixed: by its content, by so many numbers of a version of its own, or not at all."""

    digest: bool = False
    numbers: int = 0
    moves: bool = False


def pin(image: str) -> Pin:
    """Read a reference: ``registry:5000/name`` has no tag, and what has none stands for the newest."""
    if _DIGEST.search(image):
        return Pin(digest=True)
    named = _NAME.match(image.strip())
    if not named or not named["tag"]:
        return Pin(moves=True)
    return of_tag(named["tag"], named["name"].rpartition("/")[2])


def of_tag(tag: str, name: str = "") -> Pin:
    """Count the numbers of its own version; a date or a hash is as good as a whole one."""
    text = _ARCHITECTURE.sub("", tag.lower())
    if _DATE.search(text) or _HASH.search(text):
        return Pin(numbers=2)
    words = [word for word in re.split(r"[-_]", text) if word]
    numbers = _numbers(words)
    system = _SYSTEMS.get(name, set()) & set(words) or (name in _OF_WINDOWS and _WINDOWS.fullmatch(text))
    numbers = numbers or (1 if system else 0)
    return Pin(numbers=numbers, moves=not numbers or bool(_ALWAYS_MOVES & set(re.split(r"[-_.]", text))))


def _numbers(words: list[str]) -> int:
    count, after_base = 0, False
    for word in words:
        found = _OWN.match(word)
        if found and not after_base:
            count += 1 + len(re.findall(r"\d+", found[2]))
        after_base = word in _BASES
    return count or max((_behind_a_base(*pair) for pair in pairwise(words)), default=0)


def _behind_a_base(base: str, word: str) -> int:
    """Count the numbers of `alpine-v17.4.2` and `alpine-7.0.13`: no system has that many of its own."""
    found = _OWN.match(word) if base in _BASES else None
    numbers = 1 + len(re.findall(r"\d+", found[2])) if found else 0
    return numbers if word.startswith("v") or numbers >= _WHOLE else 0
