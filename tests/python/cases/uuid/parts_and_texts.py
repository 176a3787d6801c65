import uuid

u = uuid.UUID("{12345678-1234-5678-1234-567812345678}")
print(u, repr(u), u.hex, u.int, u.urn)
print(u.bytes, u.bytes_le, u.fields)
print(u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low, u.node, u.time, u.clock_seq)
print(u.variant, u.version)
for text in ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "urn:uuid:12345678-1234-4678-9234-567812345678", "12345678123456781234567812345678", "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-c000-000000000000"]:
    v = uuid.UUID(text)
    print(v, v.variant, v.version, int(v))
print(uuid.UUID(bytes=b"0123456789abcdef"), uuid.UUID(bytes_le=b"0123456789abcdef"), uuid.UUID(int=5))
print(uuid.UUID(fields=(0x12345678, 0x1234, 0x5678, 0x12, 0x34, 0x567812345678)) == u)
print(uuid.UUID(int=0, version=4), uuid.UUID("12345678" * 4, version=1))
print(u == uuid.UUID(str(u)), u != uuid.UUID(int=1), u < uuid.UUID(int=1), u >= u, hash(u) == hash(u.int), u == 3)
print(sorted([u, uuid.UUID(int=9), uuid.UUID(int=3)])[0], {u: 1}[uuid.UUID(u.hex)], f"{u}", "%s" % u)
print(uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
