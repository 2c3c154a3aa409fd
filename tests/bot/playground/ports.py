"""Real servers for the tests: sockets and ports to listen on, a server in a thread."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from random import SystemRandom

import uvicorn

HOST = "127.0.0.1"
# Below those that systems give to whoever asks for any port, or calls somebody: Linux from 32768, others from 49152.
NOT_GIVEN_AWAY = range(20_000, 32_000)
# Tests side by side must not draw the same, and some plugins seed what is drawn.
RANDOM = SystemRandom()


def bound(port: int = 0) -> socket.socket:
    """A socket for a server in this process, with a port of its own or one that was told. Until it serves, callers are
    turned away.
    """
    # Only where the protocol is said does asyncio answer without delay (TCP_NODELAY).
    made = socket.socket(proto=socket.IPPROTO_TCP)
    if port:  # connections of the server before may linger there
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((HOST, port))
    return made


def port_of(listener: socket.socket) -> int:
    """The port of a socket."""
    return int(listener.getsockname()[1])


def free_port() -> int:
    """A port nobody listens on, for a process that is told a number, or a place where nobody is to answer. Nobody gets
    it by chance before it is listened on.
    """
    while True:
        port = RANDOM.choice(NOT_GIVEN_AWAY)
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port


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
