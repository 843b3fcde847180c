# jukiself — two commands matter: `make run` and `make test`. `make help` lists the rest.
# After any target the program is .venv/bin/jukiself.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
PROGRAM := .venv/bin/jukiself

.PHONY: help kill kill-collect kill-work faults run test test-real bench bench-curves pictures fuzz mutants samples-japan windows linux test-windows test-linux manual audit lint lock clean fonts ready ready-test

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

ready:
	@bash installer/bootstrap.sh run

ready-test:
	@bash installer/bootstrap.sh test

run: ready  ## start the program; without a display do the main job into out/ and take pictures
	@bash installer/run.sh

test: ready-test lint  ## every test but those of outside clients (at most 15 minutes on two cores)
	$(PY) -m pytest -n auto -m "not real"

lint: ready-test  ## style, types, walls between the layers
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

bench: ready-test  ## one table of ratios, ReText and git-cola beside us; WRITE=1 keeps it in docs/bench.md (about 6 minutes; RUNS=)
	$(PY) -m tests.bench.bench --runs $(or $(RUNS),9) $(if $(WRITE),--write)

bench-curves: ready-test  ## what things cost from 10 to 10,000 offices, into docs/bench-curves.png (about 8 minutes; MOST=)
	$(PY) -m tests.bench.curves --most $(or $(MOST),10000)

pictures: ready-test  ## every page of the window into out/pictures/, at two sizes and with text twice as large
	@mkdir -p out
	$(PROGRAM) pictures out/pictures --all

manual: ready-test  ## 利用の手引き, its four parts as PDF into out/, with pictures drawn now (also shown in the program)
	@mkdir -p out
	$(PROGRAM) manual out/利用の手引き.pdf --for all --pictures resources/manual/pictures

fonts:  ## take the fonts again and check their hashes
	@bash installer/bootstrap.sh fonts

lock:  ## resolve the versions anew into requirements.lock
	@bash installer/lock.sh

audit:  ## known holes in the pinned packages, asked of the public advisories (needs the Internet; without it exit 2)
	@bash installer/audit.sh

clean:  ## remove what was made, except the environment and the fonts
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

test-real: ready-test  ## the tests that need a real client (LibreOffice must be installed)
	@command -v soffice >/dev/null || { echo "make test-real: libreoffice-calc と libreoffice-writer を入れてください / install them first" >&2; exit 2; }
	@/usr/bin/python3 -c "import uno" 2>/dev/null || { echo "make test-real: python3-uno を入れてください（LibreOffice を動かして回答書に書き込む試験が使います） / install it first" >&2; exit 2; }
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { echo "make test-real: postgresql を入れてください（サーバーに置いた保存ファイルの試験が使います） / install it first" >&2; exit 2; }
	$(PY) -m pytest -m real

kill: ready-test  ## kill the real program 200 times while somebody answers; what was 保存済み must be there
	@command -v xdotool >/dev/null || { echo "make kill: xdotool を入れてください / install xdotool first" >&2; exit 2; }
	$(PY) -m tests.screen.kill --times $(or $(TIMES),200)

kill-collect: ready-test  ## kill a collect 50 times in the middle of its files (TIMES=); nothing half-taken, nothing lost
	$(PY) -m tests.collect.kill_collect --times $(or $(TIMES),50)

kill-work: ready-test  ## kill the command line 960 times (TIMES=) while it writes; every file old or new, whole (docs/trust.md)
	$(PY) -m tests.trust.kill_work --times $(or $(TIMES),960)

faults: ready-test  ## two at once, full disks, pulled media and the like, each for real: the table of docs/trust.md (Linux, root)
	@$(PY) -m tests.trust.faults

fuzz: ready-test  ## read 2,000 workbooks damaged by chance (FILES=, SECONDS=); what fails is kept in out/fuzz
	$(PY) -m tests.excel.fuzz --files $(or $(FILES),2000) --seconds $(or $(SECONDS),600)

mutants: ready-test  ## plant slips in every rule and 500 in the code that judges; each is noticed or stands in docs/mutants.md
	nice -n 10 $(PY) -m tests.mutants.run $(if $(FRESH),--fresh)

samples-japan: ready-test  ## 1,741 synthetic returns with planted defects, collected: planted × reported (OFFICES=, SEED=)
	$(PY) -m tests.japan.samples --offices $(or $(OFFICES),1741) --seed $(or $(SEED),20261121)

linux: ready  ## dist/: the wheel, and a folder for a Linux without Python (takes what it needs; about 1 minute)
	nice -n 5 $(PY) -m installer.pack.linux

windows:  ## dist/: zip and setup for Windows, built here (takes what it needs; about 3 minutes)
	@bash installer/bootstrap.sh windows
	nice -n 5 $(PY) -m installer.pack.windows

test-windows:  ## the same, then tried under Wine; pictures and a report in out/test-windows/ (about 7 minutes)
	@bash installer/bootstrap.sh test-windows
	@$(MAKE) --no-print-directory windows
	nice -n 5 $(PY) -m installer.trial.windows

test-linux: linux  ## the Linux folder tried in a Debian without Python, and the wheel (needs debootstrap, desktop-file-utils and root; about 5 minutes)
	nice -n 5 $(PY) -m installer.trial.linux
