# The index: `make` alone prints what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test check format bench fuzz study clean release dev

# Real files for the tests; without them those tests say that they were skipped.
export MIKATA_TEST_DATA ?= $(if $(wildcard ../shared/data),$(abspath ../shared/data))
# make test UPDATE=1 writes what the .test files expect; the diff is the review.
export UPDATE ?=
# Extra words for mikata demo, e.g. make demo DEMO="--customers 500"
DEMO ?=

help:
	@echo 'make demo     a made-up shop on http://127.0.0.1:8400; Ctrl-C stops it'
	@echo 'make test     every test there is; UPDATE=1 rewrites what the .test files expect'
	@echo 'make check    format, tidy.py, clang-tidy on what changed'
	@echo 'make format   clang-format on every C++ file'
	@echo 'make bench    speed beside the peer, same file, same run'
	@echo 'make fuzz     feeds broken input to every parser (SECONDS=60 each)'
ifneq ($(wildcard study),)
	@echo 'make study    recovers the known truth of simulated shops'
endif
	@echo 'make release  build/release/mikata alone'
	@echo 'make dev      the same with sanitizers and the tests: build/dev'
	@echo 'make clean    removes build/; third_party/ stays'

demo: release
	@tools/build_web
	@build/release/mikata demo $(DEMO)

test:
	@tools/setup --test
	@python3 tests/run.py

check:
	@tools/setup --test
	@tools/check

format:
	@git ls-files --cached --others --exclude-standard '*.h' '*.cc' | xargs clang-format -i

bench:
	@tools/setup --test
	@python3 bench/run.py $(BENCH)

fuzz:
	@tools/setup --test
	@python3 tests/fuzz/run.py --seconds $(or $(SECONDS),60)

ifneq ($(wildcard study),)
study: release
	@python3 study/run.py
endif

release dev:
	@tools/setup $(if $(filter dev,$@),--test,--demo)
	@[ -e build/$@/build.ninja ] || cmake --preset $@
	@ninja -C build/$@ $(if $(filter release,$@),mikata)

clean:
	rm -rf build web/node_modules
