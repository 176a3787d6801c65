# The settings of a client. The host has its own; these are only kept.


class Config:
    def __init__(self, **options):
        self._options = options
        for name, value in options.items():
            setattr(self, name, value)

    def merge(self, other):
        return Config(**{**self._options, **other._options})
