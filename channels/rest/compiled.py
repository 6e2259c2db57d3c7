"""A mapping made ready: every template and path compiled, everything that cannot work told by its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jmespath.parser import ParsedResult

from channels.rest import bodies
from channels.rest.auth import Login
from channels.rest.bodies import Body, FilePart
from channels.rest.credentials import parts_of
from channels.rest.judging import Judged, Rules
from channels.rest.mapping import SiteMapping
from channels.rest.names import always, known_in
from channels.rest.paths import compiled_path
from channels.rest.signing import Parts
from channels.rest.steps import File, Form, Rule, Step
from channels.rest.templates import Names, Rendered, Shapes, Templates
from content.lined import Path

WRITING = frozenset({"create", "update", "withdraw", "undo"})
"""Operations in which a lost answer leaves in doubt what was done."""
SEEKING = frozenset({"find", "read"})
ASKING = frozenset({"GET", "HEAD"})
MUST_TAKE: Mapping[str, Sequence[str]] = {
    "find": ("id", "state"),
    "read": ("state",),
    "column": ("id",),
    "find_file": ("url",),
    "upload": ("url",),
    "create": ("id",),
}
"""What an operation is for; see `channels.rest.steps.Ops`."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """One step. `head` gives `path`, `query` and `headers`; `body` the bytes, None where there are none."""

    place: Path
    wanted: Rendered | None
    method: str
    head: Rendered
    body: Callable[[Names], Body | None]
    encoding: str
    answer: Form
    rules: Rules
    take: Mapping[str, ParsedResult]
    make: Mapping[str, Rendered]
    need: Mapping[str, str]
    writes: bool


@dataclass(frozen=True, slots=True)
class Described:
    """`ops` has no entry for what the mapping leaves out or cannot do; `sign_in` is empty where nobody signs in."""

    mapping: SiteMapping
    ops: Mapping[str, Sequence[Compiled]]
    auth: Parts
    sign_in: Sequence[Compiled]
    wrap: Rendered
    inline_url: Rendered
    faults: Sequence[tuple[Path, str]]


def compiled(mapping: SiteMapping) -> Described:
    """Never raises: what is wrong is in `faults`."""
    work = Compiler(mapping)
    said = {name: getattr(mapping.ops, name) for name in type(mapping.ops).model_fields}
    ops = {name: work.op(name, steps) for name, steps in said.items() if steps and steps != "none"}
    outside = always(mapping)
    wrap = work.templates.text(mapping.content.wrap, ("content", "wrap"), {**outside, "html": frozenset()})
    url = work.templates.text(mapping.files.url, ("files", "url"), known_in("upload", mapping))
    auth = parts_of(mapping.auth, work.templates.tree, outside)
    sign_in = work.steps(mapping.auth.steps, ("auth", "steps"), outside) if isinstance(mapping.auth, Login) else ()
    return Described(mapping, ops, auth, sign_in, wrap, url, [*work.templates.faults, *work.faults])


class Compiler:
    """Of one mapping; `templates.faults` and `faults` gather what is wrong."""

    def __init__(self, mapping: SiteMapping) -> None:
        self.mapping = mapping
        self.templates = Templates(mapping.name)
        self.faults: list[tuple[Path, str]] = []
        self._require_encoding(mapping.encoding, ("encoding",))
        self._errors = [self._rule(rule, ("errors", at)) for at, rule in enumerate(mapping.errors)]
        self._message = self._path(mapping.message, ("message",)) if mapping.message else None

    def op(self, name: str, steps: Sequence[Step]) -> list[Compiled]:
        taken = {one for step in steps for one in (*step.take, *step.make)}
        for one in MUST_TAKE.get(name, ()):
            if one not in taken:
                self.faults.append((("ops", name), f"没有取 {one}：请在 take 或 make 里写上"))
        return self.steps(steps, ("ops", name), known_in(name, self.mapping))

    def steps(self, steps: Sequence[Step], place: Path, shapes: Shapes) -> list[Compiled]:
        """Names that any step takes are known in all of them; those of later steps are none."""
        taken = {one: frozenset[str]() for step in steps for one in (*step.take, *step.make)}
        for at, step in enumerate(steps):
            for name in step.need.keys() - taken.keys():
                self.faults.append(((*place, at, "need", name), f"没有哪一步取了 {name}"))
            self._require_encoding(step.encoding, (*place, at, "encoding"))
        return [self._step(step, (*place, at), {**shapes, **taken}) for at, step in enumerate(steps)]

    def _require_encoding(self, named: str, place: Path) -> None:
        try:
            "".encode(named or "utf-8")
        except LookupError:
            self.faults.append((place, f"没有“{named}”这种编码，一般写 utf-8 或 gbk"))

    def _step(self, step: Step, place: Path, shapes: Shapes) -> Compiled:
        op = str(place[1])
        by_method = step.method not in ASKING
        return Compiled(
            place=place,
            wanted=self.templates.expression(step.if_, (*place, "if"), shapes) if step.if_ else None,
            method=step.method,
            head=self._head(step, place, shapes),
            body=self._body(step, place, shapes),
            encoding=step.encoding or self.mapping.encoding,
            answer=step.answer or self.mapping.answers,
            rules=self._rules(op, step, place),
            take={name: self._path(path, (*place, "take", name)) for name, path in step.take.items()},
            make={name: self.templates.tree(one, (*place, "make", name), shapes) for name, one in step.make.items()},
            need=step.need,
            writes=op in WRITING and (by_method if step.writes is None else step.writes),
        )

    def _head(self, step: Step, place: Path, shapes: Shapes) -> Rendered:
        own = {"path": step.path, "query": step.query, "headers": step.headers}
        parts = {key: self.templates.tree(value, (*place, key), shapes) for key, value in own.items()}
        outside = always(self.mapping)
        every = {
            "query": self.templates.tree(self.mapping.query, ("query",), outside),
            "headers": self.templates.tree(self.mapping.headers, ("headers",), outside),
        }

        def render(names: Names) -> dict[str, Any]:
            made = {key: part(names) for key, part in parts.items()}
            return {**made, **{key: {**part(names), **made[key]} for key, part in every.items()}}

        return render

    def _body(self, step: Step, place: Path, shapes: Shapes) -> Callable[[Names], Body | None]:
        encoding = step.encoding or self.mapping.encoding
        if step.json_ is not None:
            tree = self.templates.tree(step.json_, (*place, "json"), shapes)
            return lambda names: _typed(bodies.as_json(tree(names)), step.type)
        if step.form is not None:
            form = self.templates.tree(step.form, (*place, "form"), shapes)
            return lambda names: _typed(bodies.as_form(form(names), encoding), step.type)
        if step.multipart is not None:
            parts = self._parts(step.multipart, (*place, "multipart"), shapes)
            return lambda names: bodies.as_multipart(parts(names), encoding)
        if step.xml is not None:
            xml = self.templates.xml(step.xml, (*place, "xml"), shapes)
            return lambda names: _typed(bodies.as_xml(xml(names), encoding), step.type)
        if step.text is not None:
            text = self.templates.text(step.text, (*place, "text"), shapes)
            return lambda names: _typed(bodies.as_text(text(names), encoding), step.type)
        return lambda _names: None

    def _parts(self, parts: Mapping[str, str | File], place: Path, shapes: Shapes) -> Rendered:
        texts = {name: part for name, part in parts.items() if not isinstance(part, File)}
        files = {name: part.model_dump() for name, part in parts.items() if isinstance(part, File)}
        render_texts = self.templates.tree(texts, place, shapes)
        render_files = self.templates.tree(files, place, shapes)

        def render(names: Names) -> dict[str, Any]:
            return {**render_texts(names), **{name: FilePart(**file) for name, file in render_files(names).items()}}

        return render

    def _rules(self, op: str, step: Step, place: Path) -> Rules:
        own = [self._rule(rule, (*place, "errors", at)) for at, rule in enumerate(step.errors)]
        statuses: Mapping[int, Judged] = dict(self.mapping.statuses)
        ok = self._path(step.ok, (*place, "ok")) if step.ok else None
        is_for = {"creates": op == "create", "seeks": op in SEEKING}
        return Rules([*own, *self._errors], ok, self._message, statuses, **is_for)

    def _rule(self, rule: Rule, place: Path) -> Any:
        return self._path(rule.when, (*place, "when")), rule.kind, rule.says

    def _path(self, path: str, place: Path) -> ParsedResult:
        parsed, says = compiled_path(path)
        self.faults += [(place, one) for one in says]
        return parsed


def _typed(body: Body, said: str) -> Body:
    return Body(body.content, said or body.type)
