"""Rejected input rows: what is said about a row that can't be used."""

from __future__ import annotations

from dataclasses import dataclass

#: Reasons, as they appear in the report and in the rejects file.
NOTHING_TO_READ = "no title and no text"
TOO_MANY_CELLS = "too many cells"
TOO_FEW_CELLS = "too few cells"
BROKEN_QUOTES = "quotation mark not closed"
NOT_JSON = "not valid JSON"
NOT_AN_OBJECT = "JSON value is not an object"

#: Characters of the row kept in `Reject.content`: enough to recognise it.
CONTENT_LENGTH = 500


@dataclass(frozen=True)
class Reject:
    """One input row that was not used (the columns of `frames.REJECTS`).

    Attributes
    ----------
    file : str
        Name of the input as given.
    line : int
        Physical line (text files), sheet row (spreadsheets) or record number (other tables),
        counted from 1, where the row starts.
    row : int
        Number of the data row over all inputs, counted from 1.
    reason : str
        One of the reasons of this module, with details in brackets after it where they help.
    content : str
        The start of the row as read.
    """

    file: str
    line: int
    row: int
    reason: str
    content: str


@dataclass(frozen=True)
class BrokenRow:
    """A data row that a source could not split into cells.

    Attributes
    ----------
    number : int
        Number of the data row within its file, counted from 1.
    line : int
        Where it starts in the file.
    reason, detail, content : str
        `detail` is free text that does not count as a reason of its own.
    """

    number: int
    line: int
    reason: str
    detail: str
    content: str
