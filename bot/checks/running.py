"""Where the bot on this machine answers, if it runs."""

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def own_address(host: str, port: int) -> str:
    """The address of the bot on this machine, with no slash at the end."""
    near = EVERYWHERE.get(host, host)
    return f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"
