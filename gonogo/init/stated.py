"""Where a document, a text or an exposition states a version, by the names of keys and series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gonogo.core.version import as_stated
from gonogo.init.settings import of_pairs
from gonogo.targets.identity.series import samples_of

NUMBER = re.compile(r"v?\d+\.\d+[\w.+-]*")
OF_GO = "go_build_info"  # its version is that of the program's own module
RUNTIMES = re.compile(r"(go|python|jvm|nodejs|ruby|dotnet)_(\w+_)?info")
_NOT_OURS = re.compile(r"^(go|python|jvm|java|nodejs|ruby|dotnet|erlang|process|promhttp|scrape|rust)_")
_BUILDS = ("_build_info", "_app_version", "_version_info")
_OF_OTHERS = re.compile(
    r"(^|_)(os|uname|kernel|dmi|instance|target|database|db|server|node|client|device|disk|cpu|image|container"
    r"|library|runtime|host|backend|plugin|module|exporter|sdk|scope|dependency|pod|chart|package)_info$"
)
"""Series of an exporter about what it watches, or of what something runs on or is made with."""
_OF_RESOURCES = "target_info"
"""OpenTelemetry's: a label of the service that is measured, beside those of its machine and its library."""
_LABELS = ("service_version", "app_version", "git_version", "tag")
"""Other labels of a version, where they hold a number."""
_REVISIONS = (
    *("revision", "commit", "git_commit", "gitcommit", "commit_hash", "commit_sha", "commit_id", "git_sha"),
    *("git_hash", "git_revision", "vcs_ref", "vcs_revision", "sha", "sha1", "short_commit", "rev"),
)
"""Labels of a source revision, the likelier ones first."""
_HASH = re.compile(r"(?i)g?[0-9a-f]{6,64}([-+.]?(dirty|modified))?")
_LONGEST_TEXT = 200_000
_THREE = r"\d+\.\d+\.\d+[\w.+-]*"
_LINES = (
    r"(?i)(?<!license )(?<!license, )\b\w*version[\s:=]+(?:[a-z]+/)?(\d+\.\d+(?:\.\d+)*)",
    r"(?<=releases/tag/)v(\d+\.\d+(?:\.\d+)*)",
    (
        r"(?<![\w/@=.-])(?<!(?i:node\.js) )(?<!(?i:python) )(?<!(?i:node) )(?<!(?i:php) )"
        r"[vV](\d+\.\d+(?:\.\d+)*)"
    ),
    r">\s*(\d+\.\d+\.\d+)\s*<",
)
"""In a text; what stands in the path of a URL is the version of what is loaded from there, and what stands
behind a runtime's name is that of the runtime."""
_NAMED = rf"(?!HTTP/)([A-Za-z][\w-]*[ /]v?)(?!\d+(?:\.\d+){{3}}\b){_THREE}"
"""A name and a number, as programs print them when they are asked for `--version`; no address of IPv4."""
_SHORT_TEXT = 400
_IN_QUOTES = r'^\s*"([^"\s]+)"\s*$'
_GENERATOR = (
    r"""(?i)<meta\s[^>]*?\bname=["']?generator["']?\s[^>]*?\bcontent=["']"""
    r"""(?:WordPress|Ghost|Drupal|MediaWiki|Discourse)\s+v?(\d+(?:\.\d+)*)"""
)
"""What serves a page names itself in it; what pages are made with, once and for all, is no release."""
_COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(
    r"""(?i)(?<![\w-])((?:(?:app|application|server|service|build|release|product|current|package)[_-]?)?version"""
    r"""(?:["']|&quot;|&#34;)?(?:\s*[:=]\s*|\s+content=)(?:["']|&quot;|&#34;)v?)""" + _THREE
)
"""In a script or an attribute of a page: three numbers at least, since XML and SVG have a version of two."""
_WORDS = {
    "version": (
        *("releaseid", "version", "build_version", "buildversion", "server_version", "serverversion"),
        *("app_version", "appversion", "application_version", "applicationversion", "project_version"),
        *("service_version", "serviceversion", "product_version", "productversion", "software_version"),
        *("release",),
    ),
    "revision": (
        *("revision", "commit", "sha", "git_commit", "gitcommit", "git_sha", "commit_sha", "commitsha"),
    ),
    "configuration": ("configuration", "config_hash", "confighash"),
    "instance": ("instance", "instance_id", "hostname", "pod", "server_id", "node_id"),
}
"""Names of keys, the likelier ones first."""
_OTHERS = frozenset(
    {
        *("python", "sqlite", "go", "node", "nodejs", "java", "jvm", "runtime", "os", "ruby", "platform"),
        *("dependencies", "requirements", "packages", "libraries", "database", "db"),
    }
)
"""What stands under these is the version of something else."""
_BARE = re.compile(r"v?\d+")
_OTHER_VERSIONS = re.compile(
    r"(^|_)(api|protocol|schema|format|config|http|tls|client|min|max|minimum|maximum|sdk|lib|library|kernel|engine"
    r"|previous|next|latest|python|go|java|node|ruby|php|sqlite|postgres|postgresql|mysql|redis|openssl|mongo"
    r"|mongodb|rails|django|flask|spring|elixir|erlang|otp|dotnet)(_|$)"
)
"""Before `_version`: that of an interface, of a limit, or of what something is made with."""
_ITEMS = 5  # of a list: the first ones are the service's own


def keys_of(document: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Return dotted keys whose names say what they are: version, revision, configuration, instance."""
    found: dict[str, str] = {}
    here: dict[str, tuple[bool, int, str]] = {}
    # NodeInfo: what stands beside `software` is the version of the document's own format
    of_format = {"version"} if _text_at(document, "software.version") else set()
    for key, value in document.items():
        if isinstance(value, dict) and key.lower() not in _OTHERS:
            found = keys_of(value, f"{prefix}{key}.") | found
        elif isinstance(value, list):
            items = {str(n): item for n, item in enumerate(value[:_ITEMS]) if isinstance(item, dict)}
            found = keys_of(items, f"{prefix}{key}.") | found
        what, rank = _named(key.lower(), prefix.lower()) if key not in of_format else ("", 0)
        if what and isinstance(value, str | int | float) and as_stated(str(value)):
            said = (bool(_BARE.fullmatch(str(value))) and what == "version", rank, f"{prefix}{key}")
            here[what] = min(here.get(what, said), said)
    return _finer(document, prefix, found, here)


def _finer(
    document: dict[str, Any], prefix: str, inside: dict[str, str], here: dict[str, tuple[bool, int, str]]
) -> dict[str, str]:
    """Join what stands inside and here: here first, unless it is a bare `4`, which may be an interface's."""
    keys = inside | {what: key for what, (_, _, key) in here.items()}
    if "version" in here and here["version"][0]:
        own = (key for key, value in document.items() if _is_own(key) and NUMBER.fullmatch(str(value)))
        deeper = inside.get("version", "").removeprefix(prefix)
        key = next(own, deeper if NUMBER.fullmatch(_text_at(document, deeper)) else "")
        keys["version"] = f"{prefix}{key}" if key else keys["version"]
    return keys


def _text_at(document: dict[str, Any], dotted: str) -> str:
    """Return the text at a dotted key, empty where there is none; what is in a list is of a part."""
    found: Any = document
    for key in dotted.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def _is_own(key: str) -> bool:
    """Whether a key is named after the version of what a service is itself: `ray_version`."""
    name, _, last = key.lower().rpartition("_")
    return last == "version" and bool(name) and not _OTHER_VERSIONS.search(name) and name not in _OTHERS


def _named(key: str, prefix: str) -> tuple[str, int]:
    """Return what a key of that name holds, and how likely another one is to be meant."""
    if prefix.endswith("version.") and key == "number":
        return "version", 0
    found = ((what, names.index(key)) for what, names in _WORDS.items() if key in names)
    return next(found, ("", 0))


def numbered(document: dict[str, Any]) -> str:
    """Return the key of the first value that looks like a version: `{"etcdserver": "3.5.1"}`."""
    for key, value in document.items():
        if isinstance(value, str) and NUMBER.fullmatch(value) and "go" not in key.lower():
            return key
    inner = ((key, numbered(value)) for key, value in document.items() if isinstance(value, dict))
    return next((f"{key}.{found}" for key, found in inner if found), "")


def patterns_of(text: str) -> Iterator[str]:
    """Yield what finds a version in a text that is no JSON."""
    if NUMBER.fullmatch(text.strip()):
        yield r"\S+"
    if re.fullmatch(rf'"{NUMBER.pattern}"', text.strip()):
        yield _IN_QUOTES
    if len(text) <= _SHORT_TEXT and (named := re.match(_NAMED, text)):
        yield rf"^{re.escape(named[1])}({_THREE})"
    kept = text[:_LONGEST_TEXT]
    if (pair := of_pairs(kept)) and _is_said(kept, re.search(pair, kept)):
        yield pair
    for pattern in (_GENERATOR, *_LINES[:-1]):
        if _is_said(kept, re.search(pattern, kept)):
            yield pattern
    if (quoted := _QUOTED.search(kept)) and _is_said(kept, quoted):
        yield rf"(?<![\w-]){re.escape(quoted[1])}({_THREE})"
    if _is_said(kept, re.search(_LINES[-1], kept)):
        yield _LINES[-1]


def _is_said(text: str, found: re.Match[str] | None) -> bool:
    """Whether it stands there, and in no comment, which is of a library or of a licence."""
    comments = _COMMENT.finditer(text) if found else ()
    return found is not None and not any(each.start() < found.start() < each.end() for each in comments)


def by_series(text: str) -> dict[str, Any] | None:
    """Return an identity by the labels of a `…_build_info` series, else of an `…_info`; Go's own last."""
    infos: dict[str, list[dict[str, str]]] = {}
    for name, labels, _ in samples_of(text):
        if name.endswith("_info") or _is_build(name):
            infos.setdefault(name, []).append(labels)
    for name, labels in sorted(((name, _agreed(each)) for name, each in infos.items()), key=_likeliest):
        if (label := _label(name, labels)) and (name == OF_GO or not _NOT_OURS.match(name)):
            where = {"series": name} if label == "version" else {"series": name, "label": label}
            return {"version": where, **_revision(name, labels)}
    return None


def _revision(name: str, labels: dict[str, str]) -> dict[str, Any]:
    """Return where a series states the revision: by a label of that name, or one of others with a hash."""
    if as_stated(labels.get("revision", "")):
        return {"revision": {"series": name}}
    lower = {label.lower(): label for label in labels}
    named = (lower[each] for each in _REVISIONS if each in lower)
    found = next((label for label in named if _HASH.fullmatch(labels[label])), None)
    return {"revision": {"series": name, "label": found}} if found else {}


def _agreed(samples: list[dict[str, str]]) -> dict[str, str]:
    """Return the labels that have one value on every sample of a series: many versions are those of parts."""
    first, *others = samples
    return {label: said for label, said in first.items() if all(each.get(label) == said for each in others)}


def _is_build(name: str) -> bool:
    return name.endswith(_BUILDS)


def _likeliest(info: tuple[str, dict[str, str]]) -> tuple[bool, bool]:
    return bool(_NOT_OURS.match(info[0])), not _is_build(info[0])


def _label(name: str, labels: dict[str, str]) -> str | None:
    """Return the label of a version: `version`, or one named after the series: `rabbitmq_version`."""
    if name == _OF_RESOURCES:
        return "service_version" if as_stated(labels.get("service_version", "")) else None
    if not _is_build(name) and (_OF_OTHERS.search(name) or RUNTIMES.fullmatch(name)):
        return None
    legal = as_stated if _is_build(name) and not _NOT_OURS.match(name) else NUMBER.fullmatch
    own = f"{name.partition('_')[0]}_version"
    named = (each for each in ("version", "short_version", own) if legal(labels.get(each, "")))
    numbered = (each for each in _LABELS if NUMBER.fullmatch(labels.get(each, "")))
    return next(named, next(numbered, None))


def by_runtime(text: str) -> dict[str, Any] | None:
    """Return the version of what the service runs on, for want of its own; a build's own, unnamed, first."""
    stated = [name for name, labels, _ in samples_of(text) if as_stated(labels.get("version", ""))]
    found = sorted(filter(RUNTIMES.fullmatch, stated), key=lambda name: name != OF_GO)
    return {"version": {"series": found[0]}} if found else None
