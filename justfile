# Every chore, one word each. `just` alone lists them; uv makes the environment on first use.

uv := "uv run --frozen"

_list:
    @just --list --unsorted

# Is the code in order? Style, types, imports, spelling, docs.
check:
    {{uv}} ruff check
    {{uv}} ruff format --check
    {{uv}} mypy
    {{uv}} lint-imports
    {{uv}} codespell
    {{uv}} python docs/generate.py --check

# Does it work? `just test -k judge` runs some of the tests.
test *args:
    {{uv}} pytest {{args}}

# Write the reference pages anew from the code.
docs:
    {{uv}} python docs/generate.py

# Build the example study in ./outspoken-demo.
demo:
    {{uv}} outspoken demo

# Run a benchmark on a data file: just bench casetable --data FILE
bench name *args:
    {{uv}} python benchmarks/{{name}}.py {{args}}
