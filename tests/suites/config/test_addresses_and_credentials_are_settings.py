import ast
import json
import time
from pathlib import Path

import pytest

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.experiments.data import data_files, literals_of
from gonogo.suites.config.experiments.literals import _literals
from gonogo.suites.config.observations.literals import Literal, Source
from tests.judging import Case, contract

CONTRACT = contract(config={"literals": {"paths": ["shop"], "allowed": ["https://json-schema.org/draft"]}})


def source(text: str = "widgets", name: str = "kind", unread: tuple[str, ...] = ()) -> Source:
    return Source(("shop/store.py",), unread, (Literal("shop/store.py", 7, name, text),))


CASE = Case(
    "config/addresses-and-credentials-are-settings",
    CONTRACT,
    clean=source(),
    broken=source("postgresql://shop:pass-word-1@db.example/shop", "url"),
)


@pytest.mark.parametrize(
    ("text", "name", "observed"),
    [
        ("https://pay.example/v1", "", "a URL: https://pay.example/v1"),
        ("amqp://guest:guest@queue:5672/", "", "a URL: queue:5672/"),
        ("search.internal.example:9200", "", "a host and its port: search.internal.example:9200"),
        ("10.1.2.3", "", "an address: 10.1.2.3"),
        ("hunter2-hunter2", "PASSWORD", "a credential of 15 characters: PASSWORD"),
        ("hunter2-hunter2", "SECRET_KEY", "a credential of 15 characters: SECRET_KEY"),
        ("sk_live_4f9a8b7c6d5e", "X-API-Key", "a credential of 20 characters: X-API-Key"),
        ("Bearer eyJhbGciOiJIUzI1", "Authorization", "a credential of 23 characters: Authorization"),
        ("password", "PASSWORD", "a credential of 8 characters: PASSWORD"),
        ("postgresql://{}:{}@db.example:5432/shop", "", "a URL: db.example:5432/shop"),
        ("sk_live_4f9a8b7c6d5e", "stripe_api_key", "a credential of 20 characters: stripe_api_key"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.AbCd", "API_TOKEN", "a credential of 38 characters: API_TOKEN"),
        ("pässwört-123456", "PASSWORD", "a credential of 15 characters: PASSWORD"),
        ("abcdefghijklmnopqrstuvwxyz" * 7, "SECRET", "a credential of 182 characters: SECRET"),
        ("my-secret-token", "TOKEN", "a credential of 15 characters: TOKEN"),
        ("super_password", "PASSWORD", "a credential of 14 characters: PASSWORD"),
        ("correct_horse_battery", "PASSWORD", "a credential of 21 characters: PASSWORD"),
        ("1.3.2.1", "upstream", "an address: 1.3.2.1"),
    ],
)
def test_such_a_literal_is_named_without_its_secret(text: str, name: str, observed: str) -> None:
    (problem,) = CASE.problems(source(text, name))
    assert (problem.where, problem.observed) == ("shop/store.py:7", observed)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("async+redis://", ""),
        ("https://json-schema.org/draft", ""),
        ("GET /things", ""),
        ("1.2.3", "version"),
        ("an API key", "API_KEY"),
        ("Bearer", "token"),
        ("12:30", ""),
        ("0.0.0.0", "HOST"),  # noqa: S104 - a text of a release, on which nobody listens here
        ("0.0.0.0:50051", ""),
        ("http://0.0.0.0:8000/", ""),
        ("${DB_PASSWORD}", "password"),
        ("%(db_password)s", "password"),
        ("{{ db_password }}", "password"),
        ("<your-password>", "password"),
        ("/var/run/secrets/token", "token"),
        ("refresh_token", "REFRESH_TOKEN"),
        ("Password", "password"),
        ("ext://sys.stdout", "stream"),
        ("otpauth://totp/{}?secret=", ""),
        ("REGISTER_INVALID_PASSWORD", "REGISTER_INVALID_PASSWORD"),
        ("reset_password", "TPL_RESET_PASSWORD"),
        ("next_token", "input_token"),
        ("NextToken", "output_token"),
        ("continuation_token", "page_token"),
        ("shop.accounts.forms.ResetPasswordForm", "reset_password"),
        ("Passwort bestätigen", "confirm_password"),
        ("Bestätigung", "confirm_password"),
        ("password-confirmation:", "confirm_password"),
        ("********", "password"),
        ("<|im_start|>", "bos_token"),
        ("255.255.255.0", "NETMASK"),
        ("1.3.2.1", "engine_version"),
        ("X-API-Key", "API_KEY"),
        ("postgresql://{}:{}@{}:5432/shop", ""),
    ],
)
def test_ordinary_literals_pass(text: str, name: str) -> None:
    assert CASE.problems(source(text, name)) == ()


@pytest.mark.parametrize(
    "line",
    [
        'key = os.environ.get("SHOP_TOKEN", "hunter2")',
        'key = os.getenv("SHOP_TOKEN", "hunter2")',
        'os.environ.setdefault("SHOP_TOKEN", "hunter2")',
        'config["SHOP_TOKEN"] = "hunter2"',
        'connect(SHOP_TOKEN="hunter2")',
        'SHOP_TOKEN: str = "hunter2"',
        'SHOP_TOKEN = os.environ.get("SHOP_TOKEN") or "hunter2"',
        'SHOP_TOKEN = os.environ["X"] if "X" in os.environ else "hunter2"',
        'key = env("SHOP_TOKEN", default="hunter2")',
        'SHOP_TOKEN: str = Field(default="hunter2")',
        'SHOP_TOKEN: SecretStr = SecretStr("hunter2")',
    ],
)
def test_a_literal_is_called_by_what_it_is_a_value_of(line: str) -> None:
    found = {one.text: one.name for one in _literals("shop/store.py", ast.parse(line))}
    assert found["hunter2"] == "SHOP_TOKEN"


@pytest.mark.parametrize(
    "line",
    [
        'token = request.args.get("token") or "hunter2"',
        'token = Column(String, default="hunter2")',
        'token = "hunter2" if anonymous else kept',
    ],
)
def test_what_no_environment_was_asked_for_first_has_no_name(line: str) -> None:
    assert "token" not in {one.name for one in _literals("x.py", ast.parse(line)) if one.text == "hunter2"}


def test_a_formatted_text_is_one_literal() -> None:
    line = 'dsn = f"postgresql://{user}:{word}@db.example:5432/{name}"'
    assert [one.text for one in _literals("x.py", ast.parse(line))] == [
        "postgresql://{}:{}@db.example:5432/{}"
    ]


def test_an_argument_of_something_else_has_no_name() -> None:
    found = {
        one.text: one.name for one in _literals("x.py", ast.parse('re.sub("token", "[redacted]", text)'))
    }
    assert found["[redacted]"] == ""


@pytest.mark.parametrize(
    "line",
    [
        'listener.bind(("127.0.0.1", port))',
        'make_server("127.0.0.1", settings.port, app)',
        'uvicorn.run(app, host="0.0.0.0", port=port)',
        'uvicorn.Config(app, host="127.0.0.1")',
        'server.listen(settings.port, "127.0.0.1")',
        'super().__init__(("127.0.0.1", 0), Handler)',
        'class Server(http.server.ThreadingHTTPServer): ...\nServer(("127.0.0.1", PORT), Handler)',
        'request.remote_addr == "127.0.0.1"',
        'request.client.host in ("127.0.0.1", "::1")',
        'INTERNAL_IPS = ["127.0.0.1"]',
        'trusted_hosts: list[str] = ["127.0.0.1"]',
        'ProxyHeaders(app, trusted_hosts="127.0.0.1")',
        'parser.add_argument("--host", default="127.0.0.1")',
        '@click.option("-H", "--host", default="127.0.0.1")\ndef of(): ...',
        'def serve(host="127.0.0.1"): ...',
        'uvicorn.run(app, host=os.getenv("HOST", "127.0.0.1"))',
        'uvicorn.run(app, host=os.environ.get("HOST") or "127.0.0.1")',
        'avatar: str = Field(examples=["https://cdn.shop.example/avatar.png"])',
        'Config(json_schema_extra={"example": {"password": "sup3rs3cret"}})',
        'spec = {"examples": {"a": {"url": "https://pay.example/v1"}}}',
    ],
)
def test_where_the_release_itself_listens_is_no_other_service(line: str) -> None:
    assert CASE.problems(Source(("x.py",), (), tuple(_literals("x.py", ast.parse(line))))) == ()


@pytest.mark.parametrize(
    ("line", "observed"),
    [
        ('connect(("127.0.0.1", 5432))', "127.0.0.1"),
        ('psycopg.connect(host="127.0.0.1")', "127.0.0.1"),
        ('redis.Config(host="127.0.0.1")', "127.0.0.1"),
        ('HOST = "127.0.0.1"', "127.0.0.1"),
        ('uvicorn.run(app, host="10.1.2.3")', "10.1.2.3"),
        ('connect("127.0.0.1", False)', "127.0.0.1"),
        ('class Client(Base): ...\nClient(("127.0.0.1", PORT))', "127.0.0.1"),
        ('def connect(host="127.0.0.1"): ...', "127.0.0.1"),
        ('parser.add_argument("--database", default="127.0.0.1")', "127.0.0.1"),
        ('Redis(host="127.0.0.1").ping() == True', "127.0.0.1"),
        ('def main(redis_host="127.0.0.1"): ...', "127.0.0.1"),
        ('connect(os.getenv("HOST", "127.0.0.1"))', "127.0.0.1"),
        ('request.remote_addr == "10.1.2.3"', "10.1.2.3"),
    ],
)
def test_where_it_connects_is_one(line: str, observed: str) -> None:
    (problem,) = CASE.problems(Source(("x.py",), (), tuple(_literals("x.py", ast.parse(line)))))
    assert problem.observed == f"an address: {observed}"


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ('HTTPSConnection("desk.fra2.internal", 8443, timeout=3)', "desk.fra2.internal"),
        ('http.client.HTTPConnection("desk")', "desk"),
        ('smtplib.SMTP("mail.example.org")', "mail.example.org"),
        ('Redis(host="cache", port=6379)', "cache"),
        ('psycopg.connect(dbname="shop", host="db-1")', "db-1"),
        ('socket.create_connection(("collector", 4317))', "collector"),
        ('asyncio.open_connection("desk.internal", port)', "desk.internal"),
        ('grpc.insecure_channel("inventory:50051")', "inventory:50051"),
        ('KafkaConsumer("orders", bootstrap_servers="kafka:9092")', "kafka:9092"),
        ('KafkaProducer(bootstrap_servers=["kafka:9092"])', "kafka:9092"),
        ('Elasticsearch(["search:9200"])', "search:9200"),
        ('pika.ConnectionParameters(host="rabbitmq")', "rabbitmq"),
    ],
)
def test_a_host_that_a_client_is_given_is_one_without_its_port(line: str, host: str) -> None:
    (problem,) = CASE.problems(Source(("x.py",), (), tuple(_literals("x.py", ast.parse(line)))))
    assert problem.observed == f"a host: {host}"


@pytest.mark.parametrize(
    "line",
    [
        'HTTPConnection("localhost", settings.port)',
        'signal.connect("user_logged_in")',
        'Client("shop")',
        'connect(settings.dsn, application_name="shop")',
        'Redis(settings.host, db="0")',
        'uvicorn.run(app, host="::")',
        'KafkaConsumer("orders")',
        "KafkaProducer(bootstrap_servers=settings.brokers)",
        'server.add_insecure_port("0.0.0.0:50051")',
        'url = f"https://{host}/v1"',
    ],
)
def test_what_is_no_host_of_another_service_is_let_pass(line: str) -> None:
    assert CASE.problems(Source(("x.py",), (), tuple(_literals("x.py", ast.parse(line))))) == ()


def test_a_file_that_does_not_parse_is_refused() -> None:
    (problem,) = CASE.problems(source(unread=("shop/odd.py",)))
    assert problem.where == "shop/odd.py"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.json", '{"mirrors": [{"feed": "http://10.1.2.3:80/"}]}', [("feed", "http://10.1.2.3:80/")]),
        ("a.yaml", "db:\n  url: mysql://db/x\n---\nn: 3\n", [("url", "mysql://db/x")]),
        ("a.toml", 'key = "v"\n[x]\ny = ["z"]\n', [("key", "v"), ("y", "z")]),
        ("a.ini", "[db]\n# a = b\npassword = hunter2-hunter2\n", [("password", "hunter2-hunter2")]),
        (".env", 'TOKEN="abc"\n', [("TOKEN", "abc")]),
        ("a.json", '{"$schema": "https://x.example/", "homepage": "https://y.example/"}', []),
        ("a.yaml", "url: {{ address }}\n- [", []),
    ],
)
def test_texts_of_data_files_are_literals(
    tmp_path: Path, name: str, text: str, found: list[tuple[str, str]]
) -> None:
    (tmp_path / name).write_text(text)
    (path,) = data_files(own_files([tmp_path]))
    assert [(literal.name, literal.text) for literal in literals_of(name, path)] == found


def test_files_of_tools_are_not_looked_into(tmp_path: Path) -> None:
    for name in ("package.json", "poetry.lock.toml", "style.css", "openapi.yaml"):
        (tmp_path / name).write_text("{}")
    assert data_files(own_files([tmp_path])) == []


def test_a_long_file_is_read_at_once_and_each_text_has_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "cities.json"
    path.write_text(
        json.dumps([{"name": f"city {n}", "url": "https://a.example"} for n in range(20_000)], indent=1)
    )
    began = time.process_time()
    found = list(literals_of("cities.json", path))
    assert time.process_time() - began < 3.0
    assert [one.line for one in found[:5]] == [3, 4, 7, 8, 11]
    assert len(found) == 40_000
