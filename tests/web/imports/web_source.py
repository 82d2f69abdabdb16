"""A made-up source on the web for the tests: a local server that speaks TLS with a certificate of its own."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from vapenvila.rules.decision import Decision, allow, say
from vapenvila.rules.web_address import may_connect
from vapenvila.web.imports.fetching import Wire

EVENTS = [
    {
        "id": 900001, "datetime": "2026-02-27 8:15:00 +01:00", "name": "27 februari 07.50, Skottlossning, Provstad",
        "summary": "Made up.", "url": "/x", "type": "Skottlossning",
        "location": {"name": "Provstad", "gps": "55.605,13.0"},
    },
    {
        "id": 900002, "datetime": "2026-02-28 9:15:00 +01:00", "name": "28 februari 07.50, Trafikolycka, Provstad",
        "summary": "Made up.", "url": "/y", "type": "Trafikolycka",
        "location": {"name": "Provstad", "gps": "55.605,13.0"},
    },
]  # fmt: skip


class Source(ThreadingHTTPServer):
    """Answers by path; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.events: object = EVENTS

    @property
    def place(self) -> str:
        return f"https://localhost:{self.server_address[1]}"


class _Answers(BaseHTTPRequestHandler):
    server: Source

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/events":
            if self.headers.get("If-None-Match") == '"one"':
                return self._told(304, {})
            body = json.dumps(self.server.events).encode()
            return self._told(200, {"ETag": '"one"', "Last-Modified": "Fri, 27 Feb 2026 08:00:00 GMT"}, body)
        if self.path.startswith("/to?"):
            return self._told(302, {"Location": unquote(self.path.partition("?")[2])})
        if self.path == "/large":
            return self._told(200, {}, b"x" * 200_000)
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _piece in range(30):
                time.sleep(0.1)
                self.wfile.write(b"x")
                self.wfile.flush()
            return None
        if self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x")
            return None
        if self.path == "/page":
            return self._told(200, {}, b"<!doctype html><html><body>We are closed</body></html>")
        return self._told(503, {})

    def _told(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "source.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def open_to_this_machine(machine: IPv4Address | IPv6Address) -> Decision:
    """Lets the tests connect to this machine, and to nothing else of a private network."""
    return allow(say("The machine is on the open web.")) if machine.is_loopback else may_connect(machine)


@contextmanager
def web_source(folder: Path) -> Iterator[tuple[Source, Wire]]:
    """The source, and a wire that trusts it and may reach this machine."""
    certificate = _certificate(folder)
    server = Source()
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    server.socket = secure.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    trusting = ssl.create_default_context(cafile=str(certificate))
    try:
        yield (
            server,
            Wire(
                silence=2.0, whole=1.0, most_bytes=100_000, context=trusting, may_connect=open_to_this_machine
            ),
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
