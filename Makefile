# make dataset   builds data/ from seeds/ and annotations/
# make test      runs the tests
# make check     runs what continuous integration runs beside the tests
# make docs      builds the handbook in site/; stops at any warning
# make serve     shows the handbook at http://127.0.0.1:8000
# make lock      resolves requirements.lock anew (needs uv)
# make clean     removes the environment and every cache
#
# Each needs nothing but python3 (3.11 or later) and make, and sets up what it needs in .venv, once.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint requirements.lock

.PHONY: help dataset test check format lint types fresh docs serve lock clean
.DEFAULT_GOAL := help
.NOTPARALLEL:

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

dataset: .venv/runtime.stamp
	$(BIN)/python build_dataset.py

test: .venv/test.stamp
	$(BIN)/python -m pytest

check: format lint types fresh docs

format: .venv/dev.stamp
	$(BIN)/ruff format --check --diff .

lint: .venv/dev.stamp
	$(BIN)/ruff check .

types: .venv/dev.stamp
	$(BIN)/mypy

fresh: .venv/runtime.stamp
	$(BIN)/python build_dataset.py --check

# Not --quiet: mkdocs would then not count the warnings that --strict is to stop at.
docs: .venv/dev.stamp
	$(BIN)/python build_dataset.py --handbook
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

serve: .venv/dev.stamp
	$(BIN)/python build_dataset.py --handbook
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

# A stamp is older than the files that say what to install, or it is not there: only then does anything get installed.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "musnad needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv

.venv/runtime.stamp: pyproject.toml requirements.lock | .venv/bin/python
	@echo 'installing what the build needs in .venv, once'
	@$(INSTALL) --editable .
	@touch $@

.venv/test.stamp: pyproject.toml requirements.lock | .venv/bin/python
	@echo 'installing what the tests need in .venv, once'
	@$(INSTALL) --editable '.[test]'
	@touch $@ .venv/runtime.stamp

.venv/dev.stamp: pyproject.toml requirements.lock | .venv/bin/python
	@echo 'installing what the checks need in .venv, once'
	@$(INSTALL) --editable '.[dev]'
	@touch $@ .venv/test.stamp .venv/runtime.stamp

lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
	  --no-emit-index-url --no-header --no-annotate --output-file requirements.lock

clean:
	rm -rf .venv site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
