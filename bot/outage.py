"""A database that is gone for a while is told once a minute in one line, and once more when it is back.

The queue's threads try again ten times a second, and huey writes a traceback each time: an hour would fill the disk.
"""

import logging
import threading

LOGGERS = ("huey", "huey.consumer", "huey.consumer.Worker", "huey.consumer.Scheduler")
# By name: psycopg's, sqlite3's, SQLAlchemy's and Redis's share no class.
UNREACHABLE = frozenset({"OperationalError", "InterfaceError", "DisconnectionError", "ConnectionError"})
AGAIN_SECONDS = 60
GONE = "数据库或发送队列连不上，会一直重试：%s"
BACK = "数据库和发送队列恢复正常。"


class Outage(logging.Filter):
    """On huey's loggers. Whatever is no outage passes as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = threading.Lock()
        self._told_at: float | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not is_unreachable(error):
            return True
        with self._guard:
            if self._told_at is not None and record.created < self._told_at + AGAIN_SECONDS:
                return False
            self._told_at = record.created
        record.msg, record.args = GONE, ((str(error).strip().splitlines() or [type(error).__name__])[0],)
        record.exc_info = record.exc_text = None
        return True

    def over(self) -> None:
        """A job could be read again."""
        with self._guard:
            was, self._told_at = self._told_at, None
        if was is not None:
            logging.getLogger(__name__).warning(BACK)


def is_unreachable(error: BaseException) -> bool:
    return any(kind.__name__ in UNREACHABLE for kind in type(error).__mro__)


OUTAGE = Outage()
"""One per process, like the loggers it sits on."""


def tell_calmly() -> Outage:
    for name in LOGGERS:
        logging.getLogger(name).addFilter(OUTAGE)
    return OUTAGE
