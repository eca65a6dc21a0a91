# Needs nothing but Python >= 3.11 and a package index. PYTHON=python3.12 make ... picks another interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

.PHONY: help install install-dev compare test bench clean

help:
	@echo "make compare   install into .venv, then benchmark the ready therapists on the simulated patients"
	@echo "make test      install with development tools, then ruff, mypy and pytest"
	@echo "make bench     print everything that is measured; make bench-reading, bench-sensing, bench-speech, bench-envs,"
	@echo "               bench-wording, bench-style, bench-redteam one part of it (ARGS=... is passed on, DATA=... is where the"
	@echo "               human-labelled sets lie)"
	@echo "make clean     remove .venv and caches"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python >= 3.11 is needed; found $$($(PYTHON) --version). Try: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

compare: install
	$(BIN)/therapy-env compare $(ARGS)

test: install-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(patsubst tests/benchmarks/bench_%.py,bench-%,$(wildcard tests/benchmarks/bench_*.py))

bench-%: install-dev
	@echo "== $@"
	@THERAPY_ENV_DATA="$(DATA)" $(BIN)/python tests/benchmarks/bench_$*.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
