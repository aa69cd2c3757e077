"""The log of a run: what was done and what went wrong, in a file of its own, never with the token."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

KEPT = 200
"""Logs of so many runs of each command stay; older ones are deleted."""

LONGEST = 500
"""Code points of a line."""

_QUERY = re.compile(r"(?<=\w/)\?\S+|(?<=\w)\?\S+=\S*")
"""Of an address: it may hold thousands of keys, and says little to a reader."""

_SOURCES = ("annotator", "httpx")


@contextmanager
def written(folder: Path, command: str, token: SecretStr) -> Iterator[None]:
    """Write what the tool and its HTTP client log in the block, a line each, into a private file named by time and command."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(folder.glob(f"*-{command}.log"))[: -KEPT + 1]:
        old.unlink(missing_ok=True)
    path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{command}.log"
    stream = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_OneLine(token))
    loggers = [logging.getLogger(name) for name in _SOURCES]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    log = loggers[0]
    try:
        log.info("%s begins, process %d", command, os.getpid())
        yield
        log.info("%s ends", command)
    except BaseException as error:
        log.info("%s ends with %s: %s", command, type(error).__name__, error)
        raise
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
        handler.close()
        stream.close()


class _OneLine(logging.Formatter):
    """Time in UTC and message, on one line, without the token."""

    def __init__(self, token: SecretStr) -> None:
        super().__init__("%(asctime)sZ %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self.converter = time.gmtime
        self._token = token.get_secret_value().strip()

    def format(self, record: logging.LogRecord) -> str:
        """One line of the log."""
        line = _QUERY.sub("?…", " ".join(super().format(record).split()))
        line = line.replace(self._token, "[token]") if self._token else line
        return line if len(line) <= LONGEST else line[:LONGEST] + "…"
