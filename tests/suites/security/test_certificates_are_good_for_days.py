"""Certificates: what is refused, what only looks bad, and what nobody can tell, at servers on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from defects.tls_end import Issued, crossed, issued, speaking
from gonogo.core.finding import Outcome
from gonogo.network import Network, use
from gonogo.suites.security.experiments.certificates import look_at_certificates
from gonogo.suites.security.observations.encrypted import Certificates
from gonogo.targets.base import Target
from tests.judging import Case, contract, done
from tests.suites.security.ends import (
    BETWEEN,
    NAME,
    RNG,
    ROOT,
    ending,
    leaf,
    missed,
    shown,
    started,
    target,
)  # fmt: skip

GOOD = ("CN=shop.example", 89.5), ("CN=Someone", 800.0)
CASE = Case(
    "security/certificates-are-good-for-days",
    contract(security={"tls": {"valid_days": 21}}),
    clean=Certificates((shown("", *GOOD),), ()),
    broken=Certificates((shown("certificate has expired"),), ()),
)


def seen(*nodes: list[Issued], folder: Path, **said: object) -> Certificates:
    with ending(folder, *nodes) as port:
        release, made = started(folder, port, **said)
        return done(look_at_certificates, release, made)


def observed(certificates: Certificates) -> list[str]:
    return [problem.observed for problem in CASE.problems(certificates)]


def self_signed() -> Issued:
    return issued(RNG, "the shop", names=[x509.DNSName(NAME)])


def nameless() -> Issued:
    return issued(RNG, NAME, BETWEEN, names=())


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (lambda: [leaf(days=3), BETWEEN], "CN=the shop ends in "),
        (lambda: [leaf(days=-1), BETWEEN], "certificate has expired: for shop.example"),
        (lambda: [leaf(since_days=-1), BETWEEN], "certificate is not yet valid"),
        (lambda: [leaf("other.example"), BETWEEN], "not valid for 'shop.example'"),
        (lambda: [leaf("*.example.shop.example"), BETWEEN], "for *.example.shop.example, by"),
        (lambda: [nameless(), BETWEEN], "for no name, by"),
        (lambda: [leaf()], "and no certificate of its issuer came with it"),
        (lambda: [self_signed()], "self-signed certificate"),
    ],
    ids=["3 days", "expired", "not yet", "name", "wildcard", "common name", "leaf alone", "self-signed"],
)
def test_what_clients_do_not_take_is_refused(
    served: Callable[[], list[Issued]], said: str, tmp_path: Path
) -> None:
    told = observed(seen(served(), folder=tmp_path))
    assert len(told) == 1
    assert said in told[0]


def test_what_stands_in_between_must_not_end_either(tmp_path: Path) -> None:
    between = issued(RNG, "Soon Gone", ROOT, days=5)
    told = observed(seen([leaf(by=between), between], folder=tmp_path))
    assert [text.partition(" ends")[0] for text in told] == ["CN=Soon Gone"]


def test_a_node_behind_a_balancer_that_has_an_old_one_is_seen(tmp_path: Path) -> None:
    told = observed(seen([leaf(), BETWEEN], [leaf(), BETWEEN], [leaf(days=-2), BETWEEN], folder=tmp_path))
    assert [text.partition(":")[0] for text in told] == ["certificate has expired"]


@pytest.mark.parametrize(
    "served",
    [
        lambda: [leaf(), BETWEEN],
        lambda: [leaf(), BETWEEN, ROOT],
        lambda: [leaf(), BETWEEN, crossed(RNG, ROOT)],
    ],
    ids=["chain", "chain with its root", "ended cross-signature"],
)
def test_what_clients_take_is_good(served: Callable[[], list[Issued]], tmp_path: Path) -> None:
    certificates = seen(served(), folder=tmp_path)
    assert observed(certificates) == []
    assert CASE.finding(certificates).outcome is Outcome.PASSED


def test_a_wildcard_is_for_each_name_below(tmp_path: Path) -> None:
    certificates = seen([leaf("*.shop.example"), BETWEEN], folder=tmp_path, names=["eu.shop.example"])
    assert CASE.finding(certificates).outcome is Outcome.PASSED


def test_an_address_stands_in_the_certificate_as_well(tmp_path: Path) -> None:
    address = x509.IPAddress(ip_address("127.0.0.1"))
    served = issued(RNG, "the shop", BETWEEN, names=[address])
    certificates = seen([served, BETWEEN], folder=tmp_path, names=[])
    assert [one.leaf.partition(",")[0] for one in certificates.shown] == ["for 127.0.0.1"]
    assert CASE.finding(certificates).outcome is Outcome.PASSED


def test_six_days_are_good_where_they_are_renewed_each_day() -> None:
    short = Certificates((shown("", ("CN=shop.example", 3.2)),), ())
    daily = contract(security={"tls": {"valid_days": 2}})
    assert Case(CASE.rule_id, daily, CASE.clean, CASE.broken).finding(short).outcome is Outcome.PASSED
    assert len(CASE.problems(short)) == 1


def test_one_kind_of_key_that_was_not_renewed_is_seen(tmp_path: Path) -> None:
    context, old = speaking("1.2", weak=False), tmp_path / "rsa.pem"
    old.write_text(rsa_leaf(days=-4))
    context.load_cert_chain(old)
    with ending(tmp_path, [leaf(), BETWEEN], context=context) as port:
        release, made = started(tmp_path, port)
        problems = CASE.problems(done(look_at_certificates, release, made))
    assert [problem.where.rpartition(", ")[2] for problem in problems] == ["asked for RSA"]


def rsa_leaf(days: int) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    builder = x509.CertificateBuilder(
        issuer_name=ROOT.certificate.subject,
        subject_name=x509.Name([]),
        public_key=key.public_key(),
        serial_number=7,
        not_valid_before=datetime.now(UTC) - timedelta(days=90),
        not_valid_after=datetime.now(UTC) + timedelta(days=days),
    )
    name = x509.SubjectAlternativeName([x509.DNSName(NAME)])
    signed = builder.add_extension(name, critical=True).sign(ROOT.key, hashes.SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return (signed.public_bytes(Encoding.PEM) + secret).decode()


def test_each_kind_of_key_is_told_where_it_differs() -> None:
    certificates = Certificates((shown("", *GOOD), shown("certificate has expired", kind="RSA")), ())
    assert [problem.where for problem in CASE.problems(certificates)] == [
        f"{NAME} at 192.0.2.7, asked for RSA"
    ]


def test_what_does_not_listen_is_passed_over_beside_one_that_does() -> None:
    certificates = Certificates((shown("", *GOOD),), (missed(reached=False),))
    assert CASE.finding(certificates).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "certificates",
    [
        Certificates((), (missed(reached=False),)),
        Certificates((shown("", *GOOD),), (missed(reached=True),)),
        Certificates((shown("", *GOOD),), (missed(reached=False, name="other.example"),)),
    ],
)
def test_what_nobody_saw_is_not_good(certificates: Certificates) -> None:
    finding = CASE.finding(certificates)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "2001:db8::7: OSError: no route to host" in finding.reason


def test_where_nothing_listens_nobody_can_tell(tmp_path: Path) -> None:
    release, made = started(tmp_path, 9)
    finding = CASE.finding(done(look_at_certificates, release, made))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "ConnectionRefusedError" in finding.reason


def test_a_plain_target_is_named_as_one(tmp_path: Path) -> None:
    plain = target(CASE.contract, "http://shop.example", tmp_path, here=False)
    finding = CASE.finding(done(look_at_certificates, plain, CASE.contract))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "plain http URL" in finding.reason


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "network.pem"
    file.write_text(ROOT.pem)
    use(Network(str(file)))
    yield file
    use(Network())


@pytest.mark.usefixtures("private")
def test_a_url_is_asked_with_the_ports_of_its_probes(tmp_path: Path) -> None:
    (tmp_path / "probes").mkdir()
    served = [leaf("localhost"), BETWEEN]
    with (
        ending(tmp_path, served) as port,
        ending(tmp_path / "probes", [leaf("other.example"), BETWEEN]) as other,
    ):
        made = contract(
            security={"tls": {"valid_days": 21}},
            health={"liveness": {"path": f":{other}/live"}},
        )
        live: Target = target(made, f"https://localhost:{port}", tmp_path, here=False)
        problems = CASE.problems(done(look_at_certificates, live, made))
    assert [problem.where for problem in problems] == [f"https://localhost:{other} at 127.0.0.1"]
