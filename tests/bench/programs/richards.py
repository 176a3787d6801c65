"""The kernel of a small system: tasks that wait for packets, and a scheduler that runs them.

An idle task wakes devices by the bits of a shift register, a worker sends packets to two handlers,
the handlers send them to their devices byte by byte, and the devices give them back after a while.
"""

SIZE = 8
SMALL = 1
TICKS = 2000

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
WORK, TRANSFER = range(2)
PACKET_BYTES = 4


class Packet:
    def __init__(self, owner, kind):
        self.owner = owner
        self.kind = kind
        self.position = 0
        self.content = [0] * PACKET_BYTES


class Task:
    def __init__(self, kernel, number, priority):
        self.kernel = kernel
        self.number = number
        self.priority = priority
        self.inbox = []
        self.is_held = False
        self.is_waiting = False

    def is_ready(self):
        if self.is_held:
            return False
        return not self.is_waiting or len(self.inbox) > 0

    def take(self):
        """What came first, or nothing: the task then waits for something."""
        if self.inbox:
            self.is_waiting = False
            return self.inbox.pop(0)
        self.is_waiting = True
        return None

    def step(self):
        raise NotImplementedError


class Idle(Task):
    def __init__(self, kernel, number, priority, ticks):
        Task.__init__(self, kernel, number, priority)
        self.left = ticks
        self.register = 1

    def step(self):
        self.left -= 1
        if self.left < 0:
            self.is_held = True
            return
        bit = self.register & 1
        self.register >>= 1
        if bit:
            self.register ^= 0xD008
        self.kernel.release(DEVICE_B if bit else DEVICE_A)


class Worker(Task):
    def __init__(self, kernel, number, priority):
        super().__init__(kernel, number, priority)
        self.receiver = HANDLER_A
        self.letter = 0

    def step(self):
        packet = self.take()
        if packet is None:
            return
        self.receiver = HANDLER_B if self.receiver == HANDLER_A else HANDLER_A
        packet.position = 0
        for at in range(PACKET_BYTES):
            self.letter = self.letter % 26 + 1
            packet.content[at] = 64 + self.letter
        self.kernel.send(packet, self.receiver)


class Handler(Task):
    def __init__(self, kernel, number, priority, device):
        super().__init__(kernel, number, priority)
        self.device = device
        self.work = []
        self.free = []
        self.sent = 0

    def step(self):
        packet = self.take()
        if packet is not None:
            queue = self.work if packet.kind == WORK else self.free
            queue.append(packet)
        while self.work and self.free:
            job = self.work[0]
            if job.position == PACKET_BYTES:
                self.work.pop(0)
                self.kernel.send(job, job.owner)
                continue
            carrier = self.free.pop(0)
            carrier.content[0] = job.content[job.position]
            job.position += 1
            self.sent += 1
            self.kernel.send(carrier, self.device)


class Device(Task):
    def __init__(self, kernel, number, priority):
        super().__init__(kernel, number, priority)
        self.pending = None
        self.checksum = 0

    def step(self):
        if self.pending is None:
            self.pending = self.take()
            if self.pending is not None:
                self.checksum = (self.checksum * 31 + self.pending.content[0]) % 65521
                self.is_held = True
            return
        packet = self.pending
        self.pending = None
        self.kernel.send(packet, packet.owner)


class Kernel:
    def __init__(self, ticks):
        self.tasks = {}
        self.switches = 0
        self.holds = 0
        self.add(Idle(self, IDLE, 0, ticks))
        self.add(Worker(self, WORKER, 1000))
        self.add(Handler(self, HANDLER_A, 2000, DEVICE_A))
        self.add(Handler(self, HANDLER_B, 3000, DEVICE_B))
        self.add(Device(self, DEVICE_A, 4000))
        self.add(Device(self, DEVICE_B, 5000))
        self.order = sorted(self.tasks.values(), key=lambda task: -task.priority)
        for _ in range(2):
            self.send(Packet(WORKER, WORK), WORKER)
        for handler in (HANDLER_A, HANDLER_B):
            for _ in range(3):
                self.send(Packet(handler, TRANSFER), handler)

    def add(self, task):
        self.tasks[task.number] = task

    def send(self, packet, number):
        self.tasks[number].inbox.append(packet)

    def release(self, number):
        self.tasks[number].is_held = False

    def next_ready(self):
        for task in self.order:
            if task.is_ready():
                return task
        return None

    def run(self):
        task = self.next_ready()
        while task is not None:
            self.switches += 1
            task.step()
            if task.is_held:
                self.holds += 1
            task = self.next_ready()


def run(size):
    numbers = []
    for turn in range(size):
        kernel = Kernel(TICKS + turn)
        kernel.run()
        numbers.append(kernel.switches)
        numbers.append(kernel.holds)
        for task in kernel.order:
            if isinstance(task, Handler):
                numbers.append(task.sent)
            elif isinstance(task, Device):
                numbers.append(task.checksum)
    return " ".join([str(number) for number in numbers[-6:]]) + " %d" % sum(numbers)


if __name__ == "__main__":
    print(run(SIZE))
