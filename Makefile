# Everything a newcomer needs: `make report` and `make test`. Each sets itself up first.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
STAMP := $(VENV)/.installed
BENCHMARKS := $(VENV)/benchmarks.json

.PHONY: report test check docs notebooks bench dist clean

report: $(RUNTIME)
	$(BIN)/consensus report

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(STAMP)
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

notebooks: $(STAMP)
	$(BIN)/python docs/building/notebooks.py

bench: $(STAMP)
	$(BIN)/python -m pytest benchmarks -p no:xdist --benchmark-sort=name --benchmark-columns=min,median,rounds --benchmark-json=$(BENCHMARKS)
	$(BIN)/python docs/building/benchmarks.py $(BENCHMARKS) > docs/understand/benchmarks.md

dist: $(STAMP)
	rm -rf dist
	$(BIN)/python -m build -q
	$(BIN)/python .ci/check_dist.py dist $(BIN)/python

$(RUNTIME): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	touch $(RUNTIME)

$(STAMP): $(RUNTIME)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) docs/_build docs/learn/gallery docs/learn/gallery.md docs/look-up/every-name.md \
		docs/teach/notebooks consensus-report dist
