"""The last door of the window: what nobody caught becomes one dialog with a report, and a line in the log."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtWidgets import QApplication

from berkas.kit import dialogs
from berkas_db.errors import BookError

log = logging.getLogger(__name__)

_SENTENCE = "Terjadi kegagalan yang tidak terduga. Data yang sudah tersimpan tidak berubah."


def install() -> None:
    """Catch what slots and threads let through. Reports carry places and kinds of errors, no values."""
    sys.excepthook = _in_window
    threading.excepthook = _in_thread


def _in_window(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        QApplication.quit()
        return
    error = error.with_traceback(trace)
    log.error("unexpected failure: %s", kind.__qualname__, exc_info=error)
    if QApplication.instance() is None:
        return
    if isinstance(error, BookError):
        dialogs.say(None, "Belum dapat dilakukan", f"{error} {error.next_step}".strip())
    else:
        dialogs.failure(None, _SENTENCE, error)


def _in_thread(caught: threading.ExceptHookArgs) -> None:
    log.error("a thread failed: %s", caught.exc_type.__qualname__, exc_info=caught.exc_value)
