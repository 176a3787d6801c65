text = "é'x"
print(f"[{text!r:>10}] [{text!s:<6}] [{text!a:^14}] [{1!r:>4}] [{None!s:>6}] [{[1, 2]!r:<10}]")
print("[{!r:>10}]".format(text), "{!r} {!s} {!a}".format(text, text, text))
