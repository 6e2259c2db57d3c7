"""Kills a publishing process with SIGKILL at every file that send and repair swap in, and looks what is left.

Runs as a process of its own, since it forks: `python -m tests.channels.static.killing FOLDER`. Prints one line per
kill: the act, how many files had been swapped in, and what look and the folder said afterwards.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from channels.channel import Found, SurelyAbsent
from content.delivery import Act, Dispatch
from content.store.store import Store
from tests.channels.static.website import Website, opened, website

Prepare = Callable[[Website], Dispatch]


def main(folder: Path) -> None:
    for act, prepare in ACTS.items():
        with website(_made(folder / act)) as at:
            for number in range(2):
                at.publish(title=f"早先的{number}", attachments=(at.files.keep(b"early", "早先.pdf"),))
            killed = step = 0
            while killed == step:
                dispatch = prepare(at)
                step += 1
                killed += _is_killed(at, dispatch, step)
                print(act, step, _looked(at, dispatch), _agrees(at), flush=True)


def _publish(at: Website) -> Dispatch:
    return at.dispatch(at.write(title="新的", attachments=(at.files.keep(b"new", "新的.pdf"),)))


def _move(at: Website) -> Dispatch:
    edition = at.publish(title="放错了")
    return at.dispatch(at.revise(edition, title="放对了", column="工作动态"), Act.CORRECT)


def _withdraw(at: Website) -> Dispatch:
    return at.dispatch(at.publish(title="错的", attachments=(at.files.keep(b"wrong", "错的.pdf"),)), Act.WITHDRAW)


ACTS: dict[str, Prepare] = {"publish": _publish, "move": _move, "withdraw": _withdraw}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _is_killed(at: Website, dispatch: Dispatch, step: int) -> bool:
    """Send in a second process that dies before it swaps in its `step`-th file; False if it had fewer."""
    at.store.close()
    child = os.fork()
    if not child:
        _send_and_die(at, dispatch, step)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _send_and_die(at: Website, dispatch: Dispatch, step: int) -> None:
    left = step

    def die(event: str, _arguments: object) -> None:
        nonlocal left
        if event == "os.rename":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    there = opened(Store(at.store.address), at.folder)
    there.clock.now = at.clock()
    sys.addaudithook(die)
    there.channel.send(dispatch, [], lambda _marks: None)
    there.channel.repair()
    os._exit(0)


def _looked(at: Website, dispatch: Dispatch) -> str:
    match at.channel.look(dispatch):
        case Found(receipts):
            return receipts[0].standing
        case SurelyAbsent():
            at.send(dispatch)
            return "absent"
    return "unknown"


def _agrees(at: Website) -> str:
    return "agrees" if at.everything() == at.built_from_nothing() else "differs"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
