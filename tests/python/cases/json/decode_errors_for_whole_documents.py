import json

texts = ["", " ", "x", "nul", "tru", "None", "'a'", "[1,]", "[1", "[", "[1 2]", "[,1]", "{", "{}x",
    "[] []", "1 2", "01", "1.", ".5", "-", "+1", "1e", "0x10", "--1",
         '{"a"}', '{"a":}', '{"a" 1}', '{"a":1 "b":2}', "{1:2}", "{'a':1}", '{,}', '{"a":1', '{"a"',
         '{"a":', "]", "}", ",", ":", "nan", "INFINITY", "\ufeff[]"]
for text in texts:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "|", error)
