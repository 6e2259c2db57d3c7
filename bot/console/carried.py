"""What somebody wrote goes along while they sign in: every field of their form, as hidden fields of another.

Files do not: they are chosen again. Nor does a form with a password in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fastapi import Request

from bot.console.pages import SIGN_OUT, path
from bot.console.signed import CSRF, below_root
from bot.incoming import Sent

TO, MARK, FILE = "carried-to", "carried:", "carried-file"
TYPED_ANEW = "password"
"""A form with a field whose name begins so is filled in anew."""
LONGEST_SHOWN = 4_000


class Field(NamedTuple):
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A form on its way: where it was sent, what stood in it, and the names of its file fields."""

    to: str
    fields: Sequence[Field] = ()
    files: Sequence[str] = ()

    @property
    def hidden(self) -> list[Field]:
        """The fields that carry it through another form."""
        kept = [Field(MARK + name, value) for name, value in self.fields]
        return [Field(TO, self.to), *kept, *(Field(FILE, name) for name in self.files)]

    @property
    def written(self) -> list[Field]:
        """What somebody may want to read once more: longer words come first, Chinese before codes."""
        shown = [Field(name, value[:LONGEST_SHOWN]) for name, value in self.fields if value.strip()]
        return sorted(shown, key=lambda one: -len(one.value.encode()))[:1]


def carried_of(request: Request, sent: Sent | None) -> Carried | None:
    """None where nothing goes along."""
    to = below_root(_whole(request))
    if sent is None or not sent.fields or to == path(SIGN_OUT):
        return None
    if any(name.startswith(TYPED_ANEW) for name in sent.fields):
        return None
    fields = [Field(name, value) for name, values in sent.fields.items() if name != CSRF for value in values]
    return Carried(to, fields, list(dict.fromkeys(upload.field for upload in sent.uploads)))


def carried_in(sent: Sent) -> Carried | None:
    """What a form carries through."""
    if not sent.text(TO):
        return None
    named = [(name.removeprefix(MARK), values) for name, values in sent.fields.items() if name.startswith(MARK)]
    fields = [Field(name, value) for name, values in named for value in values]
    return Carried(below_root(sent.text(TO)), fields, list(sent.texts(FILE)))


def _whole(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
