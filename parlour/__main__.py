"""`python -m parlour` is the command `parlour`."""

from parlour.site.command_line import main

if __name__ == "__main__":
    main()
