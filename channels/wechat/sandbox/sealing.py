"""The platform's own side of signing and encrypting what it pushes: compat and safe mode.

It stands for the platform, so it shares nothing with the door that it talks to. Source: 消息加解密说明.
"""

import base64
import hashlib
import secrets
import struct

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 – the platform's own signature


def seal(text: str, aes_key: str, app_id: str) -> str:
    """Base64 of: 16 random bytes, the length, the text, the AppID; padded to a multiple of 32."""
    content = text.encode()
    plain = secrets.token_bytes(16) + struct.pack(">I", len(content)) + content + app_id.encode()
    pad = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(aes_key).encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def unseal(sealed: str, aes_key: str, app_id: str) -> str:
    """Raises ValueError, in words, for anything that the platform would not understand."""
    decryptor = _cipher(aes_key).decryptor()
    plain = decryptor.update(base64.b64decode(sealed, validate=True)) + decryptor.finalize()
    pad = plain[-1] if plain else 0
    if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
        raise ValueError("填充不对")
    rest = plain[16:-pad]
    length = struct.unpack(">I", rest[:4])[0] if len(rest) >= 4 else len(rest)
    if rest[4 + length :] != app_id.encode():
        raise ValueError("AppID 不对")
    return rest[4 : 4 + length].decode()


def _cipher(aes_key: str) -> Cipher[CBC]:
    key = base64.b64decode(f"{aes_key}=")
    return Cipher(AES(key), CBC(key[:16]))
