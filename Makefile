# Everything a developer or a newcomer runs. Needs make and Python 3.11 or newer; the rest is fetched by `setup`.

BIN := .venv/bin
KILLS ?= 100
TROUBLE ?= none

.PHONY: help setup demo test lint bench crash lock

help:  ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/'

setup: .venv/project.stamp  ## put everything into .venv from requirements.lock; quick when nothing changed

.venv/lock.stamp: requirements.lock deploy/setup.sh
	@sh deploy/setup.sh packages
	@touch $@

.venv/project.stamp: .venv/lock.stamp pyproject.toml
	@sh deploy/setup.sh project
	@touch $@

demo: setup  ## the whole way on sample items, in front of you; STAY=1 leaves a phone and the sites up
	@$(BIN)/gongkai demo $(if $(STAY),--stay)

lint: setup  ## format, lint, types, import contracts: part of `test` too, here alone and quick
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports --no-logo

# Commands that tests start again and again find our modules compiled, which spares each a quarter of a second.
test: export PYTHONDONTWRITEBYTECODE :=
test: setup  ## everything, on SQLite and PostgreSQL; GONGKAI_NO_SKIP=1 forbids skipping, ARGS=… goes to pytest
	@$(BIN)/python tests/parts.py
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

bench: setup  ## measure, write docs/benchmarks.md; ONLY=cli,log picks some
	@$(BIN)/python tests/parts.py hugo postgresql wordpress wrk
	@$(BIN)/python -m tests.bench.run $(ONLY)

crash: setup  ## kill workers KILLS times and WeChat's door five, at random moments, on both databases; TROUBLE=lost or refused: on a bad day
	@$(BIN)/python tests/parts.py postgresql
	@$(BIN)/python -m tests.crash.run --kills $(KILLS) --database sqlite --trouble $(TROUBLE)
	@$(BIN)/python -m tests.crash.run --kills $(KILLS) --database postgresql --trouble $(TROUBLE)
	@$(BIN)/python -m tests.crash.door --database sqlite
	@$(BIN)/python -m tests.crash.door --database postgresql

lock:  ## resolve pyproject.toml anew into requirements.lock (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --group dev --no-header --no-annotate \
		--no-emit-index-url --upgrade pyproject.toml -o requirements.lock
