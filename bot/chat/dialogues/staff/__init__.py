"""Staff in the chat: they write, review, publish and look after things, with the same rights as at the other doors.

`answer` is asked first. What is not staff's own goes on to the public's dialogues; `keeping` then makes sure that a
draft, and the lists that numbers refer to, outlive the public conversation that was had meanwhile.
"""

from bot.chat.dialogues.staff.answering import answer, keeping

__all__ = ["answer", "keeping"]
