people = [("ann", "dev"), ("bob", "ops"), ("cat", "dev"), ("dan", "qa"), ("eve", "ops")]
groups = {}
for name, team in people:
    groups.setdefault(team, []).append(name)
print(groups)
print({team: len(members) for team, members in groups.items()})
inverse = {name: team for team, members in groups.items() for name in members}
print(inverse, sorted(inverse) == [name for name, _ in people])
