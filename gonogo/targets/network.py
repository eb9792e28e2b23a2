"""The network of a run: what the contract and the options name, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gonogo.contract.network import Network as Section
from gonogo.core.secrets import MissingSecretError, Secrets
from gonogo.instruments.probe.extra import own
from gonogo.instruments.tls import tls_context
from gonogo.network import Network, header_problem, proxy_problem, use
from gonogo.options import Options
from gonogo.targets.context import Context


def arrange(context: Context) -> None:
    """Let this process use the run's network; ValueError with one sentence for what is of no use.

    A release that is started here is asked on loopback, with the extra headers and nothing else.
    """
    options, section = context.options, context.contract.network or Section()
    live = options.target.startswith(("http://", "https://"))
    stated = section if live else Section(headers=section.headers)
    network = resolved(stated, options, context.secrets)
    use(network if live else Network(headers=network.headers))
    for url in (options.target, *options.replicas) if live else ():
        own(url)


def resolved(section: Section, options: Options, secrets: Secrets) -> Network:
    """Return the settings, an option before the contract's; ValueError."""
    folder = options.contract.parent
    ca = _file("--ca", options.ca) or _file("network.ca", _below(folder, section.ca))
    certificate, key = _own(section, options)
    network = Network(ca, certificate, key, _proxy(section, options, secrets))
    if ca:
        _readable("--ca" if options.ca else "network.ca", Network(ca))
    if certificate:
        _readable("--client-cert" if options.client_certificate else "network.client_certificate", network)
    return Network(ca, certificate, key, network.proxy, _headers(section, options, secrets))


def _below(folder: Path, named: str | None) -> Path | None:
    return folder / named if named else None


def _file(where: str, path: Path | None) -> str | None:
    if path is not None and not path.is_file():
        raise ValueError(f"{where}: {path} is no file; expected one in PEM")
    return str(path) if path else None


def _own(section: Section, options: Options) -> tuple[str | None, str | None]:
    """Return certificate and key; a certificate by option brings its own key along."""
    folder = options.contract.parent
    certificate = _file("--client-cert", options.client_certificate)
    key = _file("--client-key", options.client_key)
    if certificate is None:
        certificate = _file("network.client_certificate", _below(folder, section.client_certificate))
        key = key or _file("network.client_key", _below(folder, section.client_key))
    if key and certificate is None:
        raise ValueError("--client-key: a key is of no use without its certificate; add --client-cert")
    return certificate, key


def _readable(where: str, network: Network) -> None:
    try:
        tls_context(None, network, known=True)
    except (ValueError, OSError) as wrong:
        raise ValueError(f"{where}: {wrong}") from None


def _proxy(section: Section, options: Options, secrets: Secrets) -> str | None:
    where, named = ("--proxy", options.proxy) if options.proxy else ("network.proxy", section.proxy)
    if named is None:
        return None
    url = _filled(where, named, secrets)
    if problem := proxy_problem(url):
        raise ValueError(f"{where}: {problem}")
    return url


def _headers(section: Section, options: Options, secrets: Secrets) -> tuple[tuple[str, str], ...]:
    """Return the headers by name; one by option replaces that of the contract, whatever its case."""
    found: dict[str, tuple[str, str]] = {}
    for where, name, text in _stated(section, options):
        value = _filled(where, text, secrets)
        if problem := header_problem(name, value):
            raise ValueError(f"{where}: {problem}")
        found[name.lower()] = name, value
    return tuple(found.values())


def _stated(section: Section, options: Options) -> Iterator[tuple[str, str, str]]:
    """Give each header with the place that states it, the contract's first."""
    for name, text in section.headers.items():
        yield f"network.headers.{name}", name, text
    for header in options.headers:
        name, colon, text = header.partition(":")
        if not colon:
            raise ValueError("--header: there is no colon in it; expected 'Name: value'")
        yield "--header", name, text.strip(" \t")


def _filled(where: str, text: str, secrets: Secrets) -> str:
    try:
        return secrets.resolve(text)
    except MissingSecretError as missing:
        said = str(missing).removeprefix("the contract refers to ")
        raise ValueError(f"{where}: it refers to {said}") from None
