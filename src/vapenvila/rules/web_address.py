"""Which addresses on the web the house may ask: public ones, encrypted, and never a machine of the own network."""

from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from vapenvila.rules.decision import Decision, allow, refuse, say


def may_ask(address: str) -> Decision:
    """Whether the address has the right form."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return refuse(say("The address cannot be read. It begins with https://."))
    if parts.scheme != "https" or not host:
        return refuse(say("Only addresses that begin with https:// are asked."))
    if parts.username or parts.password:
        return refuse(say("The address holds a name or a password. Take it out."))
    if port == 0:
        return refuse(say("The address cannot be read. It begins with https://."))
    return allow(say("The address may be asked."))


def may_connect(machine: IPv4Address | IPv6Address) -> Decision:
    """Whether a machine may be connected to: one of the open web, so that no address leads into the own network."""
    if isinstance(machine, IPv6Address):
        inner = machine.ipv4_mapped or machine.sixtofour or (machine.teredo[1] if machine.teredo else None)
        if inner is not None:
            return may_connect(inner)
    if not machine.is_global or machine.is_multicast or machine.is_reserved:
        return refuse(say("The address leads into a private network. Only the open web is asked."))
    return allow(say("The machine is on the open web."))
