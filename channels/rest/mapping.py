"""The language in which a site's interface is described: a YAML file, read whole, every fault told before any call.

The file says *how* to say things to one system; *what* is said and when is `channels.cms.website`. It has no loops and
takes no decisions. `mapping.schema.json` beside this module is made from these classes, for editors; a test holds it.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from channels.cms.document import State
from channels.cms.settings import Fallback, Suffix
from channels.rest.auth import Authentication, NoAuth
from channels.rest.steps import Form, MappingPart, Name, Ops, Rule


class Setting(MappingPart):
    """One value that the channel's settings give under `config`: differs from site to site and is no secret."""

    says: str
    """In Chinese: what to write, and where to find it."""

    default: str | int | bool | None = None
    """Without one the settings must give it."""

    form: Literal["text", "number", "switch"] = "text"


class Route(MappingPart):
    """For systems with one address for everything: the step's path goes into a parameter of the query.

    WordPress without pretty addresses: `{path: /index.php, parameter: rest_route}`.
    """

    path: str
    parameter: str


class Override(MappingPart):
    """For sites behind a firewall that lets only GET and POST through: other methods go as POST, named elsewhere."""

    methods: Sequence[Literal["PUT", "PATCH", "DELETE"]] = ("PUT", "PATCH", "DELETE")
    header: str = ""
    """`X-HTTP-Method-Override`"""
    parameter: str = ""
    """Of the query: `_method`"""

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        if bool(self.header) == bool(self.parameter):
            raise ValueError("override 应写 header 或 parameter 其中一项")
        return self


class Columns(MappingPart):
    """How our columns become ids of the site."""

    made: Literal["levels", "table"]
    """`levels`: by `ops.column`, from the top, made where the steps do so. `table`: only those of a fixed table."""

    ids: Mapping[str, str | int] = Field(default_factory=dict)
    """The table: names from the top joined by `/` (`政务公开/通知公告`) to the id. The settings' `column_ids`
    add to it."""


class Files(MappingPart):
    """Pictures and attachments."""

    inline: bool = False
    """They travel inside the document (`document.files[].content`, `| base64`); there is no `ops.upload`."""

    url: str = "{{ file.ascii }}"
    """Where `inline`: how the document's HTML names the file until the site puts its own address there. Template."""

    accepts: Sequence[Suffix] | None = None
    """The only types the site takes (`.pdf`); what becomes of others says `others`. Without it: all."""

    others: Fallback = "zip"
    """`zip`: packed, and said so beforehand; `skip`: left out, and said so beforehand."""

    fallbacks: Mapping[Suffix, Fallback] = Field(default_factory=dict)
    """Single types the site refuses (`.ofd: zip`); the settings' `fallbacks` come first."""


class Content(MappingPart):
    """What the site needs around and in the HTML."""

    wrap: str = "{{ html }}"
    """Template around the document's HTML: `<!-- wp:html -->{{ html }}<!-- /wp:html -->`, or the same in another
    markup: `{{ html | wikitext }}`. Knows `html` besides what is known everywhere."""

    title_length: Annotated[int, Field(gt=0)] | None = None
    """The longest title in characters; a longer one is told of before sending."""


class Limits(MappingPart):
    """What the system bears. Addresses, certificates, proxies and times are the settings'."""

    calls_per_minute: Annotated[int, Field(gt=0)] | None = None
    """We wait where it would be more, counted in each of our processes."""

    file_bytes: Annotated[int, Field(gt=0)] | None = None
    """The largest single file; a larger one is refused before it is sent."""

    body_bytes: Annotated[int, Field(gt=0)] | None = None
    """The largest whole request; likewise."""


class SiteMapping(MappingPart):
    """One system. Texts are templates where it is said so; paths into answers are JMESPath over `{status, headers,
    cookies, body}` (headers in small letters; cookies those that the answer sets; `body` is the JSON; XML as a tree
    where an element is its text, or an object of its children, `@attribute`s and `#text`; HTML `{title, text, html}`;
    text as it is).

    Filters besides Jinja2's own: `base64`, `md5`, `sha256`, `hex`, `json` (as text), `cdata`, `html` (escaped),
    `plain` (HTML to text), `wikitext` (HTML in MediaWiki's markup), `local("%Y-%m-%d %H:%M:%S")` (China's time),
    `utc("%Y-%m-%dT%H:%M:%SZ")`, `utc_ms` (ISO 8601 with milliseconds), `epoch`, `epoch_ms` (numbers).
    """

    mapping: Literal[1]
    """The version of the language."""

    name: str
    """What the system is called, for staff."""

    about: str = ""
    """For whoever sets it up: versions tried, what the account must be allowed, what does not work."""

    config: Mapping[Name, Setting] = Field(default_factory=dict)
    """What the settings must or may give besides; `config.…` in templates."""

    secrets: Mapping[Name, str] = Field(default_factory=dict)
    """The names of secrets, each with words on what it is; `secret.…` in templates. Their values come from the
    settings and are shown nowhere."""

    prefix: str = ""
    """Put before every step's path: `/api/v3`."""

    route: Route | None = None
    override: Override | None = None

    headers: Mapping[str, str] = Field(default_factory=dict)
    """Templates, on every call."""

    query: Mapping[str, Any] = Field(default_factory=dict)
    """Templates, on every call."""

    encoding: str = "utf-8"
    """Of what we send and, where the answer does not say, of what comes back. What says GBK or GB2312 is read as
    GB18030, which holds them."""

    answers: Form = "json"
    """How answers are written."""

    lists: Sequence[str] = ()
    """XML elements that are a list even where there is one or none: JMESPath needs to know."""

    auth: Authentication = Field(default_factory=lambda: NoAuth(kind="none"))
    """How the site is shown who calls."""

    errors: Sequence[Rule] = ()
    """How this site says no, on any call. Asked before the HTTP status, as a 200 may be a no."""

    message: str | None = None
    """JMESPath to the site's own words in a failure; they are shown to staff after ours."""

    statuses: Mapping[int, Literal["auth", "invalid", "missing", "exists", "conflict", "retry", "unknown"]] = Field(
        default_factory=dict
    )
    """HTTP statuses that mean something else here. The usual: 401, 403 auth; 404, 410 missing; 409 exists (create) or
    conflict; 412 conflict; 429 retry; other 4xx invalid; 5xx unknown; 3xx a wrong address (never followed)."""

    states: Mapping[str, State]
    """What the site calls a state (as text) to what it is: submitted (the site reviews it itself), scheduled,
    published, withdrawn (drafts and the bin too), rejected. A state that is not here is a fault told when it comes."""

    columns: Columns
    files: Files = Field(default_factory=Files)
    content: Content = Field(default_factory=Content)
    limits: Limits = Field(default_factory=Limits)
    ops: Ops

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.columns.made == "levels" and self.ops.column is None:
            raise ValueError("columns.made 是 levels，应写 ops.column")
        if self.files.inline == (self.ops.upload is not None):
            raise ValueError("附件要么写 ops.upload（先上传），要么写 files.inline: true（放在稿件里），两者选一")
        return self
