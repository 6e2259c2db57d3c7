"""What the pages of lists have in common: filters in the address, and the addresses of the other pages."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

DEEPEST = 2_000
"""Pages beyond it are reached by narrowing the list."""


def page_of(request: Request) -> int:
    """From 1; what is no number is the first page."""
    text = request.query_params.get("page", "")
    return min(max(int(text), 1), DEEPEST) if text.isascii() and text.isdigit() else 1


def text_of(request: Request, name: str) -> str:
    """A filter's value; "" = not narrowed by it."""
    return " ".join(request.query_params.get(name, "").split())[:100]


def number_of(request: Request, name: str) -> int | None:
    text = text_of(request, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None  # what a database holds


def addresses(path: str, filters: Mapping[str, Any]) -> Callable[[int], str]:
    """Page number to the address that shows it, narrowed in the same way."""
    kept = {name: value for name, value in filters.items() if value}
    return lambda page: f"{path}?{urlencode({**kept, 'page': page})}"
