"""A solver of one-way constraints: each has a strength, and the strongest that can hold do.

A constraint that is added walks upstream for a weaker one to take the place of; what it then
determines is computed along a plan. Two problems: a long chain of equals that is edited at its
head, and many pairs that a scale and an offset bind.
"""

SIZE = 700
SMALL = 8

REQUIRED, STRONG, PREFERRED, NORMAL, WEAK, WEAKEST = range(6)


class Variable:
    def __init__(self, value):
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stays = True


class Constraint:
    """What binds variables; one of its ways may be chosen to make it hold."""

    is_input = False

    def __init__(self, strength, variables):
        self.strength = strength
        self.variables = variables
        self.output = None
        for variable in variables:
            variable.constraints.append(self)

    def holds(self):
        return self.output is not None

    def inputs(self):
        return [variable for variable in self.variables if variable is not self.output]

    def choose(self, mark):
        """The output whose present determiner is weakest, if weaker than this constraint."""
        best = None
        weakest = self.strength
        for variable in self.candidates():
            if variable.mark != mark and variable.walk_strength > weakest:
                best = variable
                weakest = variable.walk_strength
        self.output = best

    def candidates(self):
        return self.variables

    def recalculate(self):
        output = self.output
        output.walk_strength = self.strength
        output.stays = not self.is_input
        for variable in self.variables:
            if variable is not output:
                if variable.walk_strength > output.walk_strength:
                    output.walk_strength = variable.walk_strength
                output.stays = output.stays and variable.stays
        if output.stays:
            self.execute()

    def execute(self):
        pass

    def inputs_are_known(self, mark):
        for variable in self.variables:
            if variable is self.output or variable.mark == mark or variable.stays:
                continue
            if variable.determined_by is not None:
                return False
        return True


class Stay(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength, [variable])


class Edit(Constraint):
    is_input = True

    def __init__(self, variable, strength):
        super().__init__(strength, [variable])


class Equal(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength, [first, second])

    def execute(self):
        first, second = self.variables
        if self.output is second:
            second.value = first.value
        else:
            first.value = second.value


class Linear(Constraint):
    """second = first * scale + offset, where only the first two can be outputs."""

    def __init__(self, first, second, scale, offset, strength):
        super().__init__(strength, [first, second, scale, offset])

    def candidates(self):
        return self.variables[:2]

    def execute(self):
        first, second, scale, offset = self.variables
        if self.output is second:
            second.value = first.value * scale.value + offset.value
        else:
            first.value = (second.value - offset.value) // scale.value


class Planner:
    def __init__(self):
        self.mark = 0

    def fresh_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        mark = self.fresh_mark()
        retracted = self.satisfy(constraint, mark)
        while retracted is not None:
            retracted = self.satisfy(retracted, mark)

    def satisfy(self, constraint, mark):
        """Makes it hold if it can; the weaker one that gave way, if there was one."""
        constraint.choose(mark)
        if not constraint.holds():
            if constraint.strength == REQUIRED:
                raise ValueError("a required constraint cannot hold")
            return None
        for variable in constraint.inputs():
            variable.mark = mark
        output = constraint.output
        retracted = output.determined_by
        if retracted is not None:
            retracted.output = None
        output.determined_by = constraint
        self.propagate(constraint, mark)
        output.mark = mark
        return retracted

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output.mark == mark:
                raise ValueError("a cycle of constraints")
            current.recalculate()
            todo.extend(self.consumers(current.output))

    def consumers(self, variable):
        own = variable.determined_by
        return [each for each in variable.constraints if each is not own and each.holds()]

    def remove(self, constraint):
        output = constraint.output
        for variable in constraint.variables:
            variable.constraints.remove(constraint)
        constraint.output = None
        if output is None:
            return
        output.determined_by = None
        output.walk_strength = WEAKEST
        output.stays = True
        waiting = []
        todo = [output]
        while todo:
            variable = todo.pop()
            waiting.extend([each for each in variable.constraints if not each.holds()])
            for consumer in self.consumers(variable):
                consumer.recalculate()
                todo.append(consumer.output)
        for each in sorted(waiting, key=lambda each: each.strength):
            self.add(each)

    def plan(self, sources):
        """What has to be executed, in order, when a source changes."""
        mark = self.fresh_mark()
        steps = []
        todo = [each for each in sources if each.is_input and each.holds()]
        while todo:
            constraint = todo.pop()
            output = constraint.output
            if output.mark != mark and constraint.inputs_are_known(mark):
                steps.append(constraint)
                output.mark = mark
                todo.extend(self.consumers(output))
        return steps


def change(planner, variable, values):
    edit = Edit(variable, PREFERRED)
    planner.add(edit)
    plan = planner.plan([edit])
    for value in values:
        variable.value = value
        for step in plan:
            step.execute()
    planner.remove(edit)


def chain(size):
    planner = Planner()
    variables = [Variable(0) for _ in range(size + 1)]
    for first, second in zip(variables, variables[1:]):
        planner.add(Equal(first, second, REQUIRED))
    planner.add(Stay(variables[-1], NORMAL))
    change(planner, variables[0], range(20))
    if variables[-1].value != 19:
        raise ValueError("the chain does not follow its head")
    return sum([variable.value for variable in variables])


def projection(size):
    planner = Planner()
    scale = Variable(10)
    offset = Variable(1000)
    sources = []
    images = []
    for number in range(size):
        source = Variable(number)
        image = Variable(number)
        sources.append(source)
        images.append(image)
        planner.add(Stay(source, NORMAL))
        planner.add(Linear(source, image, scale, offset, REQUIRED))
    change(planner, sources[0], [17])
    first = images[0].value
    change(planner, images[0], [1050])
    second = sources[0].value
    change(planner, scale, range(2, 6))
    change(planner, offset, range(2000, 2004))
    total = sum([image.value for image in images])
    return "%d %d %d" % (first, second, total)


def run(size):
    return "%d %s" % (chain(size), projection(size))


if __name__ == "__main__":
    print(run(SIZE))
