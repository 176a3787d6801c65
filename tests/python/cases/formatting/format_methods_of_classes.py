class Angle:
    def __init__(self, degrees):
        self.degrees = degrees

    def __format__(self, spec):
        if spec == "rad":
            return f"{self.degrees * 3.14159 / 180:.4f}rad"
        if spec.startswith("."):
            return format(self.degrees, spec) + "°"
        return f"<{spec or 'none'}>"

    def __str__(self):
        return "an angle"

class Plain:
    def __str__(self):
        return "plain"

class Wrong:
    def __format__(self, spec):
        return 3

a = Angle(90)
print(f"{a} {a:rad} {a:.1f} {a!s} {a!s:>10}", format(a), "{:rad}|{!s}".format(a, a), "%s" % a)
print(f"{Plain()}", format(Plain(), ""))
for action in (lambda: format(Plain(), "5"), lambda: f"{Wrong()}", lambda: format(1, 2), lambda: f"{[]:>3}"):
    try:
        print(action())
    except TypeError as error:
        print(error)
