"""Secrets out of whatever is shown: requests in a dry run, what a site says, errors."""

import base64
import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from channels.http import mask


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets, also as addresses, forms, JSON and Basic headers write them."""
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    return mask(text, sorted(forms, key=len, reverse=True))


def _forms(secret: str) -> Iterator[str]:
    yield from (secret, quote(secret, safe=""), quote_plus(secret))
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield base64.b64encode(secret.encode()).decode()
