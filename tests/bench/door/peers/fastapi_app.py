"""wechatpy behind FastAPI."""

from account import AES_KEY, APP_ID, REPLY, TOKEN
from fastapi import Body, FastAPI, HTTPException, Response
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

application = FastAPI()
crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


@application.post("/")
def push(  # noqa: PLR0917  # as FastAPI takes a query
    signature: str, timestamp: str, nonce: str, msg_signature: str, body: bytes = Body(media_type="text/xml")
) -> Response:
    try:
        check_signature(TOKEN, signature, timestamp, nonce)
        xml = crypto.decrypt_message(body, msg_signature, timestamp, nonce)
    except (InvalidSignatureException, InvalidAppIdException):
        raise HTTPException(403) from None
    message = parse_message(xml)
    reply = create_reply(REPLY if "开放时间" in message.content else "", message)
    return Response(crypto.encrypt_message(reply.render(), nonce, timestamp), media_type="application/xml")
