"""What a command prints: text and tables for people, JSON for programs; words about problems go to stderr."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import typer

from bot.cli.chinese import pad, width
from content.zone import SHANGHAI, to_the_minute


def say(text: str) -> None:
    typer.echo(text)


def complain(text: str) -> None:
    typer.echo(text, err=True)


def show_json(value: Any) -> None:
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """As JSON holds it; times are ISO 8601 in Asia/Shanghai."""
    if isinstance(value, date):
        return _time(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value


def _time(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return value.isoformat()


def moment(value: datetime | None) -> str:
    """`2026-03-02 09:30`, Asia/Shanghai."""
    return to_the_minute(value) if value else ""


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns under their headings, as wide as what stands in them."""
    lines = [[str(cell) for cell in row] for row in (headings, *rows)]
    places = [max(width(line[place]) for line in lines) for place in range(len(headings))]
    for line in lines:
        typer.echo("  ".join(pad(cell, place) for cell, place in zip(line, places, strict=True)).rstrip())
