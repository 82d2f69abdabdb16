"""A small OpenID Connect provider for the tests, as a process of its own: `python identity_provider.py`.

Authorization code flow with PKCE (S256), client secret by post or basic, signed ID tokens, JWKS and discovery. It prints
its address on the first line. Who signs in next, and what is wrong with the token, is posted as JSON to /next.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "vapenvila", "a-secret-of-the-test"
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})  # same name, another key
NEXT: dict[str, Any] = {}
CODES: dict[str, dict[str, str]] = {}


def id_token(asked: dict[str, str], issuer: str) -> str:
    """The token for what the browser asked, with the faults that were ordered."""
    now = int(time.time())
    claims = {
        "iss": issuer,
        "aud": CLIENT,
        "sub": "person-1",
        "iat": now,
        "exp": now + 300,
        "nonce": asked.get("nonce", ""),
        "email_verified": True,
        **NEXT.get("claims", {}),
    }
    for name in NEXT.get("without", []):
        claims.pop(name, None)
    header = {"alg": "RS256", "kid": "first"}
    match NEXT.get("fault"):
        case "signature":
            return jwt.encode(header, claims, STRANGER)
        case "changed":
            head, _, tail = jwt.encode(header, claims, KEY).split(".")
            changed = json.dumps({**claims, "email": NEXT["changed_to"]}).encode()
            return f"{head}.{base64.urlsafe_b64encode(changed).rstrip(b'=').decode()}.{tail}"
        case "unsigned":
            parts = ({"alg": "none", "kid": "first"}, claims)
            texts = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts]
            return ".".join([*texts, ""])
        case "symmetric":
            key = OctKey.import_key(KEY.as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "first"}, claims, key)
        case _:
            return jwt.encode(header, claims, KEY)


class Provider(BaseHTTPRequestHandler):
    """The endpoints."""

    def do_GET(self) -> None:
        """Discovery, keys and the sign-in page, which signs the ordered person in without asking."""
        url = urlsplit(self.path)
        match url.path:
            case "/.well-known/openid-configuration":
                self._json(
                    {
                        "issuer": self._issuer(),
                        "authorization_endpoint": f"{self._issuer()}/authorize",
                        "token_endpoint": f"{self._issuer()}/token",
                        "jwks_uri": f"{self._issuer()}/keys",
                        "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    }
                )
            case "/keys":
                self._json({"keys": [KEY.as_dict(private=False)]})
            case "/authorize":
                asked = {name: values[0] for name, values in parse_qs(url.query).items()}
                if asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256":
                    return self._json({"error": "invalid_request"}, 400)
                code = secrets.token_urlsafe(16)
                CODES[code] = asked
                back = urlencode({"code": code, "state": asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
            case _:
                self._json({"error": "not_found"}, 404)
        return None

    def do_POST(self) -> None:
        """The token for a code, once; and orders for the next sign-in."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/next":
            NEXT.clear()
            NEXT.update(json.loads(body))
            return self._json({})
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        asked = CODES.pop(sent.get("code", ""), None)
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            asked is None
            or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET)
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked.get("code_challenge")
        ):
            return self._json({"error": "invalid_grant"}, 400)
        token = id_token(asked, self._issuer())
        return self._json(
            {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": token}
        )

    def _issuer(self) -> str:
        return f"http://127.0.0.1:{self.connection.getsockname()[1]}"

    def _json(self, answer: dict[str, Any], status: int = 200) -> None:
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
