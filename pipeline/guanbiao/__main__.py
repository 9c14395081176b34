"""`python -m guanbiao`: the same as the command `guanbiao`."""

from guanbiao.start import start

if __name__ == "__main__":
    start()
