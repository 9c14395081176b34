"""Learning forms from workbooks."""
