"""What a log may say: what kind of error, in which line of the program. Never its message, an address or a value, which may hold a fact."""

import logging
import traceback


class WithoutFacts(logging.Formatter):
    """Time, level, logger, and for an error its kind and the lines of code it passed through."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, or a few for an error."""
        said = f"{self.formatTime(record)} {record.levelname} {record.name}"
        status = getattr(record, "status_code", None)
        if status is not None:
            said += f" answered {status}"
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return said
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
        return "\n".join([f"{said} {type(error).__name__}", *lines])
