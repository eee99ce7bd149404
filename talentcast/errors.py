"""Every error and warning class of the package.

The command line turns a `TalentcastError` into one line and exit code 2; anything else is a bug
and shows its traceback. A message says what was got, what was expected and what to do.
"""


class TalentcastError(Exception):
    """Base of all errors that the caller can put right."""


class InputFileError(TalentcastError, ValueError):
    """A file is missing, empty, cut off or not of the type its name says."""


class SchemaError(TalentcastError, ValueError):
    """A table lacks a column, or a column holds the wrong kind of value."""


class HorizonError(TalentcastError, ValueError):
    """The year or the number of years asked for can't be forecast."""


class ShortSeriesError(TalentcastError, ValueError):
    """A series has fewer points than the method needs."""


class UnknownNameError(TalentcastError, ValueError):
    """A series, table, method or occupation of that name does not exist."""


class OutputError(TalentcastError, ValueError):
    """The output file can't be written, or its ending names no known format."""


class DataIntegrityError(TalentcastError):
    """A bundled table does not match its own description."""


class MissingExtraError(TalentcastError, ImportError):
    """An optional library is needed; the message names the extra to install."""


class WorkerError(TalentcastError, RuntimeError):
    """A worker process ended before its work was done."""


class NotConvergedWarning(RuntimeWarning):
    """A model stopped before its optimum; its forecast is usable, with less confidence."""
