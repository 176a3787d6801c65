# JSON. Calls without hooks are the virtual machine's.

from _json import JSONDecodeError, dumps as _dumps, loads as _loads

from .decoder import JSONDecoder
from .encoder import JSONEncoder

__all__ = [
    "dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder",
]


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
          cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    if cls is None and default is None and not kw:
        return _dumps(
            obj, skipkeys=skipkeys, ensure_ascii=ensure_ascii, allow_nan=allow_nan,
            indent=indent, separators=separators, sort_keys=sort_keys,
        )
    return (JSONEncoder if cls is None else cls)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw,
    ).encode(obj)


def dump(obj, fp, *, cls=None, default=None, **options):
    fp.write(dumps(obj, cls=cls, default=default, **options))


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    if (cls is None and object_hook is None and parse_float is None and parse_int is None
            and parse_constant is None and object_pairs_hook is None and not kw):
        return _loads(s)
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    else:
        raise TypeError(
            "the JSON object must be str, bytes or bytearray, "
            f"not {s.__class__.__name__}"
        )
    if object_hook is not None:
        kw["object_hook"] = object_hook
    if object_pairs_hook is not None:
        kw["object_pairs_hook"] = object_pairs_hook
    if parse_float is not None:
        kw["parse_float"] = parse_float
    if parse_int is not None:
        kw["parse_int"] = parse_int
    if parse_constant is not None:
        kw["parse_constant"] = parse_constant
    return (JSONDecoder if cls is None else cls)(**kw).decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)
