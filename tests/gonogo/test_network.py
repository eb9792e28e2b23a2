"""Requests go through what stands between us and a target, and where the environment says something else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gonogo.cli.main import main
from gonogo.contract.errors import ContractError
from gonogo.contract.load import load_contract
from gonogo.instruments.probe import extra
from gonogo.instruments.probe.ask import pooled_session, probe
from gonogo.instruments.probe.extra import own
from gonogo.instruments.probe.scheme import wrong_scheme
from gonogo.instruments.raw import converse
from gonogo.instruments.urls import authority
from gonogo.network import Network, header_problem, ignored, masked, proxy_problem, use
from tests.fixtures.hostile import ok, redirects_to, says, server
from tests.fixtures.network import HEADER, VALUE, Authority, Service, TlsLoopback, forward_proxy
from tests.suites.loopback import Loopback

Seen = list[tuple[str, dict[str, str]]]
LOGIN = "Basic dXNlcjpwYSBzcw=="
VARIABLES = {
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
}


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


def through(private: Authority, proxy: str | None = None, **more: str) -> Network:
    certificate = str(private.file.with_name("client.pem"))
    return Network(str(private.file), certificate, None, proxy, tuple(more.items()))


def opening(url: str) -> bytes:
    return f"GET /live HTTP/1.1\r\nHost: {authority(url)}\r\nConnection: close\r\n\r\n".encode()


def test_a_probe_has_the_ca_the_certificate_and_the_headers(private: Authority) -> None:
    with closed(private) as (url, seen):
        use(Network(headers=((HEADER, VALUE),)))
        unknown = probe(f"{url}/live")
        use(Network(str(private.file)))
        nobody = probe(f"{url}/live")
        use(through(private, **{HEADER: VALUE}))
        answer = probe(f"{url}/live")
    assert (unknown.error, nobody.error in ("tls", "reset")) == ("tls", True)
    assert "--ca" in unknown.detail
    assert answer.status == 200
    assert seen == [("/live", seen[0][1])]
    assert seen[0][1][HEADER.lower()] == VALUE


def test_a_server_that_wants_a_certificate_is_named_with_the_option(private: Authority) -> None:
    with closed(private) as (url, _):
        use(Network(str(private.file)))
        said = {(answer := probe(f"{url}/live")).error: answer.detail for _ in range(5)}
    assert "--client-cert" in said.get("tls", "")


@pytest.mark.parametrize("pooled", [False, True])
def test_a_probe_goes_through_the_proxy(private: Authority, pooled: bool) -> None:
    with (
        closed(private) as (secure, _),
        Loopback(Service, seen=(seen := Seen())) as plain,
        forward_proxy(LOGIN) as proxy,
        pooled_session() as session,
    ):
        named = proxy.url.replace("://", "://user:pa%20ss@")
        use(through(private, named))
        for url in (secure, plain.url):
            answer = probe(f"{url}/live", session=session if pooled else None)
            assert (answer.status, answer.error) == (200, None)
    assert proxy.lines[0].startswith(f"CONNECT {authority(secure)} HTTP/1.")
    assert proxy.lines[1:] == [f"GET {plain.url}/live HTTP/1.1"]
    assert proxy.logins == [LOGIN] * 2
    assert "proxy-authorization" not in seen[0][1]


def test_a_proxy_that_refuses_is_no_answer_of_the_target(private: Authority) -> None:
    with closed(private) as (secure, _), server(says(ok(b"x"))) as plain, forward_proxy(LOGIN) as proxy:
        use(through(private, proxy.url))
        answers = [probe(url) for url in (secure, plain)]
        said = converse(plain, opening(plain), b"")
    assert [answer.error for answer in answers] == ["refused"] * 2
    assert all("407" in answer.detail for answer in answers)
    assert "407" in said.error


def test_a_407_that_comes_through_a_tunnel_is_the_targets_own(private: Authority) -> None:
    with closed(private) as (secure, _), forward_proxy() as proxy:
        use(through(private, proxy.url))
        answer = probe(f"{secure}/asks")
    assert (answer.status, answer.error) == (407, None)


def test_a_proxy_that_is_not_there_is_named_without_its_password(private: Authority) -> None:
    use(Network(proxy="http://user:secret-pw@127.0.0.1:9"))
    detail = probe("http://127.0.0.1:8/").detail
    assert "through the proxy http://127.0.0.1:9" in detail
    assert "secret-pw" not in detail


def test_bytes_of_our_own_go_the_same_way(private: Authority) -> None:
    with closed(private) as (secure, _), Loopback(Service, seen=[]) as plain, forward_proxy() as proxy:
        assert "--ca" in converse(secure, opening(secure), b"").error
        use(through(private))
        assert converse(secure, opening(secure), b"").statuses == (200,)
        use(through(private, proxy.url))
        assert [converse(url, opening(url), b"").statuses for url in (secure, plain.url)] == [(200,)] * 2
        assert wrong_scheme(probe(secure.replace("https", "http"))) != ""
    assert proxy.lines[0] == f"CONNECT {authority(secure)} HTTP/1.1"
    assert proxy.lines[1] == f"CONNECT {authority(plain.url)} HTTP/1.1"


def test_what_a_request_sets_itself_stays(private: Authority) -> None:
    with Loopback(Service, seen=(seen := Seen())) as service:
        own(service.url)
        use(Network(headers=(("authorization", "Bearer extra"), ("User-Agent", "extra"), ("X-Tenant", "t"))))
        probe(service.url, headers={"Authorization": "Bearer own", "x-tenant": "own"})
        probe(service.url.replace("://", "://a:b@"))
    assert [headers["authorization"] for _, headers in seen] == ["Bearer own", "Basic YTpi"]
    assert [headers["x-tenant"] for _, headers in seen] == ["own", "t"]
    assert {headers["user-agent"] for _, headers in seen} == {"extra"}


def test_no_other_origin_gets_a_header_or_our_certificate(private: Authority) -> None:
    with (
        Loopback(Service, seen=(seen := Seen())) as foreign,
        server(redirects_to(f"{foreign.url}/live", 307)) as here,
        closed(private) as (secure, _),
    ):
        own(here)
        use(through(private, **{HEADER: VALUE, "User-Agent": VALUE}))
        probe(here, follow=True)
        probe(f"{foreign.url}/live")
        extra._OWN.clear()
        assert probe(f"{secure}/live").status is None
    assert len(seen) == 2
    assert VALUE not in str(seen)


def test_a_redirect_to_a_replica_keeps_the_headers() -> None:
    with (
        Loopback(Service, seen=(seen := Seen())) as replica,
        server(redirects_to(f"{replica.url}/live", 307)) as here,
    ):
        own(here)
        own(replica.url)
        use(Network(headers=((HEADER, VALUE),)))
        probe(here, follow=True)
    assert seen[0][1][HEADER.lower()] == VALUE


def test_the_environment_changes_nothing(private: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE"}
    for name, value in (VARIABLES | dict.fromkeys(files, str(private.file))).items():
        monkeypatch.setenv(name, value)
    seen: Seen = []
    with closed(private) as (secure, _), Loopback(Service, seen=seen) as plain:
        assert probe(f"{plain.url}/live").status == 200
        assert converse(plain.url, opening(plain.url), b"").statuses == (200,)
        assert "--ca" in probe(secure).detail
        assert converse(secure, opening(secure), b"").error.startswith("SSLCertVerificationError")


def test_what_of_the_environment_is_ignored_is_said_with_the_option() -> None:
    found = {"HTTPS_PROXY": "http://u:pw@p:1", "SSL_CERT_FILE": "/x", "PATH": "/bin", "http_proxy": ""}
    said = ignored(found, "https://shop.example")
    assert said.startswith("HTTPS_PROXY, SSL_CERT_FILE are set and ignored")
    assert "--ca and --proxy" in said
    assert "pw" not in said
    assert ignored({"PATH": "/bin", "NO_PROXY": "x"}, "https://shop.example") == ""
    assert ignored(found, "HTTP://shop.example").startswith(
        "HTTPS_PROXY is set and ignored: name it with --proxy"
    )
    assert ignored({"SSL_CERT_DIR": "/x"}, "http://127.0.0.1:8000") == ""


def test_the_command_looks_through_the_same_network(
    private: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    client, header = private.file.with_name("client.pem"), f"--header={HEADER}: {VALUE}"
    with closed(private) as (url, seen), Loopback(Service, seen=seen) as plain:
        assert main(["lint-metrics", f"{url}/live", f"--ca={private.file}", f"--client-cert={client}"]) == 1
        assert main(["lint-metrics", url]) == 4
        assert main(["init", url, f"--out={tmp_path}/b.yaml"]) == 1
        assert capsys.readouterr().err.count("--ca") == 2
        assert main(["init", plain.url, f"--out={tmp_path}/a.yaml", header]) == 0
    said = capsys.readouterr()
    assert said.err == "gonogo: HTTPS_PROXY is set and ignored: name it with --proxy, or in the contract\n"
    assert VALUE not in said.out + (tmp_path / "a.yaml").read_text()
    assert f"--header={HEADER}: …" in said.out
    assert all(headers[HEADER.lower()] == VALUE for _, headers in seen[1:])
    assert main(["lint-metrics", url, "--header=nonsense"]) == 4
    with pytest.raises(SystemExit, match="4"):
        main(["init", url, f"--out={tmp_path}/c.yaml", "--header=nonsense"])


def test_a_contract_is_told_what_is_wrong_with_its_network(tmp_path: Path) -> None:
    wrong = {
        "client_key": "k.pem",
        "proxy": "http://u:secret@p",
        "headers": {"Host": "x", "A": "secret\nB: c"},
    }
    file = tmp_path / "gonogo.yaml"
    file.write_text(json.dumps({"service": "x", "network": wrong}))
    with pytest.raises(ContractError) as refused:
        load_contract(file)
    said = str(refused.value)
    assert "network.headers.Host: Host belongs to each request" in said
    assert "network.headers.A: the value of A is not one line" in said
    assert " is no proxy; expected" in said
    assert "network.client_key: a key without `client_certificate`" in said
    assert "secret" not in said


def test_a_command_line_is_told_without_values() -> None:
    words = ["--header", "X-A: secret", "--header=X-B: secret", "--gate=health", "X-A: kept"]
    assert masked(words) == ["--header", "X-A: …", "--header=X-B: …", "--gate=health", "X-A: kept"]


@pytest.mark.parametrize("url", ["http://p:3128", "http://u:p%40@p:3128/", "http://[::1]:3128"])
def test_a_proxy_is_a_host_and_a_port(url: str) -> None:
    assert proxy_problem(url) == ""
    assert proxy_problem(url.replace("http:", "socks5:")) != ""


def test_a_header_is_one_line() -> None:
    assert header_problem("X-Tenant", "a b\t{c}") == ""
    assert header_problem("Proxy-Authorization", "x").endswith("as the proxy")
    assert header_problem("X-Tenant", " ") == "X-Tenant has no value"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("Authorization", "Bearer ", "has a scheme and nothing behind it"),
        ("authorization", "basic", "has a scheme and nothing behind it"),
        ("X-Authorization", " Token\t", "has a scheme and nothing behind it"),
        ("Authorization", 'Token token=""', "has a scheme and nothing behind it"),
        ("Authorization", "ApiKey", "has a scheme and nothing behind it"),
        ("Cookie", "session=", "has a name and no value"),
        ("Authorization", "Bearer k7", ""),
        ("Authorization", "0a1b2c3d", ""),
        ("Authorization", "Basic dXNlcjo=", ""),
        ("Cookie", "a=; b=1", ""),
        ("Cookie", "session=k7==", ""),
        ("X-Plan", "Basic", ""),
    ],
)
def test_a_header_whose_variable_is_unset_is_refused(name: str, value: str, said: str) -> None:
    problem = header_problem(name, value)
    assert said in problem
    assert bool(problem) is bool(said)
    assert "session" not in problem
