"""Tilt from an accelerometer and a gyroscope with a complementary filter."""

import math


class Tilt:
    def __init__(self, alpha=0.98):
        self.alpha, self.roll, self.pitch, self.started = alpha, 0.0, 0.0, False

    def update(self, accel, gyro, dt):
        ax, ay, az = accel
        roll = math.degrees(math.atan2(ay, az))
        pitch = math.degrees(math.atan2(-ax, math.hypot(ay, az)))
        if not self.started:
            self.roll, self.pitch, self.started = roll, pitch, True
            return
        self.roll = self.alpha * (self.roll + gyro[0] * dt) + (1 - self.alpha) * roll
        self.pitch = self.alpha * (self.pitch + gyro[1] * dt) + (1 - self.alpha) * pitch

    def state(self):
        if abs(self.roll) > 60 or abs(self.pitch) > 60:
            return "fallen"
        return "level" if max(abs(self.roll), abs(self.pitch)) < 5 else "tilted"


class Kalman1D:
    def __init__(self, q=0.01, r=0.5):
        self.q, self.r, self.x, self.p = q, r, 0.0, 1.0

    def __call__(self, z):
        self.p += self.q
        gain = self.p / (self.p + self.r)
        self.x += gain * (z - self.x)
        self.p *= 1 - gain
        return self.x


TILT, HEIGHT = Tilt(), Kalman1D()


def handler(event, context):
    for sample in event["samples"]:
        TILT.update(sample["accel"], sample.get("gyro", (0, 0)), sample.get("dt", 0.01))
    heights = [round(HEIGHT(z), 6) for z in event.get("heights", [])]
    return {"roll": TILT.roll, "pitch": TILT.pitch, "state": TILT.state(), "heights": heights}
