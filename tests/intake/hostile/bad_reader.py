"""A reader process that does what a file tells it to: answer, hang, wait and answer, compute for ever or a little, end,
abort, eat memory, boast, or talk nonsense."""

import json
import os
import sys
import time
from pathlib import Path

from guanbiao.intake.parse import parse
from guanbiao.intake.wire import packed
from guanbiao.processes.messages import receive, say_ready, send


def main() -> None:
    print("what a start-up file may print")
    sys.stdout.flush()
    say_ready(sys.stdout.buffer)
    while True:
        path, cautious = json.loads(receive(sys.stdin.buffer))
        order = Path(path).read_bytes()
        if order == b"hang":
            time.sleep(600)
        if order == b"wait":
            time.sleep(1)
        while order == b"compute":
            pass
        if order == b"compute a little":
            until = time.process_time() + 0.4
            while time.process_time() < until:
                pass
        if order == b"end":
            os._exit(3)
        if order == b"abort" or (order == b"abort once" and not cautious):
            os.abort()
        if order == b"eat":
            held = [bytearray(b"x" * (64 << 20)) for _ in range(40)]
            time.sleep(600 + len(held))
        reply = b"{}" if order == b"nonsense" else packed(parse(b"a,b\n1,2"))
        if order == b"boast":
            sys.stdout.buffer.write(b"\xff" * 8)
            sys.stdout.buffer.flush()
        send(sys.stdout.buffer, reply)


if __name__ == "__main__":
    main()
