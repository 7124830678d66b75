# Two commands on a fresh machine: `make demo` and `make test`. Both set up first.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin

.PHONY: setup tesseract browser words demo test test-spark check bench serve soak lock guard-model clean

setup: .venv/ready

.venv/ready: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "forbear needs Python 3.11, 3.12 or 3.13 with its venv module; install one and run make again" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements.lock)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch .venv/ready

# Reads scanned pages. Where it cannot be installed, papers are still made and the pages that nobody read are named.
tesseract:
	@{ tesseract --list-langs 2>/dev/null | grep -qx spa && tesseract --list-langs 2>/dev/null | grep -qx eng; } || { \
		as=$$(test "$$(id -u)" = 0 || echo "sudo -n"); \
		command -v apt-get >/dev/null && { $$as apt-get install -qq -y tesseract-ocr tesseract-ocr-spa >/dev/null 2>&1 || \
		{ $$as apt-get update -qq && $$as apt-get install -qq -y tesseract-ocr tesseract-ocr-spa; } >/dev/null 2>&1; } || \
		echo "tesseract with English and Spanish could not be installed here; scanned pages will be named as unread" >&2; }

# Looks at the web office's pages in tests. Where it cannot be installed, those tests say so and are left out.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		as=$$(test "$$(id -u)" = 0 || echo "sudo -n"); \
		command -v apt-get >/dev/null && { $$as apt-get install -qq -y chromium >/dev/null 2>&1 || \
		{ $$as apt-get update -qq && $$as apt-get install -qq -y chromium; } >/dev/null 2>&1; } || \
		echo "chromium could not be installed here; the web office's pages are tested without a browser" >&2; }

# The compiled catalogues of the web office, where its words are newer.
words: setup
	@$(BIN)/python -m scripts.catalogues compile

demo: setup tesseract
	$(BIN)/forbear demo --out demo-out

test: check tesseract browser words
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup
	$(BIN)/ruff check src tests benchmarks scripts
	$(BIN)/ruff format --check src tests benchmarks scripts
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/forbear law check

# Columns stand beside their peers, in an environment of its own.
bench: setup words .venv-bench/ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.courtdata
	$(BIN)/python -m benchmarks.courtdata_rates
	$(BIN)/python -m benchmarks.interview
	$(BIN)/python -m benchmarks.office
	.venv-bench/bin/python -m benchmarks.columns
	$(BIN)/python -m benchmarks.sealing

.venv-bench/ready: requirements-bench.lock
	@test -x .venv-bench/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python .venv-bench
	$(BIN)/uv pip install --quiet --python .venv-bench/bin/python --require-hashes -r requirements-bench.lock
	$(BIN)/uv pip install --quiet --python .venv-bench/bin/python --no-deps --no-build-isolation -e .
	@touch .venv-bench/ready

# Needs Java 17; Spark has an environment of its own.
test-spark: setup
	@test -x .venv-spark/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python .venv-spark
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --require-hashes -r requirements-spark.lock
	$(BIN)/uv pip install --quiet --python .venv-spark/bin/python --no-deps --no-build-isolation -e .
	.venv-spark/bin/python -m pytest tests/spark

# Many requests to each operation of the API, made from its description; long sequences of what people do, held to a model of rights; the whole
# job walked by mouse, finger and keyboard, and axe on every page that a link leads to (more than an hour in all; `make test` does a little of
# each). Then a crowd of fifty at work for SOAK_MINUTES on SQLite and on PostgreSQL: no error, nothing lost.
soak: setup browser words
	FORBEAR_SOAK=$${FORBEAR_SOAK:-300} $(BIN)/python -m pytest tests/office/api/test_any_request.py tests/office/matters/test_rights.py tests/office/test_whole_walk.py \
		tests/office/test_hostile.py tests/office/test_law_and_figures_in_a_browser.py tests/office/papers/test_pages.py tests/office/morning/test_walk.py \
		tests/office/test_pages.py tests/office/interview/test_walk.py tests/office/work/test_work.py
	$(BIN)/python -m benchmarks.office --soak $${SOAK_MINUTES:-10}


# The web office on this machine. HOME_DIR=/srv/forbear PORT=8080 make serve
serve: setup words
	$(BIN)/forbear serve $(if $(HOME_DIR),--home $(HOME_DIR)) $(if $(PORT),--port $(PORT))

# The guard's model, made anew from guard-data/ in an environment of its own (about half an hour on two cores).
guard-model: setup
	@test -x .venv-train/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python .venv-train
	$(BIN)/uv pip install --quiet --python .venv-train/bin/python --require-hashes -r requirements-train.lock
	$(BIN)/uv pip install --quiet --python .venv-train/bin/python --no-deps --no-build-isolation -e .
	.venv-train/bin/python -m scripts.guard_model

lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra train pyproject.toml -o requirements-train.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra bench pyproject.toml -o requirements-bench.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra spark pyproject.toml -o requirements-spark.lock

clean:
	rm -rf .venv .venv-bench .venv-spark .venv-train demo-out .mypy_cache .pytest_cache .ruff_cache .hypothesis
