"""Signatures and encryption of the messages a WeChat account pushes.

Our own, small: wechatpy 2.0.0a26 compares signatures in a time that depends on them, raises struct.error, ValueError or
IndexError for bad ciphertext, and takes its nonce from `random`. The tests hold the two to each other.
Source: 消息加解密说明 (AES-256-CBC, the key's first half as IV, padded to 32, `random(16) length(4) message AppID`).
"""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
RANDOM, LENGTH = 16, 4
STALE = timedelta(days=1)
"""The platform delivers again within a minute. What was heard is known for three days: nothing older may come back."""


class NotAccepted(Exception):
    """A request that is not answered: the status it gets, and for the log why, without anything out of it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def sign(*parts: str) -> str:
    """Hexadecimal SHA-1 over the parts, sorted and joined."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def require_signature(signature: str, *parts: str) -> None:
    """Raises NotAccepted (403). The comparison takes the same time wherever the two differ."""
    if not hmac.compare_digest(sign(*parts).encode(), signature.encode()):
        raise NotAccepted(403, "the signature is wrong")


def require_fresh(timestamp: str, now: datetime) -> None:
    """Raises NotAccepted for a moment long ago or far ahead: an old message that somebody kept, or a wrong clock."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise NotAccepted(400, "the timestamp is no number")
    if abs(now.timestamp() - int(timestamp)) > STALE.total_seconds():
        raise NotAccepted(403, "the timestamp is more than a day off: an old message, or the clock of this machine")


class Envelope:
    """Opens and seals messages of one account. `encoding_aes_key` has 43 characters."""

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        key = b64decode(f"{encoding_aes_key}=")
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:RANDOM]))
        self._app_id = app_id.encode()

    def open(self, encrypted: str) -> bytes:
        """The message. Its signature was checked before. Raises NotAccepted."""
        padded = self._decrypted(encrypted)
        # WeChat pads to 32, not 16: an ordinary PKCS#7 unpadder refuses legal messages.
        count = padded[-1]
        if not 1 <= count <= BLOCK or padded[-count:] != bytes([count]) * count:
            raise NotAccepted(400, "the padding is wrong")
        start = RANDOM + LENGTH
        end = start + int.from_bytes(padded[RANDOM:start], "big")
        if len(padded) - count < end:
            raise NotAccepted(400, "the message is cut off")
        if not hmac.compare_digest(padded[end:-count], self._app_id):
            raise NotAccepted(403, "the message is for another AppID")
        return padded[start:end]

    def seal(self, message: bytes) -> str:
        plain = b"".join((os.urandom(RANDOM), len(message).to_bytes(LENGTH, "big"), message, self._app_id))
        count = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()
        return b64encode(sealed).decode()

    def _decrypted(self, encrypted: str) -> bytes:
        try:
            content = b64decode(encrypted, validate=True)
        except (NotBase64, ValueError):
            raise NotAccepted(400, "the ciphertext is not base64") from None
        if not content or len(content) % RANDOM:
            raise NotAccepted(400, "the ciphertext is cut off")
        decryptor = self._cipher.decryptor()
        return decryptor.update(content) + decryptor.finalize()
