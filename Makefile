# make site          builds the example site from Content/ into Public/
# make test          runs the tests
# make script-test   lints the pages' scripts and tests them without a browser
# make browser-test  tests the built pages in a browser
# make lint          checks the format of the Swift code
# All but lint first install missing packages, on a Debian machine that has Swift and git.

PACKAGES := libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libxml2-dev \
  libcurl4-openssl-dev libstemmer-dev libdeflate-dev pkg-config make
DIGEST := .build/release/digest

.PHONY: site test script-test browser-test packages lint

site: packages
	swift build -c release --product digest --explicit-target-dependency-import-check error
	$(DIGEST) build
	@echo "Look at it: open Public/index.html, or run '$(DIGEST) serve'"

test: packages
	Tests/run

script-test:
	Tests/Scripts/run

browser-test: site
	Tests/Browser/run

lint:
	swift format lint --strict --recursive --parallel Sources Tests Templates Package.swift

packages:
	@missing=$$(for name in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'install ok installed' || echo $$name; \
	done); \
	[ -z "$$missing" ] && exit 0; \
	install="apt-get update && apt-get install --yes --no-install-recommends $$(echo $$missing)"; \
	if [ "$$(id -u)" = 0 ]; then sh -ec "$$install"; \
	elif sudo -n true 2>/dev/null; then sudo sh -ec "$$install"; \
	else echo "Packages are missing. As root, run:"; echo "  $$install"; exit 1; fi
