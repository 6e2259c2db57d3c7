"""A WordPress site as a channel."""

from channels.channel import Surroundings
from channels.cms.website import Website
from channels.wordpress.settings import Settings
from channels.wordpress.site import WordPress


def build(settings: Settings, surroundings: Surroundings) -> Website:
    """The channel. Makes no call."""
    return Website(settings, surroundings, WordPress(settings, surroundings))
