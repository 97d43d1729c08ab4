"""The way out of a network namespace: takes what a program sends to other machines, and answers nothing."""

import ctypes
import fcntl
import os
import socket
import struct

TUN, DEVICE = "/dev/net/tun", b"outside"
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
SIOCADDRT, SIOCSIFFLAGS, SIOCSIFADDR, SIOCSIFNETMASK = 0x890B, 0x8914, 0x8916, 0x891C
IFF_UP, RTF_UP = 1, 1
ADDRESS, NETMASK, SOMEBODY = "192.0.2.1", "255.255.255.0", "198.51.100.7"  # RFC 5737
NAMESERVER = "192.0.2.53"
CARRIES = {socket.IPPROTO_TCP: "tcp", socket.IPPROTO_UDP: "udp"}  # the kernel's own chatter is neither


class Route(ctypes.Structure):
    """struct rtentry of linux/route.h."""

    _fields_ = [("pad1", ctypes.c_ulong), ("destination", ctypes.c_char * 16), ("gateway", ctypes.c_char * 16),
                ("mask", ctypes.c_char * 16), ("flags", ctypes.c_ushort), ("pad2", ctypes.c_short),
                ("pad3", ctypes.c_ulong), ("pad4", ctypes.c_void_p), ("metric", ctypes.c_short),
                ("device", ctypes.c_char_p), ("mtu", ctypes.c_ulong), ("window", ctypes.c_ulong),
                ("irtt", ctypes.c_ushort)]


def sockaddr(address):
    return struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))


def receiver(packet):
    """Of an IPv4 or IPv6 packet that carries TCP or UDP: "udp 192.0.2.53:53". Else nothing."""
    if packet[0] >> 4 == 4:
        protocol, begin, address = packet[9], 4 * (packet[0] & 15), socket.inet_ntop(socket.AF_INET, packet[16:20])
    else:
        protocol, begin, address = packet[6], 40, socket.inet_ntop(socket.AF_INET6, packet[24:40])
    if protocol not in CARRIES:
        return None
    return f"{CARRIES[protocol]} {address}:{int.from_bytes(packet[begin + 2:begin + 4], 'big')}"


class Outside:
    """As a context, in a namespace that has no other way out."""

    def __enter__(self):
        self.tun = os.open(TUN, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        fcntl.ioctl(self.tun, TUNSETIFF, struct.pack("16sH22x", DEVICE, IFF_TUN | IFF_NO_PI))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            for request, value in ((SIOCSIFADDR, ADDRESS), (SIOCSIFNETMASK, NETMASK)):
                fcntl.ioctl(any_socket, request, struct.pack("16s16s8x", DEVICE, sockaddr(value)))
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH22x", DEVICE, IFF_UP))
            route = Route(flags=RTF_UP, device=DEVICE)
            for field, value in (("destination", "0.0.0.0"), ("gateway", "0.0.0.0"), ("mask", "0.0.0.0")):
                ctypes.memmove(ctypes.addressof(route) + getattr(Route, field).offset, sockaddr(value), 16)
            fcntl.ioctl(any_socket, SIOCADDRT, route)
        self._is_watching()
        return self

    def __exit__(self, *_):
        os.close(self.tun)

    def _is_watching(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"?", (SOMEBODY, 9))
        seen = self.reached()
        assert seen == [f"udp {SOMEBODY}:9"], f"packets to others are not seen: {seen}"

    def reached(self):
        """Whom packets went to since the last call."""
        found = []
        while True:
            try:
                packet = os.read(self.tun, 65536)
            except BlockingIOError:
                return found
            if to := receiver(packet):
                found.append(to)
