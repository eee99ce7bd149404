"""The command line: parse, call the public functions, print. No arithmetic here."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from talentcast.commands import ads, figures, forecasts, taxonomies
from talentcast.errors import TalentcastError

app = typer.Typer(
    name="talentcast",
    help="Forecast talent headcounts; estimate shortage and pay from job ads. "
    "人才预测与招聘广告紧缺度、薪酬估计。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
forecasts.add_commands(app)
ads.add_commands(app)
app.add_typer(figures.app, name="data")
app.add_typer(taxonomies.app, name="taxonomy")

#: A result that nobody reads to the end is no bug.
_BROKEN_PIPE_EXIT = 0
_INPUT_ERROR_EXIT = 2
#: As shells report a program stopped by Ctrl-C.
_INTERRUPTED_EXIT = 130


def _version(show: bool) -> None:
    if show:
        from talentcast import __version__

        typer.echo(f"talentcast {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the whole program."""


def _one_line_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    line: str | None = None,
) -> str:
    return f"talentcast: warning: {' '.join(str(message).split())}\n"


#: The library's words for wrong values, and ours.
_PLAIN_WORDS = (
    ("Value error, ", ""),
    ("Input should be a valid integer, unable to parse string as an integer", "not a whole number"),
    ("Input should be greater than or equal to", "expected at least"),
)


def _usage_line(error: Any) -> str:
    """Put a wrong call into one line."""
    message = " ".join(error.format_message().split()).rstrip(".")
    for theirs, ours in _PLAIN_WORDS:
        message = message.replace(theirs, ours)
    command = error.ctx.command_path if error.ctx else "talentcast"
    return f"talentcast: {message}; see {command} --help\n"


def main() -> None:
    """Run the command line; an error the caller can put right is one line and exit code 2."""
    import warnings

    warnings.formatwarning = _one_line_warning
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    usage_error: Any = typer.BadParameter.__mro__[1]  # UsageError, which Typer does not export
    try:
        code = app(standalone_mode=False)
    except TalentcastError as error:
        sys.stdout.flush()
        sys.stderr.write(f"talentcast: {' '.join(str(error).split())}\n")
        raise SystemExit(_INPUT_ERROR_EXIT) from None
    except usage_error as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
        else:
            sys.stderr.write(_usage_line(error))
        raise SystemExit(_INPUT_ERROR_EXIT) from None
    except (typer.Abort, KeyboardInterrupt):
        raise SystemExit(_INTERRUPTED_EXIT) from None
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the pipe is gone; nothing more to say
        raise SystemExit(_BROKEN_PIPE_EXIT) from None
    if isinstance(code, int) and code:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
