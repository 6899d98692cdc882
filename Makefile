.PHONY: run test soak lint bench manuals

run: ## build and serve the fictional town
	@scripts/run

test: ## every test
	@scripts/test

soak: ## long random runs
	@MADOGUCHI_SOAK=1 scripts/test

lint: ## formatting and style
	@scripts/lint

bench: ## the product's own figures
	@scripts/bench

manuals: ## every filled form side by side, to be looked at
	@scripts/manuals
