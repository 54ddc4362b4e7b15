"""Structured records of what the server does: one line of JSON each, without anything that a viewer wrote."""

import logging
import os
import sys
from functools import cache

import structlog
from structlog.typing import FilteringBoundLogger

LEVEL_VARIABLE = "SEABRIEF_LOG_LEVEL"
"""Environment variable with the least level that is written: debug, info, warning or error."""


@cache
def get_log() -> FilteringBoundLogger:
    """Return the log: lines of JSON on standard error, or at a terminal words, and of warnings only."""
    terminal = sys.stderr.isatty()
    level = os.environ.get(LEVEL_VARIABLE, "warning" if terminal else "info").upper()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    log: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(level, logging.INFO)
        ),
        cache_logger_on_first_use=True,
    )
    return log
