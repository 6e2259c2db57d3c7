"""A website described in a mapping, as a channel."""

from collections.abc import Callable

from channels.channel import Surroundings
from channels.cms.document import Cms
from channels.cms.trial import Planned
from channels.cms.website import Website
from channels.errors import Misconfigured
from channels.rest.compiled import Described
from channels.rest.line import cms_of, network_of
from channels.rest.reading import MappingFaults, read
from channels.rest.rendition import fallbacks, problems
from channels.rest.settings import Settings
from channels.rest.shown import Watched
from channels.rest.trying import planned
from content.edition import Edition
from content.problems import Problem


class MappedWebsite(Website):
    """One algorithm for every mapping; what the mapping says the site will not take is told before anything is sent."""

    def __init__(self, settings: Settings, surroundings: Surroundings, cms: Cms, described: Described) -> None:
        super().__init__(settings, surroundings, cms)
        self._own = settings
        self._around = surroundings
        self._described = described

    def check(self, edition: Edition) -> list[Problem]:
        return [*super().check(edition), *problems(edition.item, self._own, self._described.mapping)]

    def planned(self) -> list[Planned]:
        """The requests of a sample item, without a call."""
        return planned(self._described, self._own, self._clock)

    def watched(self, tell: Callable[[str], None]) -> "MappedWebsite":
        """The same, telling each request and answer; secrets masked."""
        secrets = [secret.reveal() for secret in self._own.secrets.values()]
        wire = Watched(network_of(self._described, self._own), self._own.address, secrets, tell)
        cms = cms_of(self._described, self._own, self._clock, wire)
        return MappedWebsite(self._own, self._around, cms, self._described)


def build(settings: Settings, surroundings: Surroundings) -> MappedWebsite:
    """Makes no call. Raises Misconfigured with every fault of the mapping."""
    try:
        described = read(settings.mapping)
    except MappingFaults as error:
        raise Misconfigured(f"映射写得不对：{error}") from None
    fitted = settings.model_copy(update={"fallbacks": fallbacks(described.mapping.files, settings)})
    cms = cms_of(described, fitted, surroundings.clock, network_of(described, fitted))
    return MappedWebsite(fitted, surroundings, cms, described)
