"""Literals of source files as strangers write them: which are credentials or addresses, and which are not."""

import ast
from pathlib import Path

import pytest

from gonogo.instruments.own_files import own_files
from gonogo.suites.config.experiments.data import data_files, literals_of
from gonogo.suites.config.experiments.literals import _literals
from gonogo.suites.config.observations.literals import Source
from tests.judging import Case, contract

CASE = Case(
    "config/addresses-and-credentials-are-settings",
    contract(config={"literals": {"paths": ["shop"]}}),
    clean=Source(("x.py",), (), tuple(_literals("x.py", ast.parse('kind = "widgets"')))),
    broken=Source(("x.py",), (), tuple(_literals("x.py", ast.parse('PASSWORD = "hunter2-hunter2"')))),
)
HEADER = "-----BEGIN EC " + "PRIVATE KEY-----"


def observed(source: str) -> list[str]:
    literals = tuple(_literals("x.py", ast.parse(source)))
    return [one.observed for one in CASE.problems(Source(("x.py",), (), literals))]


@pytest.mark.parametrize(
    "line",
    [
        'api_key = "dummyvalue"',
        'OpenAI(api_key="not-needed")',
        'token = "placeholder-token"',
        'class Grant(str, Enum):\n    PASSWORD = "password"\n    ACCESS_TOKEN = "access"',
        'class Kind(models.TextChoices):\n    PASSWORD = "password", "Password"',
        'class Parts:\n    PASSWORD = "password"\n    USERNAME = "username"',
        'subject_token = "urn:ietf:params:oauth:token-type:access_token"',
        'SCOPES = ["https://www.house.example/auth/drive"]',
        'Client(scope="https://graph.house.example/.default")',
        'token = "users:read"',
        'TOKEN = "/api/v1/token/{id}"',
        'reset_password = "accounts/reset-password/<token>/"',
        'password = "accounts/password.html"',
        'TOKEN = "token.pickle"',
        'password = "errors.password.short"',
        'API_KEY = "Ocp-Apim-Subscription"',
        'CSRF_TOKEN = "HTTP_X_CSRFTOKEN"',
        'token = "accessToken"',
        'RELATIONSHIP_TOKEN = "relationship"',
        'BLOCKED = {"169.254.169.254", "127.0.0.1", "10.1.2.3"}',
        'DENIED_HOSTS = frozenset({"10.1.2.3", "https://pay.example"})',
        'where = "http://169.254.169.254/latest/meta-data/"',
        'connect(("192.0.2.1", 80))',
        'where = "198.51.100.7"',
        'where = "https://203.0.113.9:8443/"',
        'group = "224.0.0.251"',
        'FastAPI(description="https://shop.example/about", contact={"url": "https://shop.example/contact"})',
        'FastAPI(license_info={"name": "MIT", "url": "https://shop.example/licence"})',
        'parser.add_argument("--x", help="https://shop.example/manual")',
        'DOCS_URL = "https://shop.example/docs"',
        '__license__ = "https://opensource.org/licenses/MIT"',
        'NS = {"atom": "http://www.w3.org/2005/Atom"}',
        f'head = "{HEADER}"',
        f'head = b"{HEADER}"',
        'MAGIC = b"\\x89PNG\\r\\n"',
        'SESSION_KEY = "_auth_user_id"',
        'first_pass = "letters-first"',
        'jwt.decode(token, "unused-key", options={"verify_signature": False})',
        "jwt.encode(x, settings.key)",
        'auth = ("user", settings.password)',
        'requests.get(url, auth=(settings.token, "x-oauth-basic"))',
        'requests.get(url, auth=(settings.token, "api_token"))',
        'flow.login(request, "callback")',
        'hmac.new(b"WebAppData", token, "sha256")',
        'def parse(token):\n    return token == "interface"',
        'def of(password):\n    if password == "changeme": raise ValueError',
        'def of(request):\n    return request.form["password"] == ""',
        'def of(field):\n    return field.type == "password"',
        'def of(self):\n    return self.token == "4f9a8b7c"',
        'dsn = f"host={host} dbname={name} password={word}"',
        'dsn = "host=%s user=%s password=%s"',
        'dsn = "dbname=shop user=shop"',
        'dsn = "Server=localhost;Database=shop;Password=${WORD}"',
        'dsn = "jdbc:h2:mem:shop"',
        'DATABASES = {"default": {"ENGINE": "x", "HOST": "localhost", "NAME": "shop"}}',
        'DATABASES = {"default": {"ENGINE": "x", "HOST": os.environ["H"], "NAME": "shop"}}',
        'CACHES = {"default": {"BACKEND": "x.LocMemCache", "LOCATION": "unique-snowflake"}}',
    ],
)
def test_what_has_a_name_or_reaches_nobody_passes(line: str) -> None:
    assert observed(line) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('secret = "dummyvalue"', "a credential of 10 characters: secret"),
        ('api_key = "dummy4f9a8b7c6d5e"', "a credential of 17 characters: api_key"),
        (
            'class Keys(Enum):\n    API_KEY = "sk_live_4f9a8b7c"',
            "a credential of 16 characters: API_KEY",
        ),
        ('UPSTREAM = ["10.1.2.3"]', "an address: 10.1.2.3"),
        ('link = "https://shop.example/v1"', "a URL: https://shop.example/v1"),
        (f'x = """{HEADER}\nMHcCAQEEIDx4f9a8b7c6d5e4f\n"""', "a private key: x"),
        (f'sign(b"{HEADER}\\nMHcCAQEEIDx4f9a8b7c6d5e4f")', "a private key"),
        ('SECRET_KEY = b"4f9a8b7c6d5e"', "a credential of 12 characters: SECRET_KEY"),
        ('SECRET_KEY = "4f9a8b7c6d5e".encode()', "a credential of 12 characters: SECRET_KEY"),
        (
            'HMAC_KEY = b"\\xf1\\x88\\xf1\\x88\\xf1\\x88\\xf1\\x88\\xf1\\x88\\xf1\\x88\\xf1\\x88\\xf1\\x88"',
            "a credential of 32 characters: HMAC_KEY",
        ),
        ('DB_PASS = "hunter2-hunter2"', "a credential of 15 characters: DB_PASS"),
        ('ENCRYPTION_KEY = "hunter2-hunter2"', "a credential of 15 characters: ENCRYPTION_KEY"),
        ('dbPassword = "hunter2-hunter2"', "a credential of 15 characters: dbPassword"),
        ('stripeApiKey = "sk_live_4f9a8b7c"', "a credential of 16 characters: stripeApiKey"),
        ('APP_KEY = "base64:4f9a8b7c6d5e"', "a credential of 19 characters: APP_KEY"),
        ('jwt.encode(x, "hunter2", algorithm="HS256")', "a credential of 7 characters: signing_key"),
        ('jose.jwt.decode(x, key="hunter2")', "a credential of 7 characters: signing_key"),
        ('jwt.encode(x, "dummyvalue")', "a credential of 10 characters: signing_key"),
        ('requests.get(url, auth=("u", "p"))', "a credential of 1 characters: password"),
        ('session.auth = ("ci", "hunter2")', "a credential of 7 characters: password"),
        ('HTTPBasicAuth(settings.user, "hunter2")', "a credential of 7 characters: password"),
        ('requests.get(url, auth=("sk_live_4f9a8b7c", ""))', "a credential of 16 characters: auth_key"),
        ('smtp.login("u", "p")', "a credential of 1 characters: password"),
        ('self.smtp.login(settings.user, "hunter2")', "a credential of 7 characters: password"),
        ('Fernet(b"4f9a8b7c")', "a credential of 8 characters: signing_key"),
        ('hmac.new(b"4f9a8b7c", body, "sha256")', "a credential of 8 characters: signing_key"),
        ('hmac.compare_digest(token, "hunter2")', "a credential of 7 characters: token"),
        (
            'def of(request):\n    return request.form["password"] == "hunter2"',
            "a credential of 7 characters: password",
        ),
        (
            'async def of(x_token: str = Header()):\n    if x_token != "fake-super-token": raise E',
            "a credential of 16 characters: x_token",
        ),
        (
            'def of(r):\n    password = request.json.get("word")\n    if password == "hunter2": return 1',
            "a credential of 7 characters: password",
        ),
        (
            'def of(request):\n    return request.headers.get("X-API-Key") == "4f9a-8b7c"',
            "a credential of 9 characters: X-API-Key",
        ),
        ('dsn = "host=localhost user=shop password=hunter2"', "a password to connect with: dsn"),
        ('dsn = "host=db user=shop password=hunter2"', "a host: db"),
        ('dsn = "Server=localhost;Database=shop;Uid=sa;Pwd=hunter2"', "a password to connect with: dsn"),
        ('dsn = "Server=tcp:db.house,1433;Database=shop;"', "a host: db.house"),
        ('dsn = "jdbc:mysql://db/shop?user=a&password=hunter2"', "a URL: jdbc:mysql://db/shop"),
        ('dsn = "jdbc:oracle:thin:shop/hunter2@db:1521:x"', "a URL: db:1521:x"),
        ('DATABASES = {"default": {"ENGINE": "x", "HOST": "db.house"}}', "a host: db.house"),
        ('connect(**{"host": "db-1", "user": "shop", "database": "shop"})', "a host: db-1"),
        ('CACHES = {"default": {"BACKEND": "x", "LOCATION": "cache:11211"}}', "a host: cache:11211"),
    ],
)
def test_what_is_one_by_its_place_name_or_form_is_named_without_itself(line: str, said: str) -> None:
    assert observed(line) == [said]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (".env.production", [("TOKEN", "4f9a8b7c")]),
        (".env.local", [("TOKEN", "4f9a8b7c")]),
        (".env.example", []),
        (".env.production.sample", []),
        (".env.test", []),
        (".environment", []),
    ],
)
def test_variables_of_an_environment_are_data(
    tmp_path: Path, name: str, found: list[tuple[str, str]]
) -> None:
    (tmp_path / name).write_text("# of the shop\nexport TOKEN='4f9a8b7c'\n")
    files = data_files(own_files([tmp_path]))
    assert [(one.name, one.text) for path in files for one in literals_of(name, path)] == found
