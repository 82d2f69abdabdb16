"""`python -m vapenvila` is the same as `vapenvila`."""

from vapenvila.cli.__main__ import main

if __name__ == "__main__":
    main()
