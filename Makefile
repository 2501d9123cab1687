# Two commands do all their own set-up: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
JOBS ?= auto

.PHONY: demo test lint bench clean

demo: $(VENV)/.installed
	@$(BIN)/sidelight demo $(if $(PORT),--port $(PORT))

test: $(VENV)/.installed-for-tests
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

lint: $(VENV)/.installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python training/manifest.py --check

bench: $(VENV)/.installed-for-tests
	$(BIN)/python bench/speed.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Sidelight needs Python 3.11 or newer: install the package python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Sidelight needs Python 3.11 or newer; $(PYTHON) is older: name another with PYTHON=python3.x."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Sidelight needs Python's virtual environments: install the package python3-venv."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up in $(VENV) (once; about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up for tests in $(VENV) (once; a minute or two) ..."
	@command -v git >/dev/null || { echo "The tests need git: install the package git."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint,postgres]'
	@touch $@ $(VENV)/.installed
