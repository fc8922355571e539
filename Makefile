# airflow-pulse. `make help` explains the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
# the exact set that the tests ran with; other Pythons resolve from the floors in pyproject.toml
CONSTRAINTS := $(wildcard constraints-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])').txt)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python $(addprefix --constraints ,$(CONSTRAINTS))

export AIRFLOW_HOME := $(CURDIR)/.airflow
export AIRFLOW__CORE__DAGS_FOLDER := $(CURDIR)/dags
export AIRFLOW__CORE__PLUGINS_FOLDER := $(CURDIR)/plugins
export AIRFLOW__CORE__LOAD_EXAMPLES := False

.PHONY: help demo test integration up bench lint constraints clean

help: ## Explain the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(VENV)/.ready ## Transcribe the sample calls through the real DAG, with a local stand-in for Pulse
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.ready-test ## Run every test that needs nothing but Python
	$(BIN)/python -m pytest

integration: $(VENV)/.ready-integration ## Install and start the real servers and a browser, and test against them
	scripts/install_servers.sh
	$(BIN)/python -m pytest -m integration

up: $(VENV)/.ready ## Airflow's user interface with the connection, the pool and the DAGs ready to trigger
	@$(BIN)/python scripts/up.py

bench: $(VENV)/.ready-bench ## Measure how chunks are merged and what recordings cost, against others (an hour)
	$(BIN)/python benchmarks/seams.py
	$(BIN)/python benchmarks/chunked_recognition.py
	$(BIN)/python benchmarks/redaction.py
	$(BIN)/python benchmarks/polish.py
	$(BIN)/python benchmarks/disfluencies.py
	$(BIN)/python benchmarks/numbers_written.py
	$(BIN)/python benchmarks/punctuation.py
	$(BIN)/python benchmarks/vocabulary.py
	$(BIN)/python benchmarks/paragraphs.py
	$(BIN)/python benchmarks/languages.py
	$(BIN)/python benchmarks/chunk_format.py
	$(BIN)/python benchmarks/prepare.py
	$(BIN)/python benchmarks/isolation.py
	$(BIN)/python benchmarks/folder.py
	$(BIN)/python benchmarks/cleaning.py

lint: $(VENV)/.ready-test ## Style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

constraints: $(BIN)/uv ## Resolve the dependencies anew into the constraints file of this Python
	$(UV) pip compile --quiet --python $(BIN)/python --all-extras --group test --group lint --group integration --group bench \
	  --no-emit-index-url --no-annotate --no-header --upgrade pyproject.toml \
	  --output-file constraints-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])').txt

clean: ## Remove what the other targets made
	rm -rf $(VENV) .airflow .demo .integration .pytest_cache .mypy_cache .ruff_cache dist

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(BIN)/uv: $(BIN)/python
	@command -v uv >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.ready: pyproject.toml $(CONSTRAINTS) | $(BIN)/uv
	@echo "Installing into $(VENV) ..."
	@$(INSTALL) --editable '.[local]'
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	@$(INSTALL) --group test --group lint
	@touch $@

$(VENV)/.ready-integration: $(VENV)/.ready-test
	@$(INSTALL) --group integration
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready
	@$(INSTALL) --group bench
	@touch $@
