"""WeRoBot: its own server with sessions, as it comes (`python werobot_app.py PORT`), or under gunicorn.

SESSIONS=0 takes its sessions away.
"""

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler

import werobot
from account import AES_KEY, APP_ID, REPLY, TOKEN
from werobot.session.sqlitestorage import SQLiteStorage

if os.environ.get("SESSIONS", "1") == "1":
    robot = werobot.WeRoBot(token=TOKEN, session_storage=SQLiteStorage("werobot.db"))
else:
    robot = werobot.WeRoBot(token=TOKEN, enable_session=False)
robot.config["APP_ID"] = APP_ID
robot.config["ENCODING_AES_KEY"] = AES_KEY


@robot.text
def answer(message: werobot.messages.messages.TextMessage) -> str:
    return REPLY if "开放时间" in message.content else ""


application = robot.wsgi

if __name__ == "__main__":
    WSGIRequestHandler.log_message = lambda *_: None
    robot.config["HOST"], robot.config["PORT"] = "127.0.0.1", int(sys.argv[1])
    robot.run()
