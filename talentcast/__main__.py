"""Run as `python -m talentcast`."""

from talentcast.cli import main

main()
