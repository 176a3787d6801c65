"""Decode and build frames of a field bus: struct, CRC-16, registers as floats."""

import struct


class FrameError(Exception):
    def __init__(self, frame, reason):
        super().__init__(f"{reason} in {frame.hex(' ') or 'an empty frame'}")


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def build(unit, function, payload):
    body = bytes([unit, function]) + payload
    return body + struct.pack("<H", crc16(body))


def parse(frame):
    if len(frame) < 5:
        raise FrameError(frame, "too short")
    body, (crc,) = frame[:-2], struct.unpack("<H", frame[-2:])
    if crc16(body) != crc:
        raise FrameError(frame, f"checksum {crc:04x}, not {crc16(body):04x},")
    unit, function, size = struct.unpack_from(">BBB", body)
    if function & 0x80:
        return {"unit": unit, "error": size}
    data = body[3:]
    if len(data) != size:
        raise FrameError(frame, f"{len(data)} bytes, not {size},")
    registers = list(struct.unpack(f">{size // 2}H", data))
    floats = [round(v, 4) for v in struct.unpack(f">{size // 4}f", data[: size // 4 * 4])]
    return {"unit": unit, "registers": registers, "signed": [r - 65536 if r > 32767 else r for r in registers], "floats": floats}


def handler(event, context):
    if "build" in event:
        unit, start, count = event["build"]
        return build(unit, 3, struct.pack(">HH", start, count)).hex()
    try:
        return parse(bytes.fromhex(event["frame"]))
    except FrameError as error:
        return {"error": str(error)}
