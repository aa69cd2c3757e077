# annotator: two commands are enough to begin with: make demo, make test
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

help: ## Show the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

.venv/ready: pyproject.toml requirements/all.txt requirements/setup.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(not (3, 11) <= v < (3, 14))' || { \
	  echo "error: annotator needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is $$($(PYTHON) --version 2>&1)" >&2; \
	  echo "next:  make PYTHON=python3.12 (or another of these)" >&2; exit 3; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements/all.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch .venv/ready

setup: .venv/ready ## Install the pinned dependencies into .venv

demo: .venv/ready ## The whole way on the seed articles: boots Label Studio, writes exports/claims.csv
	@$(BIN)/annotator demo

test: .venv/ready ## Lint, types, import contracts and every test, in a real Label Studio and Chromium
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest -q

test-fast: .venv/ready ## The tests that need no server
	@$(BIN)/pytest -q -m "not server and not browser"

lint: .venv/ready ## Format, lint, types, import contracts
	@$(BIN)/ruff format --check --quiet . || { echo "next: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .venv/contracts.txt || { cat .venv/contracts.txt; exit 1; }

format: .venv/ready ## Format the code
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

benchmark: compiled ## Speed of attribution, in Python and compiled, beside spaCy and pysbd, which it installs into .venv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/benchmarks.txt
	@$(BIN)/python benchmarks/attribution_speed.py --compiled dist/annotator-*-cp*.whl

compiled: .venv/ready ## A wheel in dist/ whose rules of attribution are machine code, for this machine's Python (needs a C compiler)
	@rm -rf build/compiled && mkdir -p build/compiled dist
	@git ls-files -z | tar --null --files-from - -cf - | tar -xf - -C build/compiled
	@cd build/compiled && HATCH_BUILD_HOOK_ENABLE_MYPYC=true $(CURDIR)/$(BIN)/python -m hatchling build --target wheel --directory $(CURDIR)/dist

torture: .venv/ready ## Kill push and pull 1,500 times, every fault of the wire, 10,000 steps; goes on where it was (docs/reliability.md)
	@$(BIN)/python -m tests.faults.torture --pushes 1000 --pulls 500 --faults --steps 10000

generate: .venv/ready ## Write schemas/ and the generated parts of docs/ anew
	@$(BIN)/python -m annotator.dictionary

weights: .venv/ready ## Learn the weights of attribution anew from parts b, c and d of the project's own gold
	@$(BIN)/python -m annotator.corpus.attribution.training tests/gold/attribution/b/gold.jsonl tests/gold/attribution/c/gold.jsonl tests/gold/attribution/d/gold.jsonl

pins: .venv/ready ## Resolve the dependencies anew and write requirements/
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet --all-extras --no-emit-project --no-header --output-file requirements/all.txt
	@$(BIN)/uv export --quiet --only-group setup --no-emit-project --no-header --output-file requirements/setup.txt
	@$(BIN)/uv export --quiet --only-group benchmarks --no-emit-project --no-header --output-file requirements/benchmarks.txt

clean: ## Remove what was installed and written
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help setup demo test test-fast lint format benchmark compiled torture generate weights pins clean
