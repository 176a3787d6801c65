# refuse: 2 class
class Sensor:
    unit = "C"


class Logger:
    level = "info"


class LoggedSensor(Sensor, Logger):
    pass


def handler(event, context):
    return LoggedSensor().unit
