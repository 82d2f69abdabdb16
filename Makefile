# All a newcomer needs: `make demo` and `make test`. Works with the make of Debian and of macOS.

PYTHON ?= python3
PORT ?= 8000
SIZE ?= city
VENV := .venv
RUN := $(VENV)/bin/python
export VAPENVILA_HOME ?= $(CURDIR)/var
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The files hold every package there is, so nothing is resolved: a newer release of one cannot break the installation.
PIP := $(RUN) -m pip install -qq --no-deps --require-hashes
TEXTS := $(shell find src -name '*.po' 2>/dev/null)

# A virtual environment whose Python has gone is made anew.
ifneq ($(wildcard $(VENV)/ready),)
  $(shell $(RUN) -c 'pass' 2>/dev/null || rm -f $(VENV)/ready $(VENV)/*.stamp)
endif

.PHONY: demo test check bench docs clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo [PORT=8000] [SIZE=town|city|region]   start a made-up city on this machine"
	@echo "make test                                       install what tests need, run everything"
	@echo "make check | bench | docs | clean"

demo: $(VENV)/web.stamp $(VENV)/browser-libraries.stamp $(VENV)/texts.stamp
	@VAPENVILA_STARTER=$$PPID exec $(VENV)/bin/vapenvila demo --port $(PORT) --size $(SIZE)

$(VENV)/ready:
	@setup/virtual-environment "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/web.stamp: requirements/web.txt pyproject.toml $(VENV)/ready
	@echo "Installing Python packages (pinned, with hashes) …"
	@$(PIP) -r requirements/web.txt
	@$(RUN) -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt pyproject.toml $(VENV)/ready
	@echo "Installing Python packages of the tests (pinned, with hashes) …"
	@$(PIP) -r requirements/test.txt
	@$(RUN) -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/web.stamp

$(VENV)/browser-libraries.stamp: frontend/package-lock.json frontend/copy.mjs frontend/icons.txt requirements/node.txt $(VENV)/ready
	@echo "Fetching the browser libraries …"
	@setup/browser-libraries $(VENV)
	@touch $@

$(VENV)/texts.stamp: $(TEXTS) | $(VENV)/web.stamp
	@VAPENVILA_NO_DATABASE=1 $(RUN) -m vapenvila.web.site.texts compile
	@touch $@

.PHONY: check-style check-types check-imports check-tables check-pages
check: check-style check-types check-imports check-tables check-pages
check-style: $(VENV)/test.stamp
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
check-types: $(VENV)/test.stamp
	VAPENVILA_NO_DATABASE=1 $(RUN) -m mypy
check-imports: $(VENV)/test.stamp
	$(VENV)/bin/lint-imports
check-tables: $(VENV)/test.stamp
	VAPENVILA_NO_DATABASE=1 $(RUN) -W ignore -m django makemigrations --check --dry-run --settings vapenvila.web.site.settings
check-pages: $(VENV)/test.stamp
	VAPENVILA_NO_DATABASE=1 $(RUN) -m vapenvila.web.site.generated_docs check

test: export VAPENVILA_HOME := $(CURDIR)/var/test
test: $(VENV)/test.stamp $(VENV)/browser-libraries.stamp $(VENV)/texts.stamp
	@setup/test-tools $(VENV)
	@$(MAKE) --no-print-directory --keep-going check; checked=$$?; \
	$(RUN) -m pytest -n 2 --dist loadgroup -q --durations 10; tested=$$?; \
	setup/stop-database $(RUN); exit $$((checked > tested ? checked : tested))

bench: $(VENV)/test.stamp $(VENV)/browser-libraries.stamp $(VENV)/texts.stamp
	$(RUN) -m bench

docs: $(VENV)/test.stamp $(VENV)/texts.stamp
	VAPENVILA_NO_DATABASE=1 $(RUN) -m vapenvila.web.site.generated_docs write

clean:
	rm -rf $(VENV) var frontend/node_modules src/vapenvila/web/site/static/vendor
