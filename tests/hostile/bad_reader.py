"""A reader process that does what a file tells it to: answer, hang, end, abort, eat memory, or talk nonsense."""

import json
import os
import sys
import time
from pathlib import Path

from pipeline.intake.parse import parse
from pipeline.intake.wire import LENGTH, packed


def main() -> None:
    sys.stdout.buffer.write(bytes(LENGTH))
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        path, cautious = json.loads(line)
        order = Path(path).read_bytes()
        if order == b"hang":
            time.sleep(600)
        if order == b"end":
            os._exit(3)
        if order == b"abort" or (order == b"abort once" and not cautious):
            os.abort()
        if order == b"eat":
            held = [bytearray(b"x" * (64 << 20)) for _ in range(40)]
            time.sleep(600 + len(held))
        reply = b"{}" if order == b"nonsense" else json.dumps(packed(parse(b"a,b\n1,2"))).encode()
        sys.stdout.buffer.write(len(reply).to_bytes(LENGTH, "big") + reply)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
