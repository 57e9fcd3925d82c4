"""Serves a built site on localhost as a host of pages would: under the path of a project, with ranges or without."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROJECT = "/musnad/"
"""The path under which a site stands: not the root of its host, so that no link may begin there."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class _Site(SimpleHTTPRequestHandler):
    """One folder below `PROJECT`; nothing else on this host."""

    protocol_version = "HTTP/1.1"
    ranges = True
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".wasm": "application/wasm"}

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        place = inside.removeprefix(PROJECT) if inside.startswith(PROJECT) else "\N{NO-BREAK SPACE}outside"
        return super().translate_path(f"/{place}")

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        asked = _RANGE.fullmatch(self.headers.get("Range", "")) if self.ranges else None
        if not path.is_file():
            self._send(HTTPStatus.NOT_FOUND, (Path(self.directory) / "404.html").read_bytes(), "text/html")
        elif asked:
            self._send_range(path, *asked.groups())
        else:
            self._send(HTTPStatus.OK, path.read_bytes(), self.guess_type(path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_range(self, path: Path, first: str, last: str) -> None:
        content = path.read_bytes()
        start = int(first) if first else max(0, len(content) - int(last))
        end = min(int(last), len(content) - 1) if first and last else len(content) - 1
        where = {"Content-Range": f"bytes {start}-{end}/{len(content)}"}
        self._send(HTTPStatus.PARTIAL_CONTENT, content[start : end + 1], self.guess_type(path), **where)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        if self.ranges:
            self.send_header("Accept-Ranges", "bytes")
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what a page asked for is seen by the browser."""


@contextmanager
def serving(site: Path, *, ranges: bool = True) -> Iterator[str]:
    """The address of `site` while it is served.

    Args:
        site: a built site.
        ranges: whether parts of a file can be asked for. Hosts differ in it.
    """
    handler = type("Site", (_Site,), {"ranges": ranges})
    with ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: handler(*args, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PROJECT}"
        finally:
            server.shutdown()
            thread.join()
