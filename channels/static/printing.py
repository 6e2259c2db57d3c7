"""The templates: escaped by default, and quick, since a full build prints every page."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from channels.static import words
from content.file_types import size

Constants = tuple[tuple[str, str], ...]


class _Loader(FileSystemLoader):
    """Puts what is the same on every page into the templates' own text; `constants` are escaped already."""

    def __init__(self, folder: Path, constants: Constants) -> None:
        super().__init__(folder)
        # Braces in a site's name must stay text: such a value is printed like any other.
        self._constants = {f"{{{{ {name} }}}}": value for name, value in constants if "{" not in value}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, place, is_current = super().get_source(environment, template)
        for name, value in self._constants.items():
            source = source.replace(name, value)
        return source, place, is_current


@cache
def environment(folder: Path, constants: Constants) -> Environment:
    """Compiled once per process and set of constants: that takes a tenth of a second."""
    templates = Environment(
        loader=_Loader(folder, constants),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters = (words.moment, words.day, words.iso, words.rfc822, size, words.kind, words.xml_text)
    templates.filters |= {filter_.__name__: filter_ for filter_ in filters}
    # A value with braces stays a variable; dotted ones are attributes of `site`, which every page is given.
    templates.globals |= {name: Markup(value) for name, value in constants if "." not in name}  # noqa: S704  # escaped already
    return templates
