"""Whether a port can be listened on."""

import socket

from vapenvila.cli.user_error import UserError


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise UserError(
                f"Port {port} is reserved for the administrator. Choose one above 1023."
            ) from None
        except socket.gaierror:
            raise UserError(f"{host} is no address of this machine.") from None
        except OSError:
            return False
    return True


def refuse_taken_port(host: str, port: int) -> None:
    """Stop with a sentence when another program listens there."""
    if not is_free(host, port):
        raise UserError(
            f"Port {port} is taken by another program. Choose another: --port {port + 1} "
            f"(with make: PORT={port + 1})."
        )
