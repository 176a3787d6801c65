import json
class E(json.JSONEncoder):
    def default(self, o):
        return list(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"a": [1, 2.5, None, True], "é": "ü"}), json.dumps([{3}], cls=E), json.dumps({1: 2}, default=str, indent=2))
print(json.loads('{"a": [1, 2.5e3, "x\\n"]}'), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())))
print(json.loads("[1, 2.5, NaN]", parse_float=str, parse_int=lambda s: "i" + s, parse_constant=str))
print(json.JSONDecoder().raw_decode('[1, "a"] tail'), json.loads('{"b":1,"a":2}', object_pairs_hook=list))
for bad in ('[1,', '{"a" 1}', '["\\q"]', '[1] x', '"a', '{"a":1,}', ""):
    for options in ({}, {"parse_int": int}):
        try: json.loads(bad, **options)
        except json.JSONDecodeError as e: print(e, e.msg, e.pos, e.lineno, e.colno)
import io
out = io.StringIO(); json.dump([1, {"x": ()}], out, indent=1); print(out.getvalue(), json.load(io.StringIO("[3]")))
try: json.dumps({(1,): 2}, default=str)
except TypeError as e: print(e)
try: json.dumps(object())
except TypeError as e: print(e)
print(json.dumps("a\u2028é😀", default=str), json.dumps({"b": 1, "a": {}}, sort_keys=True, default=str, separators=(",", ":")))
x = []; x.append(x)
try: json.dumps(x, default=str)
except ValueError as e: print(e)
