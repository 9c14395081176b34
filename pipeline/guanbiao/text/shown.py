"""Text as it is shown where a line is a statement of the program's own: on the screen and in run.log."""

import re

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAK_MARK, _OTHER_MARK = "⏎", "�"
_PICTURES = 0x2400  # U+2400 and those after it are pictures of the 32 control characters; ␡ is that of 127


def in_one_line(text: str) -> str:
    """A text on one line, with a mark for each break of line and for each character that would act on a screen: nothing
    that somebody typed looks like a line of ours, or takes one away.

    >>> in_one_line("共 3 人\\n2020 年：收到 29 张"), in_one_line("a\\tb\\x1b[2K\\u202ec")
    ('共 3 人⏎2020 年：收到 29 张', 'a␉b␛[2K�c')
    """
    if text.isprintable():
        return text
    return _ACTING.sub(lambda found: _picture(ord(found[0])), _BREAK.sub(_BREAK_MARK, text))


def _picture(code: int) -> str:
    if code < 32:
        return chr(_PICTURES + code)
    return "␡" if code == 127 else _OTHER_MARK
