name, count, price = "bolt", 7, 2.5
print(f"{name} x{count} = {count * price}")
print(f"{name.upper()!r} {len(name)} {[1, 2][0]} { {'a': 1}['a'] } {(lambda x: x + 1)(4)}")
print(f"{count if count > 5 else 'few'} {{literal}} {{{count}}} {name!s} {name!r} {'é'!a}")
print(f"a{1}b{2}c" "plain" f"{3}", f"", f"no fields", F"{1}", fr"raw\{count}", rf"\n{name}")
print(f"{None} {True} {[1, 'a']} {(1,)} { {1: 2} } {1e20} {10 ** 20}")
print(f'''multi
{name}
line''')
