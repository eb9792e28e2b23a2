"""The network of a run is what contract and options name, and what is of no use is refused at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.core.secrets import Secrets
from gonogo.instruments.probe import extra
from gonogo.instruments.probe.extra import own
from gonogo.network import Network, current, use
from gonogo.options import Options
from gonogo.targets.base import TargetError
from gonogo.targets.choose import Context, choose
from gonogo.targets.identity.prove import identify
from tests.fixtures.network import HEADER, VALUE, Authority, TlsLoopback
from tests.judging import contract

Seen = list[tuple[str, dict[str, str]]]


@pytest.fixture(autouse=True)
def _open_again() -> Iterator[None]:
    """Leave the process as it was."""
    yield
    use(Network())
    extra._OWN.clear()


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    made = Authority(tmp_path_factory.mktemp("ca"))
    made.gives("client")
    return made


@contextmanager
def closed(private: Authority) -> Iterator[tuple[str, Seen]]:
    """Open a service that wants a client certificate; yield its URL and what it was asked."""
    seen: Seen = []
    with TlsLoopback(private, seen) as service:
        yield own(service.url), seen


def chosen(folder: Path, target: str, options: dict[str, object], **sections: object) -> Context:
    made = contract(
        identity={"path": "/version", "version": "version", "nonce_header": "X-Request-ID"}, **sections
    )
    asked = Options(target, folder / "gonogo.yaml", (), None, (), False, folder, **options)  # type: ignore[arg-type]
    return Context("run", folder, asked, made, Secrets())


def test_identity_is_read_with_the_contract_s_network(
    private: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BYPASS", VALUE)
    folder = private.file.parent
    network = {"ca": "ca.pem", "client_certificate": "client.crt", "client_key": "client.key"}
    headers = {"headers": {HEADER: "Bearer ${BYPASS}", "x-tenant": "contract"}}
    options: dict[str, object] = {"headers": ("X-Tenant: option",)}
    with closed(private) as (url, seen):
        target = choose(chosen(folder, url, options, network=network | headers))
        target.attach(target.start())
        assert identify(target, None)["version"] == "1.2.3"
        bare = choose(chosen(folder, url, {}))
        bare.attach(bare.start())
        with pytest.raises(TargetError, match=r"could not be read.*--ca"):
            identify(bare, None)
    assert seen[0][1][HEADER.lower()] == f"Bearer {VALUE}"
    assert seen[0][1]["x-tenant"] == "option"


def test_a_release_that_is_started_here_gets_the_headers_alone(private: Authority) -> None:
    local = {"local": {"command": ["x"]}}
    network = {"ca": "nowhere.pem", "proxy": "http://127.0.0.1:9", "headers": {HEADER: VALUE}}
    choose(chosen(private.file.parent, "local", {}, network=network, deployment=local))
    assert current() == Network(headers=((HEADER, VALUE),))


BAD: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({"ca": Path("/nowhere/ca.pem")}, {}, "--ca: /nowhere/ca.pem is no file"),
    ({}, {"ca": "no.pem"}, "network.ca: .*no.pem is no file"),
    ({"client_key": Path("/nowhere/k.pem")}, {}, "--client-key: /nowhere/k.pem is no file"),
    ({"proxy": "proxy:3128"}, {}, "--proxy: proxy:3128 is no proxy; expected http://host:port"),
    ({"proxy": "http://p:99999"}, {}, "--proxy: http://p:99999 is no proxy; expected http://host:port"),
    ({"proxy": "http://u:secret@x"}, {}, "--proxy: http://x is no proxy"),
    ({"headers": ("X-Tenant",)}, {}, "--header: there is no colon"),
    ({"headers": ("X-Tenant: a\nB: c",)}, {}, "--header: the value of X-Tenant is not one line"),
    ({"headers": ("X Tenant: a",)}, {}, "--header: 'X Tenant' is no name"),
    ({"headers": ("Host: x",)}, {}, "--header: Host belongs to each request"),
    ({}, {"proxy": "http://u:${NOT_SET_ANYWHERE}@p:1"}, "network.proxy: .*NOT_SET_ANYWHERE"),
]


@pytest.mark.parametrize(("options", "network", "said"), BAD)
def test_what_is_of_no_use_is_one_sentence(
    tmp_path: Path, options: dict[str, object], network: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=f"^{said}") as refused:
        choose(chosen(tmp_path, "https://127.0.0.1:9", options, network=network))
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("certificate", "key", "said"),
    [
        ("empty", None, "no certificate with its key; PEM expected"),
        ("client.crt", None, "no certificate with its key"),
        ("client.crt", "server.key", "does not fit"),
    ],
)
def test_a_certificate_without_its_key_is_refused(
    private: Authority, certificate: str, key: str | None, said: str
) -> None:
    folder = private.file.parent
    private.gives("server")
    (folder / "empty").write_text("no PEM")
    options = {"client_certificate": folder / certificate, "client_key": folder / key if key else None}
    with pytest.raises(ValueError, match=f"^--client-cert: .*{said}"):
        choose(chosen(folder, "https://127.0.0.1:9", dict(options)))
    with pytest.raises(ValueError, match=r"^--ca: .*no readable CA"):
        choose(chosen(folder, "https://127.0.0.1:9", {"ca": folder / "empty"}))
