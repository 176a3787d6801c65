from string import Formatter


class Point:
    x = 3


f = Formatter()
print(f.format("{0} {1:>5} {name!r:^7} {{}}", 1, 2, name="n"))
print(f.format("{} {} {x.x} {y[1]} {z[k]}", "a", "b", x=Point(), y=[1, 2], z={"k": "v"}))
print(f.format("{:{}}|", "ab", 5), f.vformat("{0}{a}", (1,), {"a": 2}))
print(list(f.parse("a{b!r:c}d{{e}}{}")))
print(f.get_field("0.x", (Point(),), {}))


class Default(Formatter):
    def get_value(self, key, args, kwargs):
        if isinstance(key, str):
            return kwargs.get(key, f"<{key}>")
        return super().get_value(key, args, kwargs)

    def format_field(self, value, format_spec):
        if format_spec == "upper":
            return str(value).upper()
        return super().format_field(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion == "x":
            return hex(value)
        return super().convert_field(value, conversion)

    def check_unused_args(self, used_args, args, kwargs):
        print("used", sorted(used_args, key=str))


d = Default()
print(d.format("{a:upper} {b} {0!x}", 255, a="shout"))


def attempt(text, *args, **kwargs):
    try:
        print(f.format(text, *args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt("{0} {}", 1)
attempt("{} {0}", 1)
attempt("{", 1)
attempt("}", 1)
attempt("{0", 1)
attempt("{0!z}", 1)
attempt("{0!}", 1)
attempt("{0!rx}", 1)
attempt("{missing}")
attempt("{1}", 1)
attempt("{0:{1:{2:{3}}}}", 1, 2, 3, 4)
attempt("{a.b}", a=1)
attempt("{a[}", a=1)
attempt("{0[0]x}", [1])
