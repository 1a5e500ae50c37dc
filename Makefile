# The usual commands; `make` alone lists them. All of them use the environment in .venv (another: make test VENV=...).
VENV ?= .venv
BIN = $(VENV)/bin
PYTEST = $(BIN)/pytest

.DEFAULT_GOAL := help
.PHONY: help setup run fast app browser test retry style fix check coverage pictures constraints clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: $(BIN)/pytest node_modules ## make the environment and get the tools for JavaScript

$(BIN)/pytest: requirements.txt tests/requirements.txt constraints.txt
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --prefer-binary --constraint constraints.txt --requirement tests/requirements.txt
	touch $(BIN)/pytest

node_modules: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	touch node_modules

run: setup ## start the app and open it in the browser
	$(BIN)/streamlit run app.py

fast: setup ## the fast lane: core, links, texts, JavaScript
	$(PYTEST) -m fast

app: setup ## the app as a server, and its pages without a browser
	$(PYTEST) -m app

browser: setup ## what a person sees, in Chromium
	NNVIZ_BROWSER=required $(PYTEST) -m browser

test: setup ## every test
	$(PYTEST)

retry: setup ## what failed the last time, one after the other
	$(PYTEST) --last-failed --last-failed-no-failures=none --numprocesses=0

style: setup ## the linters, who may know whom, and the types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	npm run --silent types && npm run --silent lint && npm run --silent format

fix: setup ## mend what the linters can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	npm run --silent fix

check: style fast ## what a commit has to pass

coverage: setup ## which lines no test of the fast lane and of the app runs
	$(PYTEST) -m "fast or app" --cov --cov-report=term:skip-covered

pictures: setup ## take the README's pictures, while the app runs
	$(BIN)/python -m tests.browser.picture

constraints: ## write the tested set of packages anew, from a new environment
	rm -rf .venv-new && python3 -m venv .venv-new
	.venv-new/bin/pip install --quiet --prefer-binary --requirement tests/requirements.txt
	{ grep '^#' constraints.txt; .venv-new/bin/pip freeze; } > constraints.new
	mv constraints.new constraints.txt
	rm -rf .venv-new

clean: ## remove caches, not the environment
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -not -path './.venv/*' -not -path './node_modules/*' -prune -exec rm -rf {} +
