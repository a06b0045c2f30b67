# One command sets up, one talks, one checks all. See README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .cache/bench
PEERS := tests/bench/peers
export OPENBLAS_NUM_THREADS := 1

.PHONY: setup chat test lint torture picture bench bench-intents bench-policy lock clean

setup: $(VENV)/ready

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q bot intents knowledge
	touch $@

chat: setup
	@$(BIN)/ombud chat $(ARGS)

# The phrases are learned while style is checked. Then side by side, one more than there are cores: many tests wait for
# processes and for clocks.
test: setup
	$(BIN)/python -m tests.learned & learning=$$!; $(MAKE) --no-print-directory lint && wait $$learning
	$(BIN)/pytest -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist worksteal

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Draws docs/telegram.svg anew, from a conversation that is really had.
picture: setup
	$(BIN)/python -m tests.picture

# Beside its peers, in an environment of their own; without npm, NLP.js is left out.
bench-intents: setup $(BENCH)/ready $(if $(shell command -v npm),$(BENCH)/node_modules)
	$(BIN)/python -m tests.bench.intents $(ARGS)

$(BENCH)/ready: $(PEERS)/requirements.lock | setup
	$(PYTHON) -m venv --without-pip $(BENCH)/venv
	$(BIN)/uv pip install --quiet --python $(BENCH)/venv/bin/python --compile-bytecode --require-hashes -r $<
	touch $@

$(BENCH)/node_modules: $(PEERS)/package.json
	mkdir -p $(BENCH)
	cp $< $(BENCH)/package.json
	cd $(BENCH) && npm install --silent --no-package-lock --no-audit --no-fund
	touch $@

# Beside the floor and two bots as one would write them, on SQLite and PostgreSQL: half an hour; ARGS=--quick: some minutes.
bench: setup $(BENCH)/ready
	$(BIN)/python -m tests.bench.telegram $(ARGS)

# A quarter of an hour of kill -9 every three seconds; ARGS="--seconds 60" for less.
torture: setup
	$(BIN)/python -m tests.torture $(ARGS)

bench-policy: setup
	$(BIN)/python -m tests.bench.policy $(ARGS)

# Rewrites requirements.lock from pyproject.toml; uv.lock stays out of git (see .gitignore).
lock:
	$(BIN)/uv lock --upgrade
	$(BIN)/uv export --quiet --format requirements-txt --no-emit-project --no-header --group dev -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		$(PEERS)/requirements.in -o $(PEERS)/requirements.lock

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist uv.lock
	find bot intents knowledge tests -name __pycache__ -type d -prune -exec rm -rf {} +
