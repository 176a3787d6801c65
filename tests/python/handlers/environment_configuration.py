"""Configuration from environment variables, with types, defaults and complaints."""

import os


class Setting:
    def __init__(self, name, convert=str, default=None):
        self.name, self.convert, self.default = name, convert, default

    def __get__(self, config, owner):
        text = os.environ.get(self.name)
        if text is None:
            if self.default is None:
                raise LookupError(f"{self.name} is not set")
            return self.default
        try:
            return self.convert(text)
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from error


def flag(text):
    if text.lower() in ("1", "true", "yes"):
        return True
    if text.lower() in ("0", "false", "no"):
        return False
    raise ValueError(f"{text!r} is no flag")


class Config:
    stage = Setting("STAGE", default="dev")
    table = Setting("TABLE_NAME")
    limit = Setting("LIMIT", int, 10)
    debug = Setting("DEBUG_MODE", flag, False)
    ratio = Setting("LOG_LEVEL", float, 0.5)
    missing = Setting("NOT_SET_ANYWHERE")


def handler(event, context):
    config, answer = Config(), {}
    for name in event["names"]:
        try:
            answer[name] = getattr(config, name)
        except (LookupError, ValueError) as error:
            answer[name] = f"{type(error).__name__}: {error}"
    answer["known"] = [n for n in ("STAGE", "LIMIT", "HOME_OF_NOBODY") if n in os.environ]
    return answer
