"""What a mapping may say of one call, and which calls make up what the algorithm asks for (the operations)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["auth", "invalid", "missing", "exists", "conflict", "retry", "unknown", "html"]
Form = Literal["json", "xml", "html", "text"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]


class MappingPart(BaseModel):
    """Unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Rule(MappingPart):
    """One way in which the site says no. The first rule whose `when` holds decides; a step's own come first."""

    when: str
    """JMESPath over the view `{status, headers, cookies, body}`; holds unless it gives null, false or something
    empty."""

    kind: Kind
    """What the engine does about it.

    `auth`: it does not accept who calls (signed in again once, then the channel pauses and staff are told).
    `invalid`: the text must change. `missing`: there is no such thing; this ends the operation (an answer for `find`,
    `find_file`, `read`; where a later step is to go on, let `ok` hold instead and take nothing). `exists`: not made, as
    there is one of this key: it is found and updated instead. `conflict`: not changed, as somebody changed it
    meanwhile. `retry`: surely nothing done, try later. `unknown`: perhaps done, look before trying again. `html`:
    something before the site (a firewall, a proxy) answered in its place.
    """

    says: str = ""
    """In Chinese, for staff: what is wrong and what to do now. Without it, the engine's words and the site's own."""


class File(MappingPart):
    """A part of a multipart form that is a file. All three are templates."""

    content: str = "{{ file.content }}"
    name: str = "{{ file.name }}"
    """`file.name` is the one readers see (Chinese); `file.ascii` is made of the key, for sites that garble others."""
    type: str = "{{ file.media_type }}"


class Step(MappingPart):
    """One call. Its parts are rendered, it is sent, its answer is judged, values are taken. Steps run in order, once.

    Texts are templates (Jinja2, sandboxed). A text that is just one `{{ … }}` keeps its type (a number stays a
    number, a list a list); `OMIT` in it leaves the key out. Unknown names are faults, told when the mapping is read.
    """

    if_: str | None = Field(default=None, alias="if")
    """An expression (no braces), as `not id`: the step is left out where it is false. Names of later steps are none."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] = "GET"

    path: str = ""
    """Template; below `prefix`. Put values in by `| urlencode`."""

    query: Mapping[str, Any] = Field(default_factory=dict)
    """Templates. Yes and no become `true`, `false`; a list becomes one text with commas."""

    headers: Mapping[str, str] = Field(default_factory=dict)
    """Templates."""

    json_: Any = Field(default=None, alias="json")
    """The body as a tree; never pasted together from text, so that any title is safe in it."""

    form: Mapping[str, Any] | None = None
    """The body as form fields (urlencoded, in `encoding`). A list repeats its field."""

    multipart: Mapping[str, str | File] | None = None
    """The body as a form with files: `{file: {}, title: "{{ file.name }}"}`."""

    xml: str | None = None
    """The body as one template of XML without its declaration (added, in `encoding`). Values are escaped of
    themselves; what the encoding cannot say becomes a character reference (but not in a CDATA section: `| cdata`)."""

    text: str | None = None
    """The body as one template of plain text, in `encoding`."""

    type: str = ""
    """The body's Content-Type where it is not the usual one of its form."""

    encoding: str = ""
    """Of body and query of this call, where not the mapping's (`gbk` where a document says so)."""

    writes: bool | None = None
    """Whether a lost answer leaves in doubt what was done. Only asked in `create`, `update`, `withdraw`, `undo`;
    default: every method but GET and HEAD. Set it for a GET that writes, or a POST that only asks."""

    answer: Form | None = None
    """How the answer is written, where not the mapping's `answers`. HTML where another was expected is kind `html`."""

    ok: str | None = None
    """JMESPath over the view: where it holds this is a success, whatever the status; where it does not, a failure.
    Without it, the status decides (2xx), after all rules."""

    errors: Sequence[Rule] = ()
    """Rules of this step, before those of the mapping. All of them are asked before `ok` and the status."""

    take: Mapping[Name, str] = Field(default_factory=dict)
    """Values taken from the view by JMESPath, for later steps and as what the operation gives. Null where absent."""

    make: Mapping[Name, Any] = Field(default_factory=dict)
    """Values made by templates from those taken so far, after `take`."""

    need: Mapping[Name, str] = Field(default_factory=dict)
    """Values that must not be empty afterwards, each with what to tell staff (Chinese) where it is: the site said yes
    and did not mean it. In an operation that writes this is in doubt (`unknown`), elsewhere the channel pauses."""

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = {
            "json": self.json_,
            "form": self.form,
            "multipart": self.multipart,
            "xml": self.xml,
            "text": self.text,
        }
        given = [name for name, body in bodies.items() if body is not None]
        if len(given) > 1:
            raise ValueError(f"一步只能有一种内容，这里写了 {'、'.join(given)}")
        return self


Steps = Annotated[Sequence[Step], Field(min_length=1)]


class Ops(MappingPart):
    """What the algorithm asks for, each said in one or more calls. Which is called when is the algorithm's, not the
    mapping's: find by key → column → each file (find_file, upload) → create or update → read.

    Every template knows `config`, `secret`, `session` (see `auth`), `now` (aware UTC) and `address` (the site's, of
    the settings); what each operation knows besides, and which taken names mean something, is said with it.
    `document` has `key`, `ref`, `title`, `html` (with the site's addresses of files, in `content.wrap`), `text`,
    `summary`, `column` (its id), `path` (the column's names), `keywords`, `fields` (the catalogue's, by Chinese
    names, "" where the item has none), `files` (each `id`, `url`, `name`, `key`, and where `files.inline` also
    `content`, `media_type`, `ascii`) and `published_at`. Ids are texts: `| int` where the site wants numbers.
    """

    check: Steps
    """Knows nothing more. Must call what only an accepted caller may: a wrong secret must fail it."""

    find: Steps | Literal["none"]
    """Knows `key`. Finds the document in whatever state: drafts, waiting, taken down, in the bin. Takes what `read`
    takes, and `key` where the site finds what only resembles it: another key is none of ours. No `id`, or a failure of
    kind `missing`, means there is none. `none`: the site cannot find by a key of ours; then every lost answer goes to
    a person, and only the id we kept leads back to a document."""

    read: Steps
    """Knows `id`. Takes `id`, `state` (a key of `states`), `title`, `html` (as the site keeps it, null where it does
    not give it back), `url` (the public page; may be relative), `revision` (changes with every change), `at` (when it
    went public: ISO 8601, or seconds or milliseconds since 1970), `says` (why it was rejected), `warnings` (a list of
    texts: what the site says it changed), `column` (the id it is filed under)."""

    column: Steps | None = None
    """For `columns.made: levels`: asked once per level from the top; knows `column.name`, `column.parent` (the id of
    the level above, null at the top), `column.depth` (from 0) and `column.path` (the names so far). Takes `id`; a step
    `if: "not id"` may create it. For `columns.made: table`: knows `column.id` too, is asked once, and must give an
    `id`: that it exists."""

    find_file: Steps | None = None
    """Knows `file` (`key`, `name`, `ascii`, `media_type`, `is_image`, `size`). Takes `id` and `url` where a file of
    this key is there already."""

    upload: Steps | None = None
    """Knows `file` with its `content`. Takes `id` and `url` (may be relative). Left out where `files.inline`."""

    create: Steps
    """Knows `document`. Takes `id`, and what it likes of `read`; `key`: the one the site gave the document, which must
    be the one we asked for, else `undo` follows and it counts as `exists`."""

    undo: Steps | None = None
    """Knows `document` and `id`: takes away what `create` just made under a wrong key."""

    update: Steps
    """Knows `document` and `remote` (`id`, `state` (one of ours: `published`, …), `revision`, `title`, `url`).
    Afterwards the document is public, whatever it was. Takes what it likes of `read`."""

    withdraw: Steps
    """Knows `remote`. Afterwards nobody sees it, and it can be published again by `update`."""
