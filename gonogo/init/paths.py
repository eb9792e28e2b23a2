"""Where services usually answer what a first look asks for."""

from __future__ import annotations

LIVENESS = (
    "/health/live", "/livez", "/live", "/healthz", "/-/healthy", "/actuator/health/liveness",
    "/health/liveness", "/api/health/live", "/alive", "/up", "/ping", "/q/health/live", "/__lbheartbeat__",
    "/healthz/live", "/api/livez", "/-/liveness", "/health/alive", "/minio/health/live", "/v2/health/live",
    "/v1/.well-known/live", "/management/health/liveness",
)  # fmt: skip
READINESS = (
    "/health/ready", "/readyz", "/ready", "/-/ready", "/actuator/health/readiness", "/health/readiness",
    "/api/health/ready", "/q/health/ready", "/__heartbeat__", "/healthz/ready", "/api/readyz",
    "/-/readiness", "/minio/health/ready", "/v2/health/ready", "/v1/.well-known/ready", "/healthz/readiness",
    "/management/health/readiness", "/v1/status/ready", "/replicas_status",
    "/api/ready", "/_stcore/health",
)  # fmt: skip
STARTUP = ("/health/startup", "/startupz", "/actuator/health/startup", "/q/health/started", "/health/started")
OVERALL = (
    "/health", "/healthcheck", "/actuator/health", "/api/health", "/status", "/_health", "/health/",
    "/ht/", "/q/health", "/debug/health", "/_cluster/health", "/health_check", "/health-check",
    "/healthcheck/", "/api/healthz", "/api/healthcheck", "/api/v1/health", "/api/status", "/api/v1/status",
    "/v1/health", "/_healthz", "/-/health", "/heartbeat", "/management/health", "/v1/sys/health",
    "/_up", "/server/health", "/api/v2/monitor/health", "/observe/health", "/api/v2.0/health", "/web/health",
    "/srv/status",
)  # fmt: skip
METRICS = (
    "/metrics", "/actuator/prometheus", "/prometheus", "/api/metrics", "/-/metrics", "/q/metrics",
    "/prometheus/metrics", "/metrics/", "/_metrics", "/stats/prometheus", "/api/v1/metrics",
    "/internal/metrics", "/management/prometheus", "/observe/metrics", "/public_metrics", "/prometheus/",
    "/minio/v2/metrics/cluster", "/_stcore/metrics",
)  # fmt: skip
IDENTITY = (
    "/version", "/api/v1/status/buildinfo", "/actuator/info", "/info", "/api/admin/version", "/api/version",
    "/varz", "/build", "/buildinfo", "/build-info", "/version.json", "/__version__", "/-/versions.json",
    "/api/v2/status", "/api/v1/version", "/api/v1/info", "/api/info", "/api/overview",
    "/identity/info.json", "/debug/vars", "/about", "/_info", "/json/identity.json", "/config",
    "/api/config", "/api", "/v1/version", "/api/v2/version", "/api/server/version", "/status/version",
    "/api/status/buildinfo", "/loki/api/v1/status/buildinfo", "/v1/agent/self", "/v1/meta", "/status.php",
    "/_matrix/federation/v1/version", "/api/system/info", "/api/system/status", "/settings", "/diagnostics",
    "/management/info", "/api/about", "/system/info", "/q/info", "/v2", "/v1/sys/health", "/server_info",
    "/api/v2/instance", "/nodeinfo/2.0", "/api/v2.0/systeminfo", "/data/environment",
)  # fmt: skip
OPENAPI = (
    "/openapi.json", "/v3/api-docs", "/swagger.json", "/api/openapi.json", "/swagger/v1/swagger.json",
    "/v2/api-docs", "/api/swagger.json", "/spec.json", "/apispec_1.json", "/api-json", "/docs-json",
    "/swagger/doc.json", "/api/v1/openapi.json", "/schema/openapi.json", "/docs/openapi.json",
    "/openapi/v1.json", "/documentation/json", "/q/openapi?format=json", "/openapi?format=json",
    "/api/schema/?format=json", "/api/v3/openapi.json", "/v1/openapi.json", "/api-docs",
    "/api-docs/openapi.json", "/swagger-json", "/api/doc.json", "/api/docs.json",
)  # fmt: skip
DOCUMENTATION = ("/docs", "/redoc", "/swagger-ui/index.html", "/api/docs")
PRIVATE = (
    "/debug/pprof/", "/debug/vars", "/flags", "/actuator/env", "/actuator/heapdump", "/actuator/configprops",
    "/actuator/beans", "/actuator/loggers", "/actuator/threaddump", "/server-status", "/nginx_status",
    "/.env", "/.git/config", "/debug/requests", "/debug/events", "/debug/flags", "/api/v1/status/config",
    "/api/v1/status/flags", "/__debug__/", "/h2-console", "/jolokia",
)  # fmt: skip
"""What tells the inside, or lets somebody in: for nobody outside, wherever it answers."""
HEADERS = (
    "X-Content-Type-Options",
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Frame-Options",
)
SIGN_INS = (
    "/login", "/signin", "/sign-in", "/users/sign_in", "/accounts/login/", "/admin/login/", "/user/login",
    "/auth/login", "/session/new",
)  # fmt: skip
"""Pages on which somebody signs in, which have a field or a cookie of their own for each visit."""
SESSIONS = ("/socket.io/?EIO=4&transport=polling",)
"""What opens a session of a page that is kept up to date, and names it."""
VERSION_HEADERS = (
    "X-App-Version", "X-Application-Version", "X-Service-Version", "X-Version", "X-Influxdb-Version",
    "X-Build-Version", "X-Release", "X-Revision",
)  # fmt: skip
NONCE_HEADERS = ("X-Request-ID", "X-Correlation-ID", "X-Trace-Id")
ALIVE = (
    "/stub_status", "/basic_status", "/server-status?auto", "/stats", "/uptime", "/api/v1/status/runtimeinfo",
    "/api/v1/query?query=time()",
)  # fmt: skip
"""Pages of numbers that move while a service lives."""
DATABASES = ("/-/databases.json",)
SQL_CLOCK = ".json?sql=select+strftime('%25s')+as+now&_shape=array"
"""A page that lists databases, and what asks one of them for the time."""

USUAL = {
    "liveness": LIVENESS, "readiness": READINESS, "startup": STARTUP, "overall": OVERALL, "metrics": METRICS,
    "identity": IDENTITY, "alive": ALIVE, "openapi": OPENAPI,
}  # fmt: skip
EVERY = (
    "/", *ALIVE, *LIVENESS, *READINESS, *STARTUP, *OVERALL, *METRICS, *IDENTITY, *OPENAPI, *DOCUMENTATION,
    *PRIVATE, *DATABASES,
)  # fmt: skip
