# Two commands are enough: `make serve` and `make test`. The work is done by the small scripts in bin/.
.PHONY: help serve test check format bench faults seed clean

help:  ## Say what there is
	@sed -n 's/^\([a-z]*\):  ## \(.*\)/  make \1\t\2/p' Makefile

serve:  ## Install what is missing and start Parlour
	@bin/serve $(if $(PORT),--port $(PORT))

test:  ## Every check and every test
	@bin/test

check:  ## The checks without the tests: style, types, imports
	@bin/check

format:  ## Put the Python code into the house's form
	@bin/setup dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

bench:  ## Measure every figure we claim
	@bin/setup dev
	@.venv/bin/python -m bench

faults:  ## Kill, cut and stall the server under load; no acknowledged message may be lost or shown twice
	@bin/setup dev
	@.venv/bin/python -m bench faults

seed:  ## Fill the data directory with a small company to look at
	@bin/seed

clean:  ## Remove the environment and everything built, never the data
	@rm -rf .venv parlour/site/built web/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
