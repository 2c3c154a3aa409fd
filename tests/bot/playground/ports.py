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
def running(server: uvicorn.Server) -> Iterator[None]:
    """Serve in a thread until the block ends."""
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert thread.is_alive(), "the server died before it began"
        assert time.monotonic() < deadline, "the server did not begin"
        time.sleep(0.01)
    try:
        yield
    finally:
        stop = getattr(server, "stop", None)
        if stop:
            stop()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not end"
