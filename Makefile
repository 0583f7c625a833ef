# Cổng Làng: the few commands a person needs. `make help` lists them.

DATA       ?= data/installation
UNITS      ?= data/units/units_2023_camau.csv
PROVINCE   ?= Tỉnh Cà Mau
LISTEN     ?= 127.0.0.1:8080
OPS_LISTEN ?= 127.0.0.1:9090
PROFILE    ?= release
ONLY       ?=
SECONDS    ?= 60

export DATA UNITS PROVINCE LISTEN OPS_LISTEN PROFILE ONLY

.DEFAULT_GOAL := help
.PHONY: help setup run test bench fuzz fmt lint clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and testing needs; does nothing where all is there
	@ops/setup.sh

run: ## build, fill DATA with a demo province once, serve it on LISTEN
	@ops/run.sh

test: setup ## everything a change must pass: format, lints, SQLite, PostgreSQL, browser (ONLY=rust for a part)
	@ops/test.sh

bench: ## compare with nginx, measure memory and times, write docs/benchmarks.md
	@ops/bench.sh

fuzz: ## try the readers of foreign files with random input, SECONDS for each (ONLY=html_text for one)
	@ops/fuzz.sh "$(SECONDS)" $(ONLY)

fmt: ## format the Rust code
	cargo fmt --all

lint: ## format check and lints as errors, as `make test` runs them first
	@ONLY=lint ops/test.sh

clean: ## remove what was built; the installation in DATA stays
	cargo clean
	rm -rf browser/node_modules browser/out bench/out editor/node_modules assets/built
