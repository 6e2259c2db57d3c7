"""wechatpy behind Flask, as its documentation shows it."""

from account import AES_KEY, APP_ID, REPLY, TOKEN
from flask import Flask, abort, request
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException, InvalidSignatureException
from wechatpy.utils import check_signature

application = Flask(__name__)
crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


@application.post("/")
def push() -> str:
    asked = request.args
    try:
        check_signature(TOKEN, asked["signature"], asked["timestamp"], asked["nonce"])
        xml = crypto.decrypt_message(request.get_data(), asked["msg_signature"], asked["timestamp"], asked["nonce"])
    except (InvalidSignatureException, InvalidAppIdException):
        abort(403)
    message = parse_message(xml)
    reply = create_reply(REPLY if "开放时间" in message.content else "", message)
    return crypto.encrypt_message(reply.render(), asked["nonce"], asked["timestamp"])
