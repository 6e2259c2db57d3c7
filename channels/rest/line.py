"""A mapping, the settings' values and the way there, put together: a site that can be spoken to."""

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from channels.channel import Clock
from channels.http import Caller
from channels.rest.cms import MappedCms
from channels.rest.compiled import Described
from channels.rest.credentials import auth_of
from channels.rest.exchange import Exchange, Wire
from channels.rest.masking import masked
from channels.rest.network import Network
from channels.rest.rendition import column_ids
from channels.rest.settings import Settings
from channels.rest.values import config_of


def network_of(described: Described, settings: Settings) -> Network:
    caller = Caller(
        settings.address, who=settings.who, seconds=settings.call_seconds, ca=settings.ca, proxy=settings.proxy
    )
    return Network(caller, described.mapping.limits.calls_per_minute)


def cms_of(described: Described, settings: Settings, clock: Clock, wire: Wire) -> MappedCms:
    """`wire` carries the requests: the network, or whatever looks on while it does. Makes no call."""
    line = Line(described, settings, clock, wire)
    auth = auth_of(described.mapping.auth, described.auth, line)
    exchange = line.exchange(auth=auth, doubts="find" not in described.ops)
    return MappedCms(described, exchange, settings.address, column_ids(described.mapping, settings))


class Line:
    """What an auth needs of the engine: implements `channels.rest.auth.Speaker`."""

    def __init__(self, described: Described, settings: Settings, clock: Clock, wire: Wire) -> None:
        self.address = settings.address
        self._described = described
        self._settings = settings
        self._clock = clock
        self._wire = wire
        self._secrets = {name: secret.reveal() for name, secret in settings.secrets.items()}
        self._config = SimpleNamespace(**config_of(described.mapping, settings.config))

    def exchange(self, **more: Any) -> Exchange:
        hidden = partial(masked, secrets=list(self._secrets.values()))
        return Exchange(self._described.mapping, self._settings.who, self._wire, self.names, hidden, **more)

    def now(self) -> Any:
        return self._clock()

    def names(self) -> Mapping[str, Any]:
        secrets = SimpleNamespace(**self._secrets)
        return {"config": self._config, "secret": secrets, "address": self.address, "now": self._clock()}

    def sign_in(self) -> Mapping[str, Any]:
        """Nobody is signed in meanwhile."""
        return self.exchange().run(self._described.sign_in, {})

    def forget(self) -> None:
        self._wire.forget()
