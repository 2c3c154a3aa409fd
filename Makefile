# Every command of the project. `make help` lists them.
PYTHON ?= python3
PORT ?= 8065
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := bot handlers store locales tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help try try-teams test bench check format locales migration lock clean pictures

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

try: $(VENV)/.run ## Try it in the browser, with no Slack account (PORT=… moves the port)
	$(BIN)/samba-bot try --port $(PORT)

try-teams: $(VENV)/.run ## Try it with some of the people in Teams (Microsoft's evaluation client needs Node; it says how)
	$(BIN)/samba-bot try --teams --port $(PORT)

# What starts processes and browsers runs by itself: it waits for real time. All else is parted between the processors.
APART := tests/bot tests/whole
test: $(VENV)/.dev ## Run every test (TESTS=… runs some)
ifdef TESTS
	$(BIN)/python -m pytest $(TESTS)
else
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(APART:%=--ignore=%) tests
	$(BIN)/python -m pytest $(APART)
endif

bench: $(VENV)/.dev ## Measure how quick it is, and keep it in docs/performance.md (BENCH="--meetings 10000" makes it short)
	$(BIN)/python -m benchmarks --keep $(BENCH)

check: $(VENV)/.dev ## Lint, format, types, and whether the catalogues are complete
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/python -m locales.catalogues check

format: $(VENV)/.dev ## Put the code in its form
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

locales: $(VENV)/.dev ## Collect new texts into the catalogues of nynorsk and bokmål
	$(BIN)/python -m locales.catalogues update

migration: $(VENV)/.dev ## Draft the next migration from the tables (NEXT=0002 TEXT="what changes")
	$(BIN)/python -m store.migrations $(NEXT) "$(TEXT)"

pictures: $(VENV)/.dev ## Take the pictures in the documents anew (needs Chromium; those of Teams: tests/whole/teams_pictures.py)
	$(BIN)/python -m tests.whole.pictures

lock: $(VENV)/.dev ## Pin newer versions of what we depend on (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade pyproject.toml build-requirements.in -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade --extra dev pyproject.toml build-requirements.in -c requirements.lock -o requirements-dev.lock

clean: ## Remove what was installed and tried
	rm -rf $(VENV) .try .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The build backend stands in the lock with a hash, so nothing is installed that is not pinned.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
