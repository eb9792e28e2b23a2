# `make` alone lists what there is. Every command sets up what this machine lacks first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup verify load users init trend test unit integration end-to-end scan ship pipeline shipping prove prove-upstream park bench mutate lint docs wheel release lock down clean

# compose: the whole stack in containers. local: processes on this machine, no engine. Or the URL of a live service.
TARGET ?= compose
CONTRACT ?= release.yaml
# More arguments, for pytest or the prover: make verify ARGS='-m smoke'
ARGS ?=
# Two workers, each with a start of the reference stack for what disrupts: a verdict in two thirds of the time.
WORKERS = $(if $(filter compose:release.yaml,$(TARGET):$(CONTRACT)),$(if $(filter -n% --numprocesses%,$(ARGS)),,-n 2))
URL ?=
WHAT ?= mixed
OUT ?= contract.yaml
PYTHON := .venv/bin/python
# One word for the shell, whatever is in it: a blank, a quote, a `&` of a URL.
quoted = '$(subst ','\'',$(1))'
# The verdict before goes first, when nothing may be set up yet: any Python will do for that.
SUITABLE := -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
ANY_PYTHON = $(shell for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p $(SUITABLE) && echo $$p && break; done)
# Bytecode is kept: every run starts dozens of processes that would compile the same sources again.
unexport PYTHONDONTWRITEBYTECODE
# The images by their contents, as the set-up left them: another checkout on the same engine may move :dev.
WITH_IMAGES := set -a; [ ! -f reports/out/setup/images.env ] || . ./reports/out/setup/images.env; set +a;

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: ## what this machine lacks: packages, engine, images (TARGET=compose|local)
	@deploy/setup/venv.sh && $(PYTHON) -m deploy.setup --target=$(call quoted,$(TARGET))

verify: ## the verdict on the reference release (TARGET=compose|local|URL, CONTRACT=, ARGS=)
	@[ -n "$(ANY_PYTHON)" ] || deploy/setup/venv.sh
	@$(or $(ANY_PYTHON),$(PYTHON)) -m gonogo.fixtures.hold --set-up suites \
		--target=$(call quoted,$(TARGET)) --contract=$(call quoted,$(CONTRACT)) $(WORKERS) $(ARGS)

load: ## the contract's journeys as load: live figures, a table (TARGET=, CONTRACT=, ARGS='--seconds=60')
	@$(MAKE) --no-print-directory setup TARGET=$(call quoted,$(TARGET))
	@$(WITH_IMAGES) $(PYTHON) -m gonogo load --target=$(call quoted,$(TARGET)) \
		--contract=$(call quoted,$(CONTRACT)) --out=reports/out $(ARGS)

users: ## Locust's users in the reference service (WHAT=read|search|write|mixed|spike|soak|ramp, ARGS=--page)
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m benchmarks.users $(call quoted,$(WHAT)) $(ARGS)

init: ## a first contract from a look at a live service (URL=, OUT=contract.yaml)
	@[ -n $(call quoted,$(URL)) ] || { echo 'usage: make init URL=https://staging.example.com [OUT=contract.yaml]' >&2; exit 2; }
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m gonogo init $(call quoted,$(URL)) --out=$(call quoted,$(OUT))

trend: ## the last ninety nights: reports/out/trend.html from reports/out/history.jsonl
	@deploy/setup/venv.sh && $(PYTHON) -m gonogo trend reports/out/history.jsonl

test: ## what proves this project itself right, as CI runs it
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m deploy.setup.selftest

unit: ## the reference service's unit tests, and those of what deploys it
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m pytest tests/app tests/deploy -n 2

integration: setup ## the reference service with its own database, cache and workers
	@$(WITH_IMAGES) $(PYTHON) -m pytest selftests/app

end-to-end: ## smoke on the service as a process of this machine
	@$(MAKE) --no-print-directory verify TARGET=local ARGS='-m smoke --out=reports/out/end-to-end'

# A step of .github/workflows/deploy.yml:
# STEP=baseline|keep-scan|build|stage|gate|compare|roll-out|mark-scan|performance|notes|status|down
IMAGE ?=
REVISION ?=
VERIFIED ?=
SCANNED ?=
PLACE ?=
NAMED = $(if $(IMAGE),--image=$(call quoted,$(IMAGE)) --revision=$(call quoted,$(REVISION)))
ship: setup ## one step of the delivery (STEP=, IMAGE=, REVISION=, VERIFIED=, SCANNED=; docs/pipeline.md)
	@$(WITH_IMAGES) $(PYTHON) -m deploy.pipeline $(call quoted,$(STEP)) $(PLACE) $(NAMED) \
		$(if $(VERIFIED),--verified=$(call quoted,$(VERIFIED))) $(if $(SCANNED),--scanned=$(call quoted,$(SCANNED)))

pipeline: setup ## deploy.yml from commit to production by act: a good commit, and bad ones that are stopped
	@$(WITH_IMAGES) $(PYTHON) -m deploy.pipeline.trial $(ARGS)

scan: setup ## security scans of source, history, packages, workflows and image (ARGS="--baseline=…")
	@$(WITH_IMAGES) $(PYTHON) -m deploy.scan $(ARGS)

shipping: setup ## the gate's container image, the action for other repositories by act, each scanner's program
	@$(WITH_IMAGES) $(PYTHON) -m pytest selftests/shipping selftests/scan

prove: setup ## every defect is caught and every benign twin passes (ARGS="--only HLT-01")
	@$(WITH_IMAGES) $(PYTHON) -m proving $(ARGS)

prove-upstream: ## real releases, each with a fault, and their mended ones (ARGS="koa-host", --changed, --afresh)
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m proving.upstream $(ARGS)

park: setup ## servers and applications of others, each under its contract (ARGS="caddy", ARGS=--third)
	@$(WITH_IMAGES) $(PYTHON) -m park $(ARGS)

bench: setup ## every benchmark, beside its peers (ARGS="'smoke beside an import'": that one)
	@$(WITH_IMAGES) $(PYTHON) -m benchmarks $(ARGS)

mutate: ## would a fault in the verdict's own code be noticed (most of an hour; docs/mutation.md)
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m selftests.mutate

lint: ## lint and types
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m ruff check . && $(PYTHON) -m mypy .

docs: ## docs/contract.md, its schema and docs/rules/ anew from the code
	@$(MAKE) --no-print-directory setup TARGET=local
	@$(PYTHON) -m docs.generate

wheel: ## one wheel into dist/, with the proofs as they are now
	@deploy/setup/venv.sh && $(PYTHON) -m pip wheel --quiet --no-deps --wheel-dir dist . && ls dist/*.whl

release: ## VERSION=1.2.3: version and change log, the wheel, a commit and a tag (nothing is pushed)
	@deploy/build/release $(call quoted,$(VERSION))

lock: ## requirements/*.lock anew from requirements/*.in
	@deploy/setup/venv.sh && $(PYTHON) -m deploy.setup.lock

down: ## remove the containers, networks, volumes and images of this checkout's runs
	@deploy/setup/venv.sh && $(PYTHON) -m gonogo.cleanup down

clean: down ## and what runs left in this folder
	@rm -rf reports/out .gonogo dist .mypy_cache .ruff_cache .pytest_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
