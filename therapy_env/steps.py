"""Work written without input or output: generators that yield requests, driven in a thread or on an event loop.

An encoding may have to ask something outside (a language model). It never calls out: it yields a :class:`Request`
and is sent the answer. Embedded encodings yield nothing. So one session is written once, and is driven
synchronously by :func:`drive` or asynchronously by :func:`adrive`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """Something to be answered from outside."""

    role: str
    """Who asks: ``reader``, ``patient``, ``judge`` or ``therapist``."""
    payload: Mapping[str, Any]
    """What is asked, in plain data."""


Steps = Generator[Request, Any, T]
"""A computation that yields requests, is sent answers, and returns a ``T``."""


def _unanswerable(request: Request) -> Any:
    raise RuntimeError(f"the {request.role} asked for an answer from outside, and nothing was given that could answer")


def drive(steps: Steps[T], answer: Callable[[Request], Any] = _unanswerable) -> T:
    """Run ``steps`` to its end, answering each request with ``answer``."""
    try:
        request = next(steps)
        while True:
            request = steps.send(answer(request))
    except StopIteration as stop:
        value: T = stop.value
        return value


async def adrive(steps: Steps[T], answer: Callable[[Request], Awaitable[Any]]) -> T:
    """Run ``steps`` to its end on the running event loop, awaiting ``answer`` for each request."""
    try:
        request = next(steps)
        while True:
            request = steps.send(await answer(request))
    except StopIteration as stop:
        value: T = stop.value
        return value
