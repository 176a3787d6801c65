from collections import namedtuple
Position = namedtuple("Position", "x y")
TURN = {"L": {"N": "W", "W": "S", "S": "E", "E": "N"},
      "R": {"N": "E", "E": "S", "S": "W", "W": "N"}}
STEP = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}

class Crash(Exception):
    def __init__(self, robot,
          into): super().__init__(f"{robot.name} hit {into} at {robot.at}"); self.robot = robot

class World:
    def __init__(self, width, height, walls=()): self.size, self.walls, self.robots = (width,
          height), set(walls), []
    def check(self, robot, to):
        if not (0 <= to.x < self.size[0] and 0 <= to.y < self.size[1]): raise Crash(robot,
              "the edge")
        if to in self.walls: raise Crash(robot, "a wall")
        for other in self.robots:
            if other is not robot and other.at == to: raise Crash(robot, other.name)

class Robot:
    def __init__(self, world, name, x, y, facing):
        self.world, self.name, self.at, self.facing, self.trail = world, name, Position(x,
              y), facing, []
        world.robots.append(self)
    def run(self, program):
        for n, command in enumerate(program):
            match command:
                case "L" | "R": self.facing = TURN[command][self.facing]
                case "F":
                    dx, dy = STEP[self.facing]
                    to = self.at._replace(x=self.at.x + dx, y=self.at.y + dy)
                    self.world.check(self, to)
                    self.trail.append(self.at)
                    self.at = to
                case _: raise ValueError(f"command {command!r} at {n}")
        return self
    def __repr__(self): return f"{self.name}({self.at.x},{self.at.y},{self.facing})"

w = World(5, 5, [(2, 2)])
a, b = Robot(w, "A", 0, 0, "N"), Robot(w, "B", 4, 4, "S")
print(a.run("FFRFL"), b.run("FFRF"), len(a.trail))
for robot, program in [(a, "RFF"), (b, "LLFF"), (b, "RFFFFF"), (a, "FX"), (a, "F" * 9)]:
    try: print(robot.run(program))
    except (Crash, ValueError) as error: print(type(error).__name__, error)
print(a, b, a.trail[0], a.at == (a.at.x, a.at.y))
