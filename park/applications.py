"""The applications of `park/apps`, their bad variants, and the verdicts that are committed."""

from __future__ import annotations

from park import altering
from park.application import Application, Image, Kind, Variant
from park.server import Twin

_SIGN_IN = (
    "from django.contrib.auth.models import User; from rest_framework.authtoken.models import Token; "
    "Token.objects.create(user=User.objects.create_user('gate'), key='{secret}')"
)

PROCESSES = (
    Application(
        "django",
        Kind.PYTHON,
        prepare=(("python", "manage.py", "migrate"), ("python", "manage.py", "shell", "-c", _SIGN_IN)),
        command=(
            *("gunicorn", "ledger.wsgi", "--bind", "127.0.0.1:{port}", "--threads", "4"),
            "--no-control-socket",
        ),
        environment={
            "DJANGO_SECRET_KEY": "{secret}{secret}",
            "DATABASE_URL": "sqlite:///{work}/db.sqlite3",
            "GIT_REVISION": "{revision}",
        },
        credential="LEDGER_TOKEN",
        ready="/healthz",
        options=("--allow-writes",),
        twin=Variant(
            "debug mode is on",
            "security/error-bodies-are-generic",
            environment={"DJANGO_DEBUG": "1"},
        ),
    ),
    Application(
        "fastify",
        Kind.NODE,
        command=("node", "src/server.js"),
        environment={"API_KEYS": "{secret}", "PORT": "{port}", "GIT_SHA": "{revision}"},
        credential="ROOMS_KEY",
        ready="/live",
        options=("--allow-writes",),
        twin=Twin(
            "one page of its own has none of its headers",
            lambda: altering.at("/version", altering.without_header("X-Content-Type-Options")),
            "security/headers-on-every-response-class",
        ),
    ),
)

STACKS = (
    Application(
        "flask",
        Kind.COMPOSE,
        images=(
            Image("park/shelf:1.4.0", "flask", "GIT_REVISION"),
            Image("park/shelf-nginx:1.4.0", "flask/nginx"),
        ),
        twin=Variant(
            "a shell is process 1, and passes no SIGTERM on",
            "rollback/replica-stops-gracefully",
            also=("rollback/writes-are-taken-throughout",),  # killed at last, it may take one with it
            files=("docker-compose.shell.yml",),
            gate="rollback",
        ),
    ),
    Application(
        "express",
        Kind.COMPOSE,
        images=(
            Image("park/parcels:2.3.0", "express", "GIT_SHA"),
            Image("park/parcels-proxy:2.3.0", "express/haproxy"),
            Image("park/parcels-caddy:2.3.0", "express/caddy"),
        ),
        twin=Variant(
            "it does not wait between SIGTERM and its end",
            "health/connections-are-taken-while-it-drains",
            also=("health/readiness-fails-while-it-drains",),
            environment={"DRAIN_SECONDS": "0"},
            gate="health",
        ),
        further=(
            Variant(
                "Caddy stands in HAProxy's place",
                "security/ambiguous-framing-is-refused",
                environment={"CADDY_IMAGE": "park/parcels-caddy:2.3.0"},
                files=("docker-compose.caddy.yml",),
                gate="security",
            ),
        ),
    ),
)

APPLICATIONS = (*PROCESSES, *STACKS)
