"""A wire between a browser and the app that can be cut: a relay of TCP connections. It may change what the
browser says, as a proxy does."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

PIECE = 65536


class Wire:
    """Relays connections from a port of its own to `target`, until it is cut; `changed` gives what is passed
    on of a piece that the browser has sent."""

    def __init__(self, target: int, changed: Callable[[bytes], bytes] = bytes) -> None:
        self._target, self._changed = target, changed
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.whole = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and every new one at once."""
        self.whole = False
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            _end(end)

    def mend(self) -> None:
        """Relay again."""
        self.whole = True

    def close(self) -> None:
        """Listen no more."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self.whole:
                    _end(near)
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                with self._lock:
                    self._open |= {near, far}
                for ends in ((near, far, self._changed), (far, near, bytes)):
                    threading.Thread(target=self._relay, args=ends, daemon=True).start()

    def _relay(self, source: socket.socket, sink: socket.socket, changed: Callable[[bytes], bytes]) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                sink.sendall(changed(piece))
        for end in (source, sink):
            _end(end)
        with self._lock:
            self._open -= {source, sink}


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire(target: int, changed: Callable[[bytes], bytes] = bytes) -> Iterator[Wire]:
    """A wire to a port of this machine."""
    made = Wire(target, changed)
    try:
        yield made
    finally:
        made.close()
