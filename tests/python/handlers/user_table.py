"""A key-value table with conditional writes and queries, as a database in memory."""

from copy import deepcopy


class ConditionFailed(Exception):
    pass


class Table:
    def __init__(self, key, sort=None):
        self.key, self.sort, self.items = key, sort, {}

    def _id(self, item):
        return (item[self.key],) + ((item[self.sort],) if self.sort else ())

    def put(self, item, if_absent=False):
        identifier = self._id(item)
        if if_absent and identifier in self.items:
            raise ConditionFailed(f"{'/'.join(map(str, identifier))} exists")
        old = self.items.get(identifier)
        self.items[identifier] = deepcopy(item)
        return old

    def update(self, identifier, version, **changes):
        item = self.items[tuple(identifier)]
        if item.get("version", 0) != version:
            raise ConditionFailed(f"version is {item.get('version', 0)}, not {version}")
        item.update(changes, version=version + 1)
        return deepcopy(item)

    def query(self, key, begins="", limit=None, newest=False):
        found = sorted((i for i in self.items if i[0] == key and i[1].startswith(begins)), reverse=newest)
        return [self.items[i] for i in found[:limit]], len(found)


TABLE = Table("user", "at")


def handler(event, context):
    operation, args = event["op"], event.get("args", {})
    if operation not in ("put", "update", "query"):
        raise ValueError(f"unknown operation {operation}")
    try:
        return {"result": getattr(TABLE, operation)(**args)}
    except ConditionFailed as error:
        return {"conflict": str(error)}
    except KeyError as error:
        return {"missing": repr(error.args[0])}
