"""What is the same on every page: who the site is, its columns, its fixed places, its templates."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape

from channels import look
from channels.static import addresses
from channels.static.places import PLACES
from channels.static.printing import environment
from channels.static.settings import Settings
from content.column import Column

FORMAT = "1"
TEMPLATES = Path(__file__).parent / "templates"
NAV_LENGTH = 6
# What the settings say of the sending, not of the pages.
NOT_SHOWN = {"folder", "texts", "keep", "watch", "time_limit", "patience", "after", "at", "parallel"}


@dataclass(frozen=True, slots=True)
class Section:
    """A column as the site shows it; `current` is False for one that the settings no longer name."""

    name: str
    slug: str
    current: bool = True

    @property
    def path(self) -> str:
        return addresses.column(self.slug)


@dataclass(frozen=True)
class Site:
    """Everything that pages are made of, besides the items. `links`: words to addresses, see `Surroundings`."""

    settings: Settings
    office: str
    columns: tuple[Column, ...]
    contact: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.settings.site_name or self.office

    @property
    def base_url(self) -> str:
        return self.settings.base_url

    @cached_property
    def prefix(self) -> str:
        """The path part of the public address, for a site that is not at the root of its host."""
        return urlsplit(self.base_url).path.rstrip("/")

    @cached_property
    def domain(self) -> str:
        return urlsplit(self.base_url).netloc

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(column.name, column.slug) for column in self.columns)

    @cached_property
    def nav(self) -> tuple[Section, ...]:
        named = {section.name: section for section in self.sections}
        chosen = [named[name] for name in self.settings.nav if name in named]
        return tuple(chosen) or self.sections[:NAV_LENGTH]

    def with_old(self, names: Iterable[str]) -> list[Section]:
        """The settings' columns, then those that only old pages know."""
        known = {section.name for section in self.sections}
        return [*self.sections, *(_old(name) for name in names if name not in known)]

    def section(self, name: str) -> Section:
        """Of a column by its name, known or not."""
        return next((section for section in self.sections if section.name == name), _old(name))

    def knows(self, name: str) -> bool:
        return any(section.name == name for section in self.sections)

    def text_of(self, place: str) -> str | None:
        """The office's own Markdown for a fixed place, if it wrote one."""
        path = self.settings.texts / f"{place}.md" if self.settings.texts else None
        return path.read_text("utf-8") if path and path.is_file() else None

    @cached_property
    def stamp(self) -> str:
        """Changes when every page has to be made anew: settings, columns, texts, templates or the style changed."""
        hashed = hashlib.sha256(FORMAT.encode())
        hashed.update(self.settings.model_dump_json(exclude=NOT_SHOWN).encode())
        hashed.update(repr((self.office, self.columns, sorted(self.contact.items()))).encode())
        hashed.update(repr(sorted(self.links.items())).encode())
        for path in [look.STYLE, *_files(TEMPLATES), *_files(self.settings.texts)]:
            hashed.update(path.name.encode() + b"\0" + path.read_bytes())
        return hashed.hexdigest()

    @cached_property
    def style(self) -> str:
        return look.style_with(TEMPLATES / "style.css")

    @cached_property
    def style_version(self) -> str:
        return hashlib.sha256(self.style.encode()).hexdigest()[:8]

    def header(self, current: str) -> Markup:
        """The top of a page whose column or place is `current` (a path)."""
        return self._part("header.html", current)

    def side(self, current: str) -> Markup:
        """All columns, beside a column's list."""
        return self._part("side.html", current)

    def _part(self, template: str, current: str) -> Markup:
        """Printed once per column, not once per page."""
        part = self._parts.get((template, current))
        if part is None:
            part = Markup(self.render(template, current=current))  # noqa: S704  # our own template, which escapes
            self._parts[template, current] = part
        return part

    @cached_property
    def _parts(self) -> dict[tuple[str, str], Markup]:
        return {}

    @cached_property
    def head(self) -> Markup:
        return Markup(self.render("head.html"))  # noqa: S704  # likewise

    @cached_property
    def footer(self) -> Markup:
        return Markup(self.render("footer.html"))  # noqa: S704  # likewise

    def render(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(site=self, places=PLACES, **values)

    @cached_property
    def _templates(self) -> Environment:
        constants = {
            "root": self.prefix,
            "base_url": self.base_url,
            "site.name": self.name,
            "site.office": self.office,
        }
        return environment(TEMPLATES, tuple((name, str(escape(value))) for name, value in constants.items()))


def _old(name: str) -> Section:
    # Its old slug may belong to another column by now; a hash of the name cannot.
    return Section(name, f"lm-{hashlib.sha256(name.encode()).hexdigest()[:8]}", current=False)


def _files(folder: Path | None) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder and folder.is_dir() else ()
