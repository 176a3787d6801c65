import re


def render(template, values):
    def section(match):
        name, body = match.group(1, 2)
        inner = values.get(name)
        if isinstance(inner, list):
            return "".join(render(body, {**values, **item}) for item in inner)
        return render(body, values) if inner else ""

    template = re.sub(r"\{#(\w+)\}(.*?)\{/\1\}", section, template, flags=re.DOTALL)
    return re.sub(r"\{(\w+)(?::([^}]*))?\}", lambda m: format(values[m[1]], m[2] or ""), template)


print(render("Hello {name:>8}!{#vip} Welcome back.{/vip}", {"name": "Ann", "vip": True}))
print(render("Hello {name}!{#vip} Welcome back.{/vip}", {"name": "Bob", "vip": 0}))
rows = [{"item": "nut", "price": 0.1}, {"item": "bolt", "price": 12}]
print(render("{title}\n{#rows}{item:<6}{price:8.2f}\n{/rows}total {n}", {"title": "T", "rows": rows, "n": 2}))
try:
    render("{missing}", {})
except KeyError as error:
    print("KeyError", error)
