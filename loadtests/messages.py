"""What a recorder and its worker processes say to each other, over a socket of their own."""

import pickle
import socket
import struct
from dataclasses import dataclass

from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.targets import Addresses

LENGTH = struct.Struct("<I")


@dataclass(frozen=True)
class Task:
    """What one of `parts` processes has to send; `captured` is what each journey's setup found."""

    plan: LoadPlan
    addresses: Addresses
    captured: tuple[dict[str, list[str]], ...]
    index: int
    parts: int


@dataclass(frozen=True)
class Told:
    """Every record up to a moment of `perf_counter`; the last one says what the processor was used for."""

    records: bytes
    errors: tuple[str, ...]
    until: float
    processor_seconds: float
    last: bool


def put(channel: socket.socket, message: object) -> None:
    """Send a message, its length before it."""
    data = pickle.dumps(message)
    channel.sendall(LENGTH.pack(len(data)) + data)


def get(channel: socket.socket) -> object:
    """The next message of our own other end. Raises EOFError."""
    (length,) = LENGTH.unpack(_exactly(channel, LENGTH.size))
    return pickle.loads(_exactly(channel, length))  # noqa: S301 - from a process that we started


def _exactly(channel: socket.socket, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        if not (more := channel.recv(min(1 << 20, length - len(data)))):
            raise EOFError
        data += more
    return bytes(data)
