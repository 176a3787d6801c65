# refuse: 2 import socket
import socket


def handler(event, context):
    return socket.gethostname()
