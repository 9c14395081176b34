"""Run guanbiao: the library's catalogue handed to the pipeline."""

import sys

from pipeline.phrase_start import MISSING, STOPPED

if __name__ == "__main__":
    try:
        from pipeline.cli import main
    except ImportError as missing:
        print(MISSING.format(name=missing.name), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(130)
    main("schemas.catalogue")
