"""Write docs/cli.md: every command with its arguments and options, from the commands' own help.

Run: python scripts/build_cli_docs.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from talentcast.cli import app

TARGET = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """# Commands

Made by `python scripts/build_cli_docs.py` from the commands' own help. Exit codes: 0 done, 2 the
input or the call is wrong (one line says what was got, what was expected, what to do), 1 a bug.
"""


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield every command below a group, with its full name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def section(name: str, command: Any) -> str:
    """Write one command."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    lines = [f"## talentcast {name}", "", " ".join(command.help.split()), ""]
    lines += [f"- `{p.metavar or p.name.upper()}`: {_help(p)}" for p in arguments]
    lines += ["", "| option | meaning |", "|---|---|"] if options else []
    lines += [f"| `{', '.join(p.opts)}` | {_help(p)} |" for p in options]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def _help(parameter: Any) -> str:
    return " ".join((parameter.help or "").split()).replace("|", "\\|")


def page() -> str:
    """Write the page."""
    parts = [section(*one) for one in commands(typer.main.get_command(app))]
    return "\n\n".join([HEAD.strip(), *parts]) + "\n"


def main() -> None:
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
