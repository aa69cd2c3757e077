"""Every exception of the tool, grouped by what the person who meets it has to do.

    AnnotatorError          two lines for the user: what happened, and the next step
    ├── InputError          fix a file or a row               exit 1
    ├── UsageError          call the command another way      exit 2
    ├── SetupError          fix a setting, token or project   exit 3
    └── ServerError         wait, or look at the server       exit 4

A bad *record* among good ones is no exception but a `annotator.problem.Problem`.
"""

from __future__ import annotations

from typing import ClassVar


class AnnotatorError(Exception):
    """What went wrong, and the next step; the command line prints both and no traceback."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(AnnotatorError):
    """A file or folder that was given cannot be used as it is."""

    exit_code = 1


class UsageError(AnnotatorError):
    """The command was called with options that do not go together."""

    exit_code = 2


class SetupError(AnnotatorError):
    """A setting, a token, a project or the machine has to be put right first."""

    exit_code = 3


class ServerError(AnnotatorError):
    """Label Studio failed or did not answer; the same command may work later."""

    exit_code = 4
