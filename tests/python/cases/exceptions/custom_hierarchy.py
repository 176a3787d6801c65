class AppError(Exception):
    """Base of all."""

class ConfigError(AppError):
    def __init__(self, key, reason="missing"):
        super().__init__(key, reason)
        self.key = key
        self.reason = reason

    def __str__(self):
        return f"{self.key}: {self.reason}"

class NetworkError(AppError, OSError): pass
class Timeout(NetworkError): pass

def fail(kind):
    if kind == "config": raise ConfigError("url")
    if kind == "net": raise NetworkError("down")
    if kind == "timeout": raise Timeout
    if kind == "os": raise OSError(5, "io")
    raise AppError()

for kind in ["config", "net", "timeout", "os", "other"]:
    try:
        fail(kind)
    except ConfigError as error:
        print("config", error, repr(error), error.args, error.key)
    except Timeout as error:
        print("timeout", repr(str(error)), repr(error))
    except OSError as error:
        print("os", error, repr(error), isinstance(error, AppError))
    except AppError as error:
        print("app", repr(error), error.args)
