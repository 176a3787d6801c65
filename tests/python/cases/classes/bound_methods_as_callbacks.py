class Button:
    def __init__(self):
        self.handlers = []

    def on(self, handler):
        self.handlers.append(handler)

    def press(self, *args):
        return [handler(*args) for handler in self.handlers]

class Lamp:
    def __init__(self, name):
        self.name, self.lit = name, False

    def toggle(self, times=1):
        for _ in range(times):
            self.lit = not self.lit
        return f"{self.name}:{self.lit}"

one, two = Lamp("one"), Lamp("two")
button = Button()
button.on(one.toggle)
button.on(two.toggle)
button.on(lambda *args: len(args))
print(button.press(), button.press(2), button.press())
button.handlers.remove(one.toggle)
print(len(button.handlers), button.press(3), one.lit, two.lit)
print(one.toggle in button.handlers, two.toggle in button.handlers)
print({one.toggle: 1}[one.toggle], hash(one.toggle) == hash(one.toggle))
