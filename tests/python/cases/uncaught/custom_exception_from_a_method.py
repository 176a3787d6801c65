class Invalid(ValueError):
    def __init__(self, field, value):
        super().__init__(field, value)
        self.field = field
    def __str__(self):
        return f"{self.field} is wrong"

class Form:
    def check(self):
        for name, value in [("age", 5), ("name", None)]:
            self.field(name, value)
    def field(self, name, value):
        if value is None:
            raise Invalid(name, value)
        print(name, "is fine")

Form().check()
