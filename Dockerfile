# The reference service. Targets: production, development, testing, scan. Name one: the last stage is the strictest.
#   docker build --target production --tag gonogo/ukp:dev .
# What changes least comes first, so that a change of the source rebuilds the last few layers alone.
ARG BASE=gonogo/base:trixie

FROM ${BASE} AS python
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/*

FROM python AS packages
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3-venv \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/ukp
COPY requirements/service.lock /tmp/service.lock
# Wheels alone, each by its hash: nothing runs at build time, and nothing but the lock decides what comes in.
RUN /opt/ukp/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes \
        --requirement /tmp/service.lock \
 && /opt/ukp/bin/pip uninstall --yes pip

FROM python AS production
RUN useradd --system --uid 910 --home-dir /nonexistent --no-create-home ukp
COPY --from=packages /opt/ukp /opt/ukp
COPY deploy/images/app/healthy /usr/local/bin/healthy
ENV PATH=/opt/ukp/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    UKP_HOST=0.0.0.0 \
    UKP_PORT=8000
WORKDIR /srv/ukp
USER ukp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2s --timeout=3s --retries=3 --start-period=30s \
    CMD ["healthy"]
CMD ["python", "-m", "app"]
COPY app ./app
ARG REVISION=unknown
ENV UKP_REVISION=${REVISION}
LABEL org.opencontainers.image.title="Universal Knowledge Platform" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}"

# The same release, talking more.
FROM production AS development
ENV UKP_ENVIRONMENT=development \
    UKP_LOG_LEVEL=debug

# Everything the offline tests need. The container needs no network and no writable root:
#   docker run --rm --network none --read-only IMAGE
FROM packages AS testing
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git make \
 && rm -rf /var/lib/apt/lists/* \
 && python3 -m venv /opt/suite \
 && useradd --system --uid 911 --home-dir /tmp --no-create-home tester
COPY requirements/suite.lock /tmp/suite.lock
RUN /opt/suite/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes \
        --requirement /tmp/suite.lock
ENV PATH=/opt/suite/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /srv/gonogo
COPY . .
# Where the root is read-only the tests have nowhere else to write. Last, for a build forgets what it writes here.
VOLUME /tmp
USER tester
CMD ["python", "-m", "pytest", "tests", "-p", "no:cacheprovider"]

# Fails to build when the source or the packages have a known weakness, or when that could not be established.
# Nothing is made from it.
FROM testing AS scan
ENV HOME=/tmp
RUN ["python", "-m", "deploy.images.app.scan", "app", "requirements/service.lock"]
