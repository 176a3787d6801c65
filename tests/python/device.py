"""The device module as CPython sees it: pins that only remember what was done to them."""

calls = []


def set_pin_high(pin):
    calls.append([pin, True])


def set_pin_low(pin):
    calls.append([pin, False])
