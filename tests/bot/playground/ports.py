"""Real servers for the tests: free ports, a server in a thread."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import uvicorn


def free_port() -> int:
    """A port nobody listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*servers: uvicorn.Server) -> Iterator[None]:
    """Serve each in a thread of its own until the block ends."""
    threads = [threading.Thread(target=server.run, daemon=True) for server in servers]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 10
    while not all(server.started for server in servers):
        assert all(thread.is_alive() for thread in threads), "a server died before it began"
        assert time.monotonic() < deadline, "a server did not begin"
        time.sleep(0.01)
    try:
        yield
    finally:
        for server in servers:
            server.should_exit = True
        for thread in threads:
            thread.join(10)
        assert not any(thread.is_alive() for thread in threads), "a server did not end"
