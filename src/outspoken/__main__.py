"""Let `python -m outspoken` do what `outspoken` does."""

from outspoken.cli.main import main

main()
