import heapq

class Job:
    count = 0
    def __init__(self, name, priority, minutes):
        self.name, self.priority, self.minutes = name, priority, minutes
        self.order = Job.count
        Job.count += 1
    def __lt__(self, other): return (-self.priority, self.order) < (-other.priority, other.order)
    def __repr__(self): return f"{self.name}/{self.priority}"

class Worker:
    def __init__(self, name): self.name, self.free_at, self.done = name, 0, []
    def __lt__(self, other): return (self.free_at, self.name) < (other.free_at, other.name)

def simulate(arrivals, workers):
    arrivals, waiting, log = sorted(arrivals, key=lambda pair: pair[0]), [], []
    heapq.heapify(workers)
    clock = 0
    while arrivals or waiting:
        while arrivals and arrivals[0][0] <= clock:
            heapq.heappush(waiting, arrivals.pop(0)[1])
        worker = workers[0]
        if waiting and worker.free_at <= clock:
            job = heapq.heappop(waiting)
            worker.free_at = clock + job.minutes
            worker.done.append(job)
            heapq.heapreplace(workers, worker)
            log.append(f"{clock:>3} {worker.name} {job}")
        else:
            clock = min([w.free_at for w in workers if w.free_at > clock] +
                        [at for at, _ in arrivals if at > clock])
    return log

jobs = [(0, Job("mail", 1, 5)), (0, Job("backup", 0, 20)), (1, Job("alarm", 9, 2)),
      (3, Job("scan", 5, 10)),
        (3, Job("print", 5, 1)), (4, Job("alarm2", 9, 2))]
workers = [Worker("w1"), Worker("w2")]
print(*simulate(jobs, workers), sep="\n")
print({w.name: [j.name for j in w.done] for w in sorted(workers, key=lambda w: w.name)})
