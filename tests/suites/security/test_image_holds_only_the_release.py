from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.image import ImageRead, Unshipped
from gonogo.suites.security.shipping import is_read, secrets_told, unshipped
from tests.judging import Case, contract

DEPLOYMENT = {"compose": {"service": "shop", "port": 80, "entry_service": "shop", "entry_port": 80}}
CONTRACT = contract(containers={"image": {}}, deployment=DEPLOYMENT)
CLEAN = ImageRead("shop:1.4", (1500, 0, 500))
ENV = Unshipped("/srv/shop/.env", "settings of an environment", 4, kept=True)
CASE = Case(
    "security/image-holds-only-the-release", CONTRACT, clean=CLEAN, broken=replace(CLEAN, unshipped=(ENV,))
)
KEY = b"-----BEGIN EC " + b"PRIVATE KEY-----\nMHc\n"
JKS_WITH_A_KEY = b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1\0\0\0\1"

STATED = [
    ("etc/apt/auth.conf.d/90house.conf", b"machine deb.house login ci password hunter2\n"),
    ("etc/apt/auth.conf", b"# house\nmachine deb.house\nlogin ci\npassword hunter2\n"),
    ("etc/apt/sources.list.d/house.list", b"deb https://ci:hunter2@deb.house stable main\n"),
    ("etc/apk/repositories", b"https://ci:hunter2@apk.house/v3\n"),
    ("etc/yum.repos.d/house.repo", b"[house]\nusername=ci\npassword=hunter2\n"),
    ("root/.m2/settings.xml", b"<server><id>h</id><password>hunter2</password></server>"),
    ("root/.cargo/credentials.toml", b'[registry]\ntoken = "cio1234"\n'),
    ("usr/local/bundle/.bundle/config", b'---\nBUNDLE_GEMS__HOUSE__COM: "ci:hunter2"\n'),
    ("home/app/.config/composer/auth.json", b'{"http-basic": {"h": {"username": "a", "password": "b1"}}}'),
    ("srv/shop/nuget.config", b'<add key="ClearTextPassword" value="hunter2" />'),
    ("root/.gradle/gradle.properties", b"artifactoryPassword=hunter2\n"),
    ("root/.config/gh/hosts.yml", b"github.com:\n    oauth_token: gho_1234\n"),
    ("root/.terraformrc", b'credentials "app.terraform.io" {\n  token = "abc.atlasv1"\n}\n'),
]
LOGINS_OF_TOOLS = [
    ("root/.gitconfig", b'[url "https://ci:ghp_4f9a8b7c@github.com/"]\n\tinsteadOf = https://github.com/\n'),
    ("root/.gitconfig", b"[http]\n\textraheader = AUTHORIZATION: basic eDp5\n"),
    ("root/.gitconfig", b'[url "https://ghp_4f9a8b7c6d5e4f9a8b7c@github.com/"]\n'),
    ("srv/shop/.yarnrc.yml", b'npmRegistries:\n  "//npm.house":\n    npmAuthToken: "4f9a-8b7c"\n'),
    ("srv/shop/.yarnrc.yml", b"npmAuthIdent: ci:hunter2\n"),
    ("srv/shop/.yarnrc", b'"//npm.house/:_authToken" 4f9a8b7c\n'),
    ("root/.gem/credentials", b"---\n:rubygems_api_key: rubygems_4f9a8b7c\n"),
    ("root/.local/share/gem/credentials", b"---\nhouse: 4f9a8b7c\n:github_key: Bearer 4f9a\n"),
    ("srv/shop/auth.json", b'{"http-basic": {"repo.house": {"username": "ci", "password": "hunter2"}}}'),
    ("srv/shop/auth.json", b'{"github-oauth": {"github.com": "ghp_4f9a8b7c"}}'),
    ("root/.composer/auth.json", b'{"gitlab-token": {"g.house": {"username": "ci", "token": "4f9a"}}}'),
    ("srv/shop/uv.toml", b'[[index]]\nurl = "https://ci:hunter2@pypi.house/simple"\n'),
    ("srv/shop/pyproject.toml", b'[[tool.uv.index]]\nurl = "https://ci:hunter2@pypi.house/simple"\n'),
    ("srv/shop/requirements-prod.txt", b"--extra-index-url https://ci:hunter2@pypi.house/simple\nflask\n"),
    ("srv/shop/requirements.txt", b"x @ git+https://ghp_4f9a8b7c6d5e4f9a8b7c@github.com/house/x\n"),
]
SAID_ELSEWHERE = [
    ("root/.gitconfig", b"[user]\n\tname = Ci\n\temail = ci@shop.example\n[credential]\n\thelper = store\n"),
    ("root/.gitconfig", b'[url "https://${TOKEN}@github.com/"]\n[safe]\n\tdirectory = *\n'),
    ("srv/shop/.yarnrc.yml", b'nodeLinker: node-modules\nnpmAuthToken: "${NPM_TOKEN:-}"\n'),
    ("srv/shop/.yarnrc", b'registry "https://registry.yarnpkg.com"\n"//npm.house/:_authToken" ${TOKEN}\n'),
    ("root/.gem/credentials", b"---\n:rubygems_api_key: $GEM_KEY\n"),
    ("srv/shop/auth.json", b'{"http-basic": {"repo.house": {"username": "", "password": ""}}}'),
    ("srv/shop/auth.json", b'{"github-oauth": {"github.com": "%env(TOKEN)%"}}'),
    ("srv/shop/locales/de/auth.json", b'{"token": "Zeichen", "password": "Kennwort"}'),
    ("srv/shop/pyproject.toml", b'[tool.shop]\ndatabase = "postgresql://test:test@localhost/test"\n'),
    ("srv/shop/requirements.txt", b"--index-url https://${USER}:${PASSWORD}@pypi.house/simple\n"),
    ("srv/shop/requirements.txt", b"# as https://user:password@pypi.house/simple\nflask==3.0\n"),
    ("srv/shop/requirements.txt", b"x @ git+ssh://git@github.com/house/x\n"),
    ("etc/apt/auth.conf.d/90house.conf", b"# machine deb.house login ci password hunter2\n"),
    ("etc/apt/sources.list.d/debian.sources", b"URIs: http://deb.debian.org/debian\nSigned-By: /x.gpg\n"),
    ("etc/apt/apt.conf.d/01autoremove", b'APT { NeverAutoRemove { "^linux-.*"; }; };\n'),
    ("etc/apk/repositories", b"https://dl-cdn.alpinelinux.org/alpine/v3.20/main\n"),
    ("etc/yum.repos.d/centos.repo", b"[base]\ngpgcheck=1\n#password=\npassword=\n"),
    ("root/.m2/settings.xml", b"<server><password>${env.REPO_PASSWORD}</password></server>"),
    ("root/.m2/settings.xml", b"<password>{COQLCE6DU6GtcS5P=}</password>\n"),
    (
        "usr/local/bundle/.bundle/config",
        b'BUNDLE_PATH: "vendor/bundle"\nBUNDLE_BUILD__NOKOGIRI: "--use-system"\n',
    ),
    ("usr/local/bundle/.bundle/config", b'BUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG/: "https://gems.house"\n'),
    ("srv/shop/nuget.config", b'<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />'),
    ("srv/shop/gradle.properties", b"org.gradle.jvmargs=-Xmx2g\nssl.trustStorePassword=changeit\n"),
    ("srv/shop/locales/en/auth.json", b'{"password": "The password is wrong."}'),
]


def test_what_does_not_belong_there_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("/srv/shop/.env in shop:1.4", "settings of an environment")


def test_what_a_later_layer_takes_away_is_there_all_the_same() -> None:
    key = Unshipped("/tmp/id_rsa", "a private key", 2, kept=False)
    (problem,) = CASE.problems(replace(CLEAN, unshipped=(key,)))
    assert problem.observed == "a private key, in layer 3; a later one takes it away"


def test_a_secret_with_a_value_is_named_and_its_value_is_not() -> None:
    (problem,) = CASE.problems(replace(CLEAN, told=(("NPM_TOKEN", "its history"),)))
    assert (problem.where, problem.observed) == ("its history of shop:1.4", "NPM_TOKEN has a value")


@pytest.mark.parametrize("allowed", ["/srv/shop/.env", "/srv/shop", "/srv/shop/"])
def test_what_is_meant_to_ship_may(allowed: str) -> None:
    made = contract(containers={"image": {"allowed": [allowed]}}, deployment=DEPLOYMENT)
    assert replace(CASE, contract=made).finding(CASE.broken).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("path", "head", "place"),
    [
        ("srv/shop/.git/HEAD", b"", "srv/shop/.git"),
        ("srv/shop/sub/.hg/store", b"", "srv/shop/sub/.hg"),
        ("srv/shop/.env", b"A=1\n", "srv/shop/.env"),
        ("srv/shop/.env.production", b"# x\nexport A = 1\n", "srv/shop/.env.production"),
        ("srv/shop/.env", b"# nothing\nA=\n", ""),
        ("srv/shop/.env.example", b"A=1\n", ""),
        ("srv/shop/.env.production.sample", b"A=1\n", ""),
        ("srv/shop/.environment", b"A=1\n", ""),
        ("root/.ssh/id_ed25519", KEY, "root/.ssh/id_ed25519"),
        ("srv/shop/tls.key", KEY, "srv/shop/tls.key"),
        ("srv/shop/ca.pem", b"-----BEGIN CERTIFICATE-----", ""),
        ("etc/ssl/certs/ca.pem", b"-----BEGIN CERTIFICATE-----", ""),
        ("srv/shop/client.p12", b"", "srv/shop/client.p12"),
        ("root/.netrc", b"", "root/.netrc"),
        ("root/.docker/config.json", b"{}", "root/.docker/config.json"),
        ("root/.npmrc", b"//registry/:_authToken=abc", "root/.npmrc"),
        ("root/.npmrc", b"//registry/:_authToken=${TOKEN}", ""),
        ("root/.npmrc", b"fund=false", ""),
        ("etc/pip.conf", b"index-url = https://me:pw@host/simple", "etc/pip.conf"),
        *((path, head, path) for path, head in STATED),
        *((path, head, path) for path, head in LOGINS_OF_TOOLS),
        *((path, head, "") for path, head in SAID_ELSEWHERE),
        ("srv/shop/tests/unit/test_till.py", b"", "srv/shop/tests"),
        ("srv/shop/src/__tests__/till.test.js", b"", "srv/shop/src/__tests__"),
        ("srv/shop/tests/data.json", b"", ""),
        ("srv/shop/testing/till.py", b"", ""),
        ("opt/v/lib/python3.13/site-packages/thing/tests/test_a.py", b"", ""),
        ("srv/shop/node_modules/thing/.env", b"A=1\n", ""),
        ("usr/lib/python3.13/test/test_os.py", b"", ""),
        ("usr/share/doc/x/key.pem", KEY, ""),
        ("usr/src/app/.env", b"A=1\n", "usr/src/app/.env"),
        ("srv/shop/shop.py", b"", ""),
        ("usr/local/bundle/ruby/3.3.0/gems/a/spec/a_spec.rb", b"", ""),
        ("usr/local/bundle/gems/a/test/server.key", KEY, ""),
        ("app/vendor/bundle/ruby/3.2.0/gems/a/spec/a_spec.rb", b"", ""),
        ("go/pkg/mod/example.com/a/test/a_test.go", b"", ""),
        ("opt/conda/lib/python3.11/test/test_ssl.py", b"", ""),
        ("srv/shop/gems/own/spec/own_spec.rb", b"", "srv/shop/gems/own/spec"),
        ("srv/shop/config/master.key", b"0123456789abcdef0123456789abcdef\n", "srv/shop/config/master.key"),
        ("srv/shop/answer.key", b"forty-two", ""),
        ("srv/shop/credentials.json", b'{"private_key": "abc"}', "srv/shop/credentials.json"),
        ("srv/shop/service-account.json", b'{"private_key": "${KEY}"}', ""),
        ("srv/shop/locales/credentials.json", b'{"title": "Sign in"}', ""),
        ("srv/shop/kafka.truststore.jks", b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1\0\0\0\2", ""),
        ("opt/java/lib/security/jssecacerts.p12", b"0\x82", ""),
        ("etc/pki/java/cacerts.jks", b"", ""),
        ("srv/shop/ca-certificates.p12", b"0\x82", ""),
        ("srv/shop/truststore.jks", JKS_WITH_A_KEY, "srv/shop/truststore.jks"),
        ("srv/shop/keystore.jks", b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1\0\0\0\2", "srv/shop/keystore.jks"),
        ("srv/shop/cafe.p12", b"0\x82", "srv/shop/cafe.p12"),
        ("opt/conda/pkgs/openssl-3.2.1-h4/ssl/misc/test.key", KEY, ""),
        ("opt/conda/envs/shop/share/doc/tests/test_a.py", b"", ""),
        ("root/micromamba/pkgs/python-3.12.2-h/info/test/test_key.py", b"", ""),
        ("home/conda/shop/tls.key", KEY, "home/conda/shop/tls.key"),
    ],
)
def test_a_file_is_told_by_its_path_and_its_beginning(path: str, head: bytes, place: str) -> None:
    assert unshipped(path, head if is_read(path) else b"")[0] == place


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("|1 NPM_TOKEN=abc /bin/sh -c npm ci", ["NPM_TOKEN"]),
        ("/bin/sh -c #(nop)  ENV DB_PASSWORD=hunter2", ["DB_PASSWORD"]),
        ("ENV SECRET_KEY_BASE='x y'", ["SECRET_KEY_BASE"]),
        ("RUN git clone https://me:pw@host/shop.git", ["a login in a URL"]),
        ("GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305", []),
        ("PARTNER_TOKEN_FILE=/run/secrets/partner", []),
        ("PARTNER_TOKEN=/run/secrets/partner", []),
        ("RUN TOKEN=$(cat /run/secrets/t) npm ci", []),
        ("RUN TOKEN=`cat /run/secrets/t` npm ci", []),
        ('RUN TOKEN="`cat /run/secrets/t`" npm ci', []),
        ("RUN /bin/sh -c export API_KEY=`cat /run/secrets/k` && make # buildkit", []),
        ("/bin/sh -c API_KEY=\\`cat /run/secrets/k\\` make", []),
        ('RUN AUTH_TOKEN="Bearer $(cat /run/secrets/t)" npm ci', []),
        ("RUN git clone https://me:`till-login`@host/shop.git", []),
        ('CMD ["/bin/sh" "-c" "exec env API_KEY=`cat /run/secrets/k` shop"]', []),
        ("RUN ID=`id -u` NPM_TOKEN=abc npm ci", ["NPM_TOKEN"]),
        ("RUN git clone https://me:`id -u`@host/a && git clone https://me:pw@host/b", ["a login in a URL"]),
        ("ENV DB_PASSWORD=hunt`er2", ["DB_PASSWORD"]),
        ("DB_PASSWORD=hunt$(er2", ["DB_PASSWORD"]),
        ("/bin/sh -c #(nop)  ENV DB_PASSWORD=hunt`er2", ["DB_PASSWORD"]),
        ("UKP_TOKEN_SECONDS=300", []),
        ("API_KEY=", []),
        ("RUN curl https://$USER:$PASSWORD@host", []),
        ("RUN SECRET_KEY=dummy python manage.py collectstatic --noinput", []),
        ("RUN SECRET_KEY_BASE=1 rake assets:precompile", []),
        ("RUN DATABASE_URL=postgres://user:pass@localhost/db rake assets:precompile", []),
        ("ENV SECRET_KEY=dummy", ["SECRET_KEY"]),
        ("RUN NPM_TOKEN=abc npm ci", ["NPM_TOKEN"]),
        ("ENV RAILS_MASTER_KEY=0123456789abcdef", ["RAILS_MASTER_KEY"]),
        ("ENV DB_PASS=hunter2", ["DB_PASS"]),
        ("ENV APP_KEY=base64:aGVsbG8=", ["APP_KEY"]),
        ("ENV REDIS_URL=redis://:hunter2@redis:6379/0", ["a login in a URL"]),
        ("PWD=/app", []),
        ("SECRET_KEY_BASE_DUMMY=1", []),
        ("dbPassword=hunter2", ["dbPassword"]),
        ("ENV PGPASSWORD=hunter2", ["PGPASSWORD"]),
        ("ENV SESSION_KEY=4f9a8b7c", ["SESSION_KEY"]),
        ("ENV MYSQLPASSWORD=hunter2", ["MYSQLPASSWORD"]),
        ("ENV ACCESSKEY=4f9a8b7c", ["ACCESSKEY"]),
        ("ENV SMTPPASS=hunter2", ["SMTPPASS"]),
        ("ENV STORAGE_KEY=4f9a8b7c4f9a8b7c", ["STORAGE_KEY"]),
        ("ENV VITE_STORAGE_KEY=shop-cart", []),
        ("ENV HMAC_KEY=dummy", ["HMAC_KEY"]),
        ("ENV FERNET_KEY=placeholder", ["FERNET_KEY"]),
        ("ENV TOKEN=dummy", []),
        ('ENV DSN="host=db user=shop password=hunter2"', ["a password to connect with"]),
        ("Connection=Server=db;User Id=sa;Password=hunter2;", ["a password to connect with"]),
        ("ENV URL=jdbc:mysql://db/shop?user=a&password=hunter2", ["a password to connect with"]),
        ("ENV KEY=-----BEGIN EC " + "PRIVATE KEY-----\\nMHcCAQEEIDx4f9a8b7c6d5e4f", ["a private key"]),
        ("RUN pip install git+https://ghp_4f9a8b7c6d5e4f9a8b7c@github.com/house/x", ["a login in a URL"]),
        ('ENV DSN="host=db user=shop"', []),
        ('RUN psql "host=db user=shop password=$PASSWORD"', []),
        ("Connection=Server=db;User Id=sa;Password=${PASSWORD};", []),
        ("RUN git clone https://<user>:<password>@host/shop.git", []),
        ("RUN pip install git+https://git@github.com/house/x", []),
        ("RUN grep -- '-----BEGIN " + "PRIVATE KEY-----' key.pem", []),
        ("RUN SECRET_KEY=dummyvalue ./manage.py collectstatic", []),
        ("RUN SECRET_KEY=nothing ./manage.py collectstatic", []),
        ("|1 SECRET_KEY=notasecret1 /bin/sh -c ./manage.py collectstatic", []),
        ("ARG SECRET_KEY=dummyvalue", []),
        ("/bin/sh -c #(nop)  ARG DJANGO_SECRET_KEY=build-time-only", []),
        ("ENV NPM_TOKEN=placeholder", []),
        ("ENV JWT_SECRET=dummyvalue", ["JWT_SECRET"]),
        ("RUN NPM_TOKEN=dummy4f9a8b7c6d5e npm ci", ["NPM_TOKEN"]),
        ("ARG NPM_TOKEN=4f9a8b7c6d5e", ["NPM_TOKEN"]),
        ('RUN export TOKEN="`cat /run/secrets/t`" && npm ci', []),
        ("ENV TOKEN=urn:ietf:params:oauth:token-type:jwt", []),
        ("ENV API_TOKEN=<your-token>", []),
    ],
)
def test_a_step_tells_a_secret_by_its_name_and_a_value(step: str, told: list[str]) -> None:
    assert secrets_told(step) == told
