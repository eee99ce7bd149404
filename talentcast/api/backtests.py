"""The object that `backtest` gives: errors, a verdict, and trained models if there are any."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentcast.errors import OutputError, SchemaError
from talentcast.frames import BacktestTables
from talentcast.render.write import format_of, write_text

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from talentcast.models.learned import Learned

#: Name of the record beside saved models.
RECORD_NAME = "training_record.json"

#: What a back-test can be written as.
BACKTEST_FORMATS = ("csv", "json", "md", "xlsx")

_LIBRARIES = ("lightgbm", "numpy", "pandas")
#: Significant digits of figures in the terminal.
_DIGITS = 4
#: So many series are printed beside the figures over all.
_MOST_SERIES = 40


class Backtest:
    """How wrong forecasts would have been; unpacks into table and verdict with its notes.

    Attributes
    ----------
    table : DataFrame
        One row a series and method; the rows of all series together come first.
    verdict : str
    notes : list of str
        What was noticed in the panel.
    models : Learned or None
        Trained on the panel, for ``tc.forecast(models=...)``.
    record : dict or None
        Training record: data fingerprint, date, seed, recipe, figures.

    Examples
    --------
    >>> import talentcast as tc
    >>> table, said = tc.backtest(methods=["drift"])
    >>> sorted(table["method"].unique())
    ['drift', 'naive']
    """

    def __init__(self, tables: BacktestTables, *, lang: str) -> None:
        self.tables = tables
        self.lang = lang

    @property
    def table(self) -> pd.DataFrame:
        """Errors and coverage, a row a series and method."""
        return self.tables.table

    @property
    def verdict(self) -> str:
        """Which method is best here, or that nothing beats the last value."""
        return self.tables.verdict

    @property
    def notes(self) -> list[str]:
        """What was noticed in the panel, one line a note."""
        return list(self.tables.notes)

    @property
    def models(self) -> Learned | None:
        """What was trained on the panel."""
        learned: Learned | None = self.tables.learned
        return learned

    @property
    def record(self) -> dict[str, Any] | None:
        """How the models were trained, and what they reached."""
        return None if self.tables.record is None else dict(self.tables.record)

    def __iter__(self) -> Iterator[Any]:
        return iter((self.table, "\n".join([*self.notes, self.verdict])))

    def to_dict(self) -> dict[str, Any]:
        """Build the `talentcast.backtest/1` document."""
        from talentcast.render.documents import plain

        document = {
            "schema": "talentcast.backtest/1",
            "origins": self.tables.origins,
            "horizon": self.tables.horizon,
            "verdict": self.verdict,
            "notes": self.notes,
            "rows": self.table.to_dict("records"),
            "training": self.record,
        }
        return dict(plain(document))

    def text(self, format: str) -> str:
        """Write it as csv (figures alone), json or md (with notes and verdict)."""
        from talentcast.api.commands import frame_text
        from talentcast.render.documents import dump

        if format == "json":
            return dump(self.to_dict())
        text = frame_text(self.table, format)
        return text if format == "csv" else "\n\n".join([text.rstrip(), *self.said()]) + "\n"

    def said(self) -> list[str]:
        """List the notes, then the verdict."""
        return [*self.notes, self.verdict]

    def print(self, out: Console | None = None) -> None:
        """Print the table, notes and verdict."""
        from talentcast.forecast.reason_words import method_in
        from talentcast.render.frame_table import print_frame
        from talentcast.render.terminal import console
        from talentcast.render.words import word

        screen = out or console(sys.stdout)
        order = list(dict.fromkeys(self.table["series"]))
        shown = self.table[self.table["series"].isin(order[: _MOST_SERIES + 1])]
        said = shown.assign(method=[method_in(name, self.lang) for name in shown["method"]])
        print_frame(screen, said, lang=self.lang, digits=_DIGITS)
        if len(order) > _MOST_SERIES + 1:
            screen.print(word("more_series", self.lang).format(n=len(order) - _MOST_SERIES - 1))
        for line in self.said():
            screen.print(line, soft_wrap=True)

    def save(self, path: str | Path, *, format: str | None = None) -> None:
        """Write to a file; the ending gives the format (csv, json, md, xlsx)."""
        import pandas as pd

        from talentcast.render.sheets import write_workbook

        kind = format or format_of(Path(path), BACKTEST_FORMATS)
        if kind == "xlsx":
            notes = pd.DataFrame({"note": self.said()})
            write_workbook(Path(path), {"table": self.table, "notes": notes})
        else:
            write_text(Path(path), self.text(kind))

    def save_models(self, folder: str | Path) -> list[Path]:
        """Write the trained models and their record into a new or empty folder.

        Raises
        ------
        OutputError
            If something is there already, or nothing can be written.
        SchemaError
            If nothing was trained.
        """
        if self.models is None or self.record is None:
            raise SchemaError(
                "got no trained models to save; expected a back-test with retrain; "
                "name the panel with --retrain FILE"
            )
        target = Path(folder)
        check_models_folder(target)
        try:
            with tempfile.TemporaryDirectory(dir=target.absolute().parent) as temporary:
                made = Path(temporary) / "models"
                files = {path.name: path.stat().st_size for path in self.models.save(made)}
                record = {**self.record, "versions": _versions(), "files": files}
                text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
                (made / RECORD_NAME).write_text(text, encoding="utf-8")
                if target.is_dir():
                    target.rmdir()
                made.rename(target)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"{target}: got the error '{reason}' while writing; expected a place with room "
                "and permission; choose another"
            ) from error
        return [target / name for name in [*files, RECORD_NAME]]


def check_models_folder(folder: Path) -> None:
    """Raise `OutputError` unless models can be saved in a new or empty folder of that name."""
    if not folder.absolute().parent.is_dir():
        raise OutputError(
            f"{folder}: got a folder that does not exist around it; expected {folder.parent} to "
            "be there; create it"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        kind = "a folder with files in it" if folder.is_dir() else "a file"
        raise OutputError(f"{folder}: got {kind}; expected a new or empty folder; name another")


def _versions() -> dict[str, str]:
    from talentcast import __version__

    found = {"talentcast": __version__}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
