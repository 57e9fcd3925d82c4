"""A small server that speaks the chat completions API over a real socket, and misbehaves as it is told.

It plays a script: one act for each request, the last act again for all that follow. An act gets the request and the
body that came with it, and answers, or does not. Every request that came in is kept, with its headers.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Act = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]
"""Answers one request."""


@dataclass
class Played:
    """A running server: its address, what came in, and how many requests it ever held at once."""

    base_url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    most_at_once: int = 0

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The last user message of each request, read back from its JSON."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.bodies]


@contextmanager
def playing(*script: Act) -> Iterator[Played]:
    """A server on a free port of the loopback that plays `script`."""
    played = Played("")
    lock, now = threading.Lock(), [0]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                act = script[min(len(played.bodies), len(script) - 1)]
                played.bodies.append(body)
                played.headers.append(dict(self.headers))
                played.times.append(time.monotonic())
                now[0] += 1
                played.most_at_once = max(played.most_at_once, now[0])
            try:
                with suppress(BrokenPipeError, ConnectionResetError):  # a client that gave up is part of the play
                    act(self, body)
            finally:
                with lock:
                    now[0] -= 1

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    played.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()


def send(request: BaseHTTPRequestHandler, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
    """Send one response."""
    request.send_response(status)
    for name, value in {
        "Content-Type": "application/json",
        "Content-Length": str(len(data)),
        **(headers or {}),
    }.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(data)


def completion(content: Any, finish: str = "stop") -> bytes:
    """A chat completion that holds `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def says(content: Any, finish: str = "stop") -> Act:
    """Answers `content`."""
    return lambda request, _: send(request, 200, completion(content, finish))


def answers(make: Callable[[dict[str, Any]], str]) -> Act:
    """Answers what `make` makes of the question."""
    return lambda request, body: send(request, 200, completion(make(json.loads(body["messages"][-1]["content"]))))


def fails(status: int, message: str = "no", headers: dict[str, str] | None = None) -> Act:
    """Answers with an error."""
    data = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return lambda request, _: send(request, status, data, headers)


def raw(data: bytes, status: int = 200) -> Act:
    """Answers with these bytes."""
    return lambda request, _: send(request, status, data)


def sleeps(seconds: float, then: Act) -> Act:
    """Lets the client wait before it answers."""

    def act(request: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        time.sleep(seconds)
        then(request, body)

    return act


def hangs_up(request: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Closes the connection without a word."""
    request.close_connection = True
    request.connection.shutdown(socket.SHUT_RDWR)


def hangs_up_midway(request: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Promises a thousand bytes, sends some, and closes the connection."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b'{"choices": [')
    request.wfile.flush()
    hangs_up(request, {})


def drips(request: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Sends a byte now and then, so that no single wait is ever long."""
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    for _n in range(200):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def floods(request: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Sends more than any answer holds."""
    request.send_response(200)
    request.send_header("Content-Length", str(64 * 1024 * 1024))
    request.end_headers()
    for _n in range(64):
        request.wfile.write(b" " * 1024 * 1024)


def redirects(location: str) -> Act:
    """Sends the client elsewhere."""
    return lambda request, _: send(request, 307, b"", {"Location": location})


def sentences(*entries: dict[str, Any]) -> str:
    """An answer that holds these sentences."""
    return json.dumps({"sentences": list(entries)}, ensure_ascii=False)
