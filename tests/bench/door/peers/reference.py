"""The durable reference: what the door must do at the least, written for speed and nothing else.

It checks, opens, keeps each message once in a transaction of many, and seals one answer. STORE is a file for SQLite, or
a `host=… port=…` line for PostgreSQL.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from account import AES_KEY, APP_ID, REPLY, TOKEN
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from lxml import etree
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

KEY = base64.b64decode(f"{AES_KEY}=")
CIPHER = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16]))
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
STORE = os.environ["STORE"]
TABLE = "CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY, visitor TEXT, at INTEGER, kind TEXT, text TEXT)"
KEEP = "INSERT INTO heard VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
TOGETHER = 256
Row = tuple[Any, ...]


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324  # the platform's own


def open_(body: bytes, signature: str, timestamp: str, nonce: str) -> dict[str, Any]:
    sealed = etree.fromstring(body, PARSER).findtext("Encrypt")
    if not hmac.compare_digest(sign(TOKEN, timestamp, nonce, sealed), signature):
        raise ValueError
    decryptor = CIPHER.decryptor()
    plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    end = 20 + int.from_bytes(plain[16:20], "big")
    if plain[end : -plain[-1]] != APP_ID.encode():
        raise ValueError
    return {child.tag: child.text for child in etree.fromstring(plain[20:end], PARSER)}


def seal(message: dict[str, Any], text: str, timestamp: str, nonce: str) -> str:
    xml = (
        f"<xml><ToUserName><![CDATA[{message['FromUserName']}]]></ToUserName>"
        f"<FromUserName><![CDATA[{message['ToUserName']}]]></FromUserName><CreateTime>{int(time.time())}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content></xml>"
    ).encode()
    plain = os.urandom(16) + len(xml).to_bytes(4, "big") + xml + APP_ID.encode()
    count = 32 - len(plain) % 32
    encryptor = CIPHER.encryptor()
    sealed = base64.b64encode(encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()).decode()
    return (
        f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{sign(TOKEN, timestamp, nonce, sealed)}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


class Keeper:
    """Commits what has come in meanwhile, in a thread."""

    def __init__(self) -> None:
        self._incoming: asyncio.Queue[tuple[Row, asyncio.Future[None]]] = asyncio.Queue()
        self._is_file = "=" not in STORE
        self._connection: Any = (
            sqlite3.connect(STORE, isolation_level=None, check_same_thread=False, timeout=30)
            if (self._is_file)
            else psycopg.connect(STORE)
        )
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL") if self._is_file else ():
            self._connection.execute(statement)
        if self._is_file:
            self._connection.execute(TABLE)

    async def keep(self, row: Row) -> None:
        kept = asyncio.get_running_loop().create_future()
        self._incoming.put_nowait((row, kept))
        await kept

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            batch = [await self._incoming.get()]
            while not self._incoming.empty() and len(batch) < TOGETHER:
                batch.append(self._incoming.get_nowait())
            await loop.run_in_executor(None, self._commit, [row for row, _ in batch])
            for _, kept in batch:
                kept.set_result(None)

    def _commit(self, rows: Sequence[Row]) -> None:
        if self._is_file:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(KEEP, rows)
            self._connection.execute("COMMIT")
        else:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                cursor.executemany(KEEP.replace("?", "%s"), sorted(rows))
            self._connection.commit()


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    app.state.keeper = Keeper()
    running = asyncio.create_task(app.state.keeper.run())
    yield
    running.cancel()


async def push(request: Request) -> Response:
    asked = request.query_params
    try:
        timestamp, nonce = asked["timestamp"], asked["nonce"]
        message = open_(await request.body(), asked["msg_signature"], timestamp, nonce)
    except (KeyError, ValueError):
        return Response(status_code=403)
    row = (message["MsgId"], message["FromUserName"], int(message["CreateTime"]), "text", message["Content"])
    await request.app.state.keeper.keep(row)
    reply = REPLY if "开放时间" in message["Content"] else "您好"
    return Response(seal(message, reply, timestamp, nonce), media_type="application/xml")


application = Starlette(routes=[Route("/", push, methods=["POST"])], lifespan=lifespan)
