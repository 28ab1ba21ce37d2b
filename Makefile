# Broadsheet. `make` makes the figures, `make test` checks everything; `make help` lists the rest.
PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/ready
# All tests of a file on one core: they share what is costly to set up.
CORES  := --numprocesses auto --dist loadfile
# Only the plugins named here: nbval, anyio and coverage, unasked, would cost each process of the tests two seconds.
PYTEST := PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 PYTEST_PLUGINS=tests.without_grammar,xdist.plugin

.PHONY: figures demo test test-browser setup lab notebooks docs lock bench help
.DEFAULT_GOAL := figures

figures: $(READY)  ## run the seven notebooks on the two seed articles and save the figures (the default)
	@$(BIN)/broadsheet run data/seeds --lexicon security-sovereignty

demo: $(READY)  ## run them on the demonstration corpus, 36 invented articles with known differences, into figures/demo
	@$(BIN)/broadsheet run data/demo --lexicon security-sovereignty

# Compiled modules and rewritten assertions are kept, even where the machine's settings say otherwise: hundreds of processes
# are started, and each would compile the package again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY)  ## for developers, everything that must pass: style, types, rooms, the package, its examples, notebooks, figures
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --num-workers auto
	$(BIN)/lint-imports
	$(PYTEST),_hypothesis_pytestplugin $(BIN)/python -m pytest $(CORES)
	$(PYTEST),nbval.plugin $(BIN)/python -m pytest --nbval --override-ini addopts=-q $(CORES) notebooks

test-browser: $(READY)  ## the notebooks in JupyterLab in a real browser, if the machine has Chromium (EXPECTED=new takes new pictures)
	@EXPECTED=$(EXPECTED) $(BIN)/python tests/browser/run.py

notebooks: $(READY)  ## run the committed notebooks in place, before they are committed again
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False \
		--NotebookExporter.preprocessors=broadsheet.notebooks.without_widgets notebooks/*.ipynb notebooks/learn/*.ipynb

docs: $(READY)  ## build the pages of docs/, the tutorial and the docstrings into site/, to be read without a network
	$(BIN)/python -m mkdocs build --quiet
	@echo "open site/index.html"

lock: $(READY)  ## resolve pyproject.toml into requirements.txt again, with hashes (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--upgrade -o requirements.txt
	cd tests/benchmarks && uv pip compile requirements.in -c ../../requirements.txt --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade -o requirements.txt

bench: .venv-bench/ready  ## what measuring costs, beside other tools, into the README: ARTICLES=texts.jsonl.gz (default: the seeds, repeated)
	.venv-bench/bin/python tests/benchmarks/bench.py $(ARTICLES)

# An environment of its own: what Broadsheet is compared with is nothing that it needs.
.venv-bench/ready: requirements.txt tests/benchmarks/requirements.txt
	@echo "setting up .venv-bench: some minutes"
	@rm -rf .venv-bench && $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt \
		-r tests/benchmarks/requirements.txt
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(READY)  ## build .venv from the pinned requirements

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Broadsheet needs Python 3.11 or newer: make PYTHON=python3.12")'
	@echo "setting up .venv: a minute or two"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lab: $(READY)  ## open JupyterLab at the project's root, with the notebooks shown
	$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/notebooks

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14
