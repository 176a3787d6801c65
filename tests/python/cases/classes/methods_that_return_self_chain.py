class Query:
    def __init__(self):
        self.parts = []

    def select(self, *names):
        self.parts.append("select " + ", ".join(names))
        return self

    def where(self, **conditions):
        for name, value in conditions.items():
            self.parts.append(f"{name}={value!r}")
        return self

    def limit(self, n):
        self.parts.append(f"limit {n}")
        return self

    def __str__(self):
        return " ".join(self.parts)

print(Query().select("a", "b").where(x=1, y="z").limit(5))
q = Query()
print(q.select("c") is q, q.where().limit(0).limit(1))
