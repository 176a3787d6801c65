class Column:
    def __init__(self, title, key, width, align="<", fmt=""):
        self.title, self.width, self.align, self.fmt = title, width, align, fmt
        self.key = key if callable(key) else lambda row: row.get(key)
    def cell(self, row):
        value = self.key(row)
        text = "-" if value is None else format(value, self.fmt)
        if len(text) > self.width: text = text[:self.width - 1] + "…"
        return f"{text:{self.align}{self.width}}"
    def header(self): return f"{self.title:{self.align}{self.width}}"

class Report:
    def __init__(self, title, *columns): self.title, self.columns, self.groups = title, columns, {}
    def add(self, group, **row):
        self.groups.setdefault(group, []).append(row)
        return self
    def line(self, f): return " | ".join(f(c) for c in self.columns)
    def render(self):
        width = len(self.line(Column.header))
        yield self.title.center(width).rstrip()
        yield "=" * width
        yield self.line(Column.header).rstrip()
        for group in sorted(self.groups):
            rows = self.groups[group]
            yield f" {group} ({len(rows)}) ".center(width, "-")
            for row in sorted(rows, key=lambda r: r.get("name", "")):
                yield self.line(lambda c: c.cell(row)).rstrip()
        numbers = [r["amount"] for rows in self.groups.values() for r in rows if r.get("amount") is not None]
        yield f"total {sum(numbers):,.2f}, mean {sum(numbers) / len(numbers):.3f}"

report = Report("Sales", Column("Name", "name", 10), Column("Amount", "amount", 12, ">", ",.2f"),
                Column("Share", lambda r: r.get("amount") and r["amount"] / 5000, 7, ">", ".1%"),
                Column("Note", "note", 6, "^"))
report.add("north", name="Zed", amount=1234.5, note="ok").add("north", name="Alexandrina",
      amount=1e6)
report.add("south", name="Bo", amount=None, note="n/a").add("south", name="Cy", amount=0.005,
      note="tiny one")
print(*report.render(), sep="\n")
