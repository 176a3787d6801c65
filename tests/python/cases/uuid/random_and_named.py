import uuid

u = uuid.uuid4()
print(u.version, u.variant, len(str(u)), u != uuid.uuid4(), len({uuid.uuid4() for _ in range(50)}))
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))
print(uuid.uuid3(uuid.NAMESPACE_URL, "http://ä.org/"), uuid.uuid5(uuid.NAMESPACE_OID, ""))
a, b = uuid.uuid1(), uuid.uuid1()
print(a.version, a.variant, a != b, a.time <= b.time, uuid.uuid1(node=5, clock_seq=3).node, uuid.uuid1(5, 3).clock_seq)
