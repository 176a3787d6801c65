import device

THRESHOLD = 100
LAMP_PIN = 2


def new_light_lvl(payload, ctx):
    level = payload[0]
    lit = level > THRESHOLD
    if lit:
        device.set_pin_high(LAMP_PIN)
    else:
        device.set_pin_low(LAMP_PIN)
    return {"level": level, "lit": lit, "pin": LAMP_PIN}
