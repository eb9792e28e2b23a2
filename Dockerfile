# The reference service: production, development, testing, scan; and the gate itself: gate. Name one of them: the last
# stage is the strictest.
#   docker build --target production --tag gonogo/ukp:dev .
# What changes least comes first, so that a change of the source rebuilds the last few layers alone.
# Debian's packages are held to the version that this was written for, and take its mends; another one is refused.
ARG BASE=gonogo/base:trixie

FROM ${BASE} AS python
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3=3.13.* \
 && rm -rf /var/lib/apt/lists/*

FROM python AS packages
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3-venv=3.13.* \
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
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=2s --timeout=3s --retries=3 --start-period=30s \
    CMD ["healthy"]
CMD ["python", "-m", "app"]
COPY app ./app
# Compiled once here instead of at each start: the root file system is read-only then.
RUN python -m compileall -q app
USER 910
ARG REVISION=unknown
ENV UKP_REVISION=${REVISION}
LABEL org.opencontainers.image.title="Universal Knowledge Platform" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="${REVISION}"

# The same release, talking more.
FROM production AS development
ENV UKP_ENVIRONMENT=development \
    UKP_LOG_LEVEL=debug

# The gate, for whoever has containers and no Python. Nothing of the reference service is in it.
#   docker run --rm --network host --user "$(id -u)" --volume "$PWD:/work" IMAGE smoke URL
FROM packages AS gatepackages
RUN python3 -m venv /opt/gate
COPY requirements/gate.lock /tmp/gate.lock
RUN /opt/gate/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes \
        --requirement /tmp/gate.lock \
 && /opt/gate/bin/pip uninstall --yes pip

FROM python AS gate
RUN useradd --system --uid 912 --home-dir /tmp --no-create-home gate \
 && mkdir /work \
 && chown gate /work
COPY --from=gatepackages /opt/gate /opt/gate
ENV PATH=/opt/gate/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONPATH=/srv/gonogo \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp
COPY gonogo /srv/gonogo/gonogo
COPY suites /srv/gonogo/suites
COPY fixtures /srv/gonogo/fixtures
COPY reports /srv/gonogo/reports
COPY loadtests /srv/gonogo/loadtests
# The seeds are there to be read, not to be run: a rule is as proven as they are what they were.
COPY defects /srv/gonogo/defects
WORKDIR /work
USER 912
ENTRYPOINT ["python", "-m", "gonogo"]
CMD ["--help"]

# Everything the offline tests need. The container needs no network and no writable root:
#   docker run --rm --network none --read-only IMAGE
FROM packages AS testing
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git=1:2.47.* make=4.4.* \
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
USER 911
CMD ["python", "-m", "pytest", "tests", "-p", "no:cacheprovider"]

# Fails to build when the source or the packages have a known weakness, or when that could not be established.
# Nothing is made from it.
FROM testing AS scan
ENV HOME=/tmp
RUN ["python", "-m", "deploy.images.app.scan", "app", "requirements/service.lock"]
