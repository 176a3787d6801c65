"""Decode a packed status frame from a device and estimate the battery life."""

FLAGS = ["charging", "low", "hot", "tamper"]


def decode(frame):
    data = bytes.fromhex(frame)
    if len(data) != 8:
        raise ValueError(f"expected 8 bytes, got {len(data)}")
    check = 0
    for byte in data[:-1]:
        check = ((check << 1) ^ byte) & 0xFF
    if check != data[-1]:
        raise ValueError("checksum is 0x%02x, not 0x%02x" % (data[-1], check))
    millivolts = data[1] << 8 | data[2]
    current = data[3] << 8 | data[4]
    if current & 0x8000:
        current -= 0x10000
    return {
        "version": data[0] >> 4,
        "flags": [name for bit, name in enumerate(FLAGS) if data[0] & (1 << bit)],
        "millivolts": millivolts,
        "milliamps": current,
        "celsius": data[5] - 40,
        "counter": data[6],
    }


def handler(event, context):
    status = decode(event["frame"])
    charge = max(0.0, min(1.0, (status["millivolts"] - 3300) / 900))
    status["charge"] = round(charge, 3)
    if status["milliamps"] < 0:
        status["hours"] = event.get("capacity", 2000) * charge / -status["milliamps"]
    return status
