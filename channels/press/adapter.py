"""The press channel: only written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from channels.channel import Context, Quota, Rendition, Surroundings
from channels.errors import Refused
from channels.pieces import Evidence, Listed
from channels.press.clipping import FORMS, from_evidence
from channels.press.rendition import plain_text
from channels.press.settings import Settings
from channels.press.table import read_clippings
from content.edition import Edition
from content.problems import Problem
from content.receipt import Receipt, Standing
from content.zone import day_of


@dataclass(frozen=True)
class Press:
    """A channel of the capability `Records`."""

    settings: Settings
    surroundings: Surroundings

    capacity = 1

    @property
    def kind(self) -> str:
        return self.settings.kind

    @property
    def name(self) -> str:
        return self.surroundings.name

    @property
    def medium(self) -> str:
        return self.surroundings.medium

    @property
    def forms(self) -> Sequence[str]:
        return FORMS

    def check(self, edition: Edition) -> list[Problem]:
        """Nothing: the press prints what it likes."""
        return []

    def prepare(self, edition: Edition, context: Context) -> Rendition:
        fields = {"page_url": context.page_url} if context.page_url else {}
        return Rendition(edition.key(self.name), self.name, edition.item.title, text=plain_text(edition), fields=fields)

    def health(self, now: datetime) -> list[Problem]:
        return []

    def allowance(self, now: datetime) -> list[Quota]:
        return []

    def record(self, key: str, evidence: Evidence) -> Receipt:
        """LIVE from the day it was carried; `remote_id` is the clipping's fingerprint, by which it is known again."""
        clipping, problems = from_evidence(evidence, key.partition("@")[0])
        if clipping is None:
            raise Refused(" ".join(problem.says for problem in problems))
        kept = {"form": clipping.form, "clipping": clipping.file}
        return Receipt(
            key,
            Standing.LIVE,
            clipping.at,
            remote_id=clipping.fingerprint,
            url=clipping.url,
            evidence={name: value for name, value in kept.items() if value},
        )

    def listed(self, table: Path, by: str, at: datetime) -> tuple[list[Listed], list[Problem]]:
        clippings, problems = read_clippings(table, day_of(at))
        return [Listed(line, clipping.piece, clipping.evidence(by, at)) for line, clipping in clippings], problems


def build(settings: Settings, surroundings: Surroundings) -> Press:
    return Press(settings, surroundings)
