# Run `make` alone for the list. What a target does is in scripts/.

.DEFAULT_GOAL := help
.PHONY: help run test test-full fast fmt bench hadoop pictures dist deb image chart clean

# Further arguments of `make run` and `make hadoop`, for example ARGS='--help'.
ARGS ?=

# What users start: the program of the archive, as scripts/test-packages.sh leaves it unpacked.
archived = "$$(ls -d "$$PWD"/dist/*-"$$(uname -m)"/bin/bytebucket)"

# Servers of tests live for seconds, of which the second compiler would take half; at full size they run
# as they are shipped.
short_lived = JAVA_OPTS=-XX:TieredStopAtLevel=1

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build what is missing and start a server to try out, in the foreground
	@scripts/run.sh $(ARGS)

test: ## install what the tests need (as root), then run every check and every test
	@scripts/install-test-tools.sh
	@scripts/build-console.sh
	@scripts/beside.sh scripts/test-console.sh sh -c 'scripts/test-packages.sh && $(short_lived) E2E_LAUNCHER=$(archived) scripts/test-browser.sh'
	@$(short_lived) scripts/mvn.sh verify -Pparts -Dtests.excluded= -Dbytebucket.launcher=$(archived)

test-full: ## the same at full size, on the archive: 50 kills, 40 power cuts, 10,000 files, 5 GiB (an hour and more)
	@scripts/install-test-tools.sh
	@scripts/install-package-tools.sh
	@scripts/test-packages.sh --full
	@scripts/test-console.sh
	@E2E_FULL=true E2E_LAUNCHER=$(archived) scripts/test-browser.sh
	@older="$$(scripts/older-archive.sh)" && scripts/mvn.sh verify -Dtests.excluded= -Dtests.forks=1 -Dbytebucket.full=true -Dbytebucket.launcher=$(archived) -Dtests.older.launcher="$$older"

fast: ## compile and run the tests that start no process: under a minute when warm
	@scripts/mvn.sh test

fmt: ## format the Java sources
	@scripts/mvn.sh --quiet -Phadoop spotless:apply

bench: ## measure a server on this machine beside the limits of the machine
	@scripts/bench.sh

hadoop: ## run Hadoop's own file system tests against a server
	@scripts/hadoop.sh $(ARGS)

pictures: ## draw the console's pages anew for docs/console.md
	@E2E_PICTURES=true scripts/test-browser.sh --project=pictures

dist: ## make dist/bytebucket-*.tar.gz, which needs no JDK to run
	@scripts/dist.sh

deb: dist ## make dist/bytebucket_*.deb for Debian and Ubuntu, with a service
	@scripts/deb.sh

image: dist ## make dist/bytebucket-*-oci-*.tar, an image for containers, without a registry
	@scripts/image.sh

chart: ## make dist/bytebucket-chart-*.tgz, for Kubernetes
	@scripts/chart.sh

clean: ## remove what was built; data/ stays
	rm -rf dist target */target ui/dist ui/dist-build.log
