"""Checks of an S3 endpoint with boto3: python3 s3_boto3.py http://127.0.0.1:4566 [ACCESS_KEY SECRET]

Without keys the endpoint must take any; with keys it must take these and no others.

Plain asserts; prints the number of checks at the end. It makes and removes its own buckets, whose
names begin with "interop-", and leaves everything else alone.
"""

import base64
import hashlib
import io
import sys
import threading
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone

import boto3
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
ACCESS_KEY, SECRET = sys.argv[2:4] if len(sys.argv) > 3 else ("any", "thing")
VERIFIED = len(sys.argv) > 3
KEYS = dict(aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET, region_name="us-east-1")
MIB = 1024 * 1024
checks = 0


def client(**config):
    retries = {"max_attempts": 1}
    config.setdefault("signature_version", "s3v4")
    config = Config(retries=retries, s3={"addressing_style": "path"}, **config)
    return boto3.client("s3", endpoint_url=ENDPOINT, config=config, **KEYS)


def check(condition, claim):
    global checks
    assert condition, claim
    checks += 1


def equal(got, want, claim):
    check(got == want, f"{claim}: {got!r} is not {want!r}")


def refused(call, code, status):
    try:
        call()
    except ClientError as error:
        got = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        equal(got, (code, status), "refusal")
        return error.response
    raise AssertionError(f"{code} was expected, but the call succeeded")


def body(response):
    return response["Body"].read()


s3 = client()
created = []


def bucket(suffix=""):
    name = f"interop-{uuid.uuid4().hex[:16]}{suffix}"
    s3.create_bucket(Bucket=name)
    created.append(name)
    return name


def buckets():
    name = bucket()
    names = [entry["Name"] for entry in s3.list_buckets()["Buckets"]]
    check(name in names, "a created bucket is listed")
    check(names == sorted(names), "buckets are listed in order")
    check(not any(entry.startswith(".") for entry in names), "reserved buckets stay hidden")
    equal(s3.head_bucket(Bucket=name)["ResponseMetadata"]["HTTPStatusCode"], 200, "head")
    equal(s3.get_bucket_location(Bucket=name).get("LocationConstraint"), None, "location")
    equal(s3.get_bucket_versioning(Bucket=name).get("Status"), None, "versioning")
    refused(lambda: s3.head_bucket(Bucket="interop-none"), "404", 404)
    refused(lambda: s3.list_objects_v2(Bucket="interop-none"), "NoSuchBucket", 404)
    refused(lambda: s3.delete_bucket(Bucket="interop-none"), "NoSuchBucket", 404)
    refused(lambda: s3.put_object(Bucket="interop-none", Key="k"), "NoSuchBucket", 404)
    refused(lambda: s3.create_bucket(Bucket="Interop_None"), "InvalidBucketName", 400)
    s3.put_object(Bucket=name, Key="k", Body=b"x")
    refused(lambda: s3.delete_bucket(Bucket=name), "BucketNotEmpty", 409)
    s3.delete_object(Bucket=name, Key="k")
    s3.delete_bucket(Bucket=name)
    created.remove(name)
    refused(lambda: s3.head_bucket(Bucket=name), "404", 404)


def objects():
    name = bucket()
    data = bytes(range(256)) * 300
    put = s3.put_object(
        Bucket=name,
        Key="dir/data.bin",
        Body=data,
        ContentType="application/x-thing",
        ContentEncoding="gzip",
        ContentDisposition='attachment; filename="x"',
        ContentLanguage="de",
        CacheControl="max-age=5",
        Expires=datetime(2031, 2, 3, 4, 5, 6, tzinfo=timezone.utc),
        Metadata={"colour": "blue", "mixed-case": "Value With Spaces"},
        Tagging="a=1&b=two%20words",
    )
    etag = f'"{hashlib.md5(data).hexdigest()}"'
    equal(put["ETag"], etag, "the tag is the MD5")
    check("ChecksumCRC32" in put, "the default checksum is returned")
    got = s3.get_object(Bucket=name, Key="dir/data.bin")
    equal(body(got), data, "body")
    equal(got["ContentLength"], len(data), "length")
    for field, want in [
        ("ETag", etag),
        ("ContentType", "application/x-thing"),
        ("ContentEncoding", "gzip"),
        ("ContentDisposition", 'attachment; filename="x"'),
        ("ContentLanguage", "de"),
        ("CacheControl", "max-age=5"),
        ("Expires", datetime(2031, 2, 3, 4, 5, 6, tzinfo=timezone.utc)),
        ("Metadata", {"colour": "blue", "mixed-case": "Value With Spaces"}),
        ("AcceptRanges", "bytes"),
        ("TagCount", 2),
        ("ChecksumCRC32", put["ChecksumCRC32"]),
    ]:
        equal(got[field], want, field)
    age = datetime.now(timezone.utc) - got["LastModified"]
    check(abs(age) < timedelta(hours=1), "the time of modification is now")
    head = s3.head_object(Bucket=name, Key="dir/data.bin", ChecksumMode="ENABLED")
    equal(head["ContentLength"], len(data), "length by head")
    equal(head["ChecksumCRC32"], put["ChecksumCRC32"], "checksum by head")
    equal(head["ChecksumType"], "FULL_OBJECT", "checksum type")
    overridden = s3.get_object(
        Bucket=name, Key="dir/data.bin", ResponseContentType="a/b", ResponseCacheControl="no-store"
    )
    equal(overridden["ContentType"], "a/b", "override of the type")
    equal(overridden["CacheControl"], "no-store", "override of the cache control")
    s3.put_object(Bucket=name, Key="empty")
    empty = s3.get_object(Bucket=name, Key="empty")
    equal((body(empty), empty["ContentLength"]), (b"", 0), "an empty object")
    equal(empty["ContentType"], "binary/octet-stream", "the default type")
    refused(lambda: s3.get_object(Bucket=name, Key="none"), "NoSuchKey", 404)
    refused(lambda: s3.head_object(Bucket=name, Key="none"), "404", 404)
    long = "k" * 1025
    refused(lambda: s3.put_object(Bucket=name, Key=long, Body=b""), "KeyTooLongError", 400)
    s3.put_object(Bucket=name, Key="dir/data.bin", Body=b"new")
    equal(body(s3.get_object(Bucket=name, Key="dir/data.bin")), b"new", "overwritten")
    s3.delete_object(Bucket=name, Key="dir/data.bin")
    again = s3.delete_object(Bucket=name, Key="dir/data.bin")
    equal(again["ResponseMetadata"]["HTTPStatusCode"], 204, "deleting twice")
    refused(lambda: s3.get_object(Bucket=name, Key="dir/data.bin"), "NoSuchKey", 404)
    metadata = {"x": "y" * 20000}
    refused(lambda: s3.put_object(Bucket=name, Key="m", Metadata=metadata), "MetadataTooLarge", 400)


def ranges():
    name = bucket()
    data = bytes(index % 251 for index in range(50_000))
    s3.put_object(Bucket=name, Key="k", Body=data)
    for header, first, last in [
        ("bytes=0-0", 0, 0),
        ("bytes=16383-16384", 16383, 16384),
        ("bytes=100-", 100, 49_999),
        ("bytes=-5", 49_995, 49_999),
        ("bytes=49999-60000", 49_999, 49_999),
        ("bytes=-60000", 0, 49_999),
    ]:
        got = s3.get_object(Bucket=name, Key="k", Range=header)
        equal(got["ResponseMetadata"]["HTTPStatusCode"], 206, header)
        equal(got["ContentRange"], f"bytes {first}-{last}/50000", header)
        equal(body(got), data[first : last + 1], header)
        head = s3.head_object(Bucket=name, Key="k", Range=header)
        equal(head["ContentLength"], last - first + 1, header)
    for header in ["bytes=50000-", "bytes=-0"]:
        response = refused(lambda: s3.get_object(Bucket=name, Key="k", Range=header), "InvalidRange", 416)
        headers = response["ResponseMetadata"]["HTTPHeaders"]
        equal(headers.get("content-range"), "bytes */50000", "the size comes with the refusal")
    for header in [] if VERIFIED else ["bytes=5-2", "lines=1-2", "bytes=0-1,3-4"]:
        got = s3.get_object(Bucket=name, Key="k", Range=header)
        equal(got["ResponseMetadata"]["HTTPStatusCode"], 200, f"{header} is ignored")
    s3.put_object(Bucket=name, Key="empty", Body=b"")
    refused(lambda: s3.get_object(Bucket=name, Key="empty", Range="bytes=0-"), "InvalidRange", 416)


def conditions():
    name = bucket()
    etag = s3.put_object(Bucket=name, Key="k", Body=b"one")["ETag"]
    modified = s3.head_object(Bucket=name, Key="k")["LastModified"]
    hour = timedelta(hours=1)
    get = lambda **more: lambda: s3.get_object(Bucket=name, Key="k", **more)
    equal(body(get(IfMatch=etag)()), b"one", "If-Match")
    refused(get(IfMatch='"x"'), "PreconditionFailed", 412)
    response = refused(get(IfNoneMatch=etag), "304", 304)
    equal(response["ResponseMetadata"]["HTTPHeaders"]["etag"], etag, "304 names the tag")
    equal(body(get(IfNoneMatch='"x"')()), b"one", "If-None-Match")
    refused(get(IfModifiedSince=modified), "304", 304)
    equal(body(get(IfModifiedSince=modified - hour)()), b"one", "If-Modified-Since")
    refused(get(IfUnmodifiedSince=modified - hour), "PreconditionFailed", 412)
    equal(body(get(IfUnmodifiedSince=modified)()), b"one", "If-Unmodified-Since")
    refused(lambda: s3.head_object(Bucket=name, Key="k", IfMatch='"x"'), "412", 412)
    refused(lambda: s3.head_object(Bucket=name, Key="k", IfNoneMatch=etag), "304", 304)
    put = lambda **more: lambda: s3.put_object(Bucket=name, Body=b"two", **more)
    refused(put(Key="k", IfNoneMatch="*"), "PreconditionFailed", 412)
    put(Key="new", IfNoneMatch="*")()
    refused(put(Key="k", IfMatch='"x"'), "PreconditionFailed", 412)
    refused(put(Key="none", IfMatch=etag), "NoSuchKey", 404)
    put(Key="k", IfMatch=etag)()
    equal(body(get()()), b"two", "a conditional write")
    winners = []

    def race(index):
        try:
            client().put_object(Bucket=name, Key="race", Body=str(index), IfNoneMatch="*")
            winners.append(index)
        except ClientError as error:
            assert error.response["Error"]["Code"] == "PreconditionFailed"

    threads = [threading.Thread(target=race, args=(index,)) for index in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    equal(len(winners), 1, "one writer wins")
    equal(body(s3.get_object(Bucket=name, Key="race")), str(winners[0]).encode(), "the winner")


def checksums():
    name = bucket()
    data = b"checksummed" * 1000
    for algorithm in ["CRC32", "SHA1", "SHA256"]:
        put = s3.put_object(Bucket=name, Key="k", Body=data, ChecksumAlgorithm=algorithm)
        got = s3.get_object(Bucket=name, Key="k", ChecksumMode="ENABLED")
        equal(body(got), data, algorithm)
        equal(got[f"Checksum{algorithm}"], put[f"Checksum{algorithm}"], algorithm)
    put = s3.put_object(Bucket=name, Key="stream", Body=io.BufferedReader(io.BytesIO(data)))
    check("ChecksumCRC32" in put, "a streamed body has a checksum")
    equal(body(s3.get_object(Bucket=name, Key="stream")), data, "a streamed body")
    wrong = base64.b64encode(b"\0\0\0\0").decode()
    put = lambda **more: lambda: s3.put_object(Bucket=name, Key="bad", Body=data, **more)
    refused(put(ChecksumCRC32=wrong), "BadDigest", 400)
    md5 = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    refused(put(ContentMD5=md5), "BadDigest", 400)
    refused(put(ContentMD5="short"), "InvalidDigest", 400)
    put(ContentMD5=base64.b64encode(hashlib.md5(data).digest()).decode())()
    bare = client(request_checksum_calculation="when_required")
    bare.put_object(Bucket=name, Key="bare", Body=data)
    head = s3.head_object(Bucket=name, Key="bare", ChecksumMode="ENABLED")
    check("ChecksumCRC64NVME" in head, "a checksum is made where none came")
    if VERIFIED:
        return
    trailer = b"x-amz-checksum-crc32:" + wrong.encode()
    for tail, status in [(trailer, 400), (b"", 400)]:
        coded = b"%x\r\n%s\r\n0\r\n%s\r\n\r\n" % (len(data), data, tail)
        headers = {
            "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "content-encoding": "aws-chunked",
            "x-amz-decoded-content-length": str(len(data)),
            "x-amz-trailer": "x-amz-checksum-crc32",
        }
        request = urllib.request.Request(f"{ENDPOINT}/{name}/trailer", coded, headers, method="PUT")
        try:
            urllib.request.urlopen(request)
            raise AssertionError("a wrong trailer was accepted")
        except urllib.error.HTTPError as error:
            equal(error.code, status, "a wrong trailer")
    refused(lambda: s3.head_object(Bucket=name, Key="trailer"), "404", 404)


def listings():
    name = bucket()
    keys = ["a", "b/1", "b/2", "b/c/3", "c d+e%20", "d//", "d/x", "z\u4e2d\U0001f600", "é/ü"]
    for key in keys:
        s3.put_object(Bucket=name, Key=key, Body=key.encode())
    listed = lambda page: [entry["Key"] for entry in page.get("Contents", [])]
    prefixes = lambda page: [entry["Prefix"] for entry in page.get("CommonPrefixes", [])]
    v2 = lambda **more: s3.list_objects_v2(Bucket=name, **more)
    v1 = lambda **more: s3.list_objects(Bucket=name, **more)
    equal(listed(v2()), keys, "all keys, version 2")
    equal(listed(v1()), keys, "all keys, version 1")
    check("Owner" in v1()["Contents"][0], "version 1 names the owner")
    check("Owner" not in v2()["Contents"][0], "version 2 does not")
    check("Owner" in v2(FetchOwner=True)["Contents"][0], "unless it is asked to")
    entry = v2()["Contents"][0]
    equal((entry["Size"], entry["StorageClass"]), (1, "STANDARD"), "an entry")
    equal(entry["ETag"], f'"{hashlib.md5(b"a").hexdigest()}"', "the tag of an entry")
    page = v2(Delimiter="/")
    equal(listed(page), ["a", "c d+e%20", "z\u4e2d\U0001f600"], "keys without a delimiter")
    equal(prefixes(page), ["b/", "d/", "é/"], "common prefixes")
    equal(page["KeyCount"], 6, "the count")
    page = v2(Prefix="b/", Delimiter="/")
    equal((listed(page), prefixes(page)), (["b/1", "b/2"], ["b/c/"]), "below a prefix")
    equal(listed(v2(StartAfter="b/2")), keys[3:], "after a key")
    equal(listed(v1(Marker="b/2")), keys[3:], "after a marker")
    equal(listed(v2(Prefix="none")), [], "below nothing")
    page = v2(MaxKeys=0)
    equal((listed(page), page["IsTruncated"]), ([], False), "no keys")
    page = v2(MaxKeys=len(keys))
    equal(page["IsTruncated"], False, "a page that is just full is the last")
    for size in [1, 2, 4]:
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=name, PaginationConfig={"PageSize": size})
        equal([key for page in pages for key in listed(page)], keys, f"pages of {size}")
        pages = s3.get_paginator("list_objects").paginate(
            Bucket=name, Delimiter="/", PaginationConfig={"PageSize": size}
        )
        got = [entry for page in pages for entry in listed(page) + prefixes(page)]
        equal(sorted(got), sorted(["a", "b/", "c d+e%20", "d/", "é/", "z\u4e2d\U0001f600"]), f"of {size}")
    refused(lambda: v2(ContinuationToken="?"), "InvalidArgument", 400)
    for key in keys:
        equal(body(s3.get_object(Bucket=name, Key=key)), key.encode(), key)
    for key in ["/slash", "//", "a//b", "a/./b", "a/../b", "sp ace", "a+b", "100%", "q?x=y#z&w", "t\tb"]:
        s3.put_object(Bucket=name, Key=key, Body=key.encode())
        equal(body(s3.get_object(Bucket=name, Key=key)), key.encode(), key)
        check(key in listed(v2(Prefix=key)), key)


def deletions():
    name = bucket()
    keys = [f"k{index:04}" for index in range(1005)]
    threads = [
        threading.Thread(target=lambda part: [client_put(name, key) for key in part], args=(keys[i::4],))
        for i in range(4)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    equal(len(s3.list_objects_v2(Bucket=name)["Contents"]), 1000, "a page has a thousand keys")
    named = lambda part: {"Objects": [{"Key": key} for key in part]}
    refused(lambda: s3.delete_objects(Bucket=name, Delete=named(keys)), "MalformedXML", 400)
    answer = s3.delete_objects(Bucket=name, Delete=named(keys[:1000]))
    equal([entry["Key"] for entry in answer["Deleted"]], keys[:1000], "deleted")
    quiet = s3.delete_objects(Bucket=name, Delete=dict(named(keys[1000:] + ["none"]), Quiet=True))
    check("Deleted" not in quiet and "Errors" not in quiet, "quiet")
    equal(s3.list_objects_v2(Bucket=name)["KeyCount"], 0, "nothing is left")


def client_put(name, key):
    s3.put_object(Bucket=name, Key=key, Body=b"")


def copies():
    name, other = bucket(), bucket()
    key = "so urce+%é/1"
    put = s3.put_object(Bucket=name, Key=key, Body=b"data", ContentType="a/b", Metadata={"m": "1"}, Tagging="t=1")
    source = {"Bucket": name, "Key": key}
    result = s3.copy_object(Bucket=other, Key="copy", CopySource=source)["CopyObjectResult"]
    equal(result["ETag"], put["ETag"], "the tag of a copy")
    got = s3.get_object(Bucket=other, Key="copy")
    equal((body(got), got["ContentType"], got["Metadata"]), (b"data", "a/b", {"m": "1"}), "a copy")
    equal(got["TagCount"], 1, "tags are copied")
    s3.copy_object(
        Bucket=other, Key="copy", CopySource=source, MetadataDirective="REPLACE", Metadata={"n": "2"}, ContentType="c/d"
    )
    got = s3.head_object(Bucket=other, Key="copy")
    equal((got["ContentType"], got["Metadata"]), ("c/d", {"n": "2"}), "replaced metadata")
    refused(lambda: s3.copy_object(Bucket=name, Key=key, CopySource=source), "InvalidRequest", 400)
    s3.copy_object(Bucket=name, Key=key, CopySource=source, MetadataDirective="REPLACE", Metadata={"z": "3"})
    equal(s3.head_object(Bucket=name, Key=key)["Metadata"], {"z": "3"}, "metadata replaced in place")
    copy = lambda **more: lambda: s3.copy_object(Bucket=other, Key="c2", CopySource=source, **more)
    refused(copy(CopySourceIfMatch='"x"'), "PreconditionFailed", 412)
    refused(copy(CopySourceIfNoneMatch=put["ETag"]), "PreconditionFailed", 412)
    copy(CopySourceIfMatch=put["ETag"])()
    missing = {"Bucket": name, "Key": "none"}
    refused(lambda: s3.copy_object(Bucket=other, Key="c", CopySource=missing), "NoSuchKey", 404)
    s3.delete_object(Bucket=name, Key=key)
    equal(body(s3.get_object(Bucket=other, Key="c2")), b"data", "a copy outlives its source")


def multipart():
    name = bucket()
    first, second, third = b"1" * (5 * MIB), b"2" * (5 * MIB + 7), b"3" * 11
    upload = s3.create_multipart_upload(Bucket=name, Key="m", ContentType="a/b", Metadata={"m": "1"}, Tagging="t=1")
    where = dict(Bucket=name, Key="m", UploadId=upload["UploadId"])
    refused(lambda: s3.head_object(Bucket=name, Key="m"), "404", 404)
    part = lambda number, data: {
        "PartNumber": number,
        "ETag": s3.upload_part(PartNumber=number, Body=data, **where)["ETag"],
    }
    parts = [part(1, b"overwritten"), part(2, second), part(10, third)]
    parts[0] = part(1, first)
    listed = s3.list_parts(**where)
    equal([(entry["PartNumber"], entry["Size"]) for entry in listed["Parts"]],
          [(1, len(first)), (2, len(second)), (10, len(third))], "parts")
    page = s3.list_parts(MaxParts=2, **where)
    equal((page["IsTruncated"], page["NextPartNumberMarker"]), (True, 2), "a page of parts")
    page = s3.list_parts(PartNumberMarker=2, **where)
    equal([entry["PartNumber"] for entry in page["Parts"]], [10], "the next page")
    uploads = s3.list_multipart_uploads(Bucket=name)["Uploads"]
    equal([(entry["Key"], entry["UploadId"]) for entry in uploads], [("m", upload["UploadId"])], "uploads")
    complete = lambda parts, **more: lambda: s3.complete_multipart_upload(
        MultipartUpload={"Parts": parts}, **where, **more
    )
    refused(complete(parts[::-1]), "InvalidPartOrder", 400)
    refused(complete([dict(parts[0], ETag='"0"')]), "InvalidPart", 400)
    refused(complete([dict(parts[0], PartNumber=7)]), "InvalidPart", 400)
    refused(lambda: s3.upload_part(PartNumber=10001, Body=b"", **where), "InvalidArgument", 400)
    done = complete(parts)()
    digests = b"".join(hashlib.md5(data).digest() for data in [first, second, third])
    etag = f'"{hashlib.md5(digests).hexdigest()}-3"'
    equal(done["ETag"], etag, "the tag of an object made of parts")
    equal(complete(parts)()["ETag"], etag, "completing again gives the same answer")
    got = s3.get_object(Bucket=name, Key="m")
    equal(body(got), first + second + third, "the object")
    equal((got["ContentType"], got["Metadata"], got["TagCount"]), ("a/b", {"m": "1"}, 1), "its metadata")
    piece = s3.get_object(Bucket=name, Key="m", PartNumber=2)
    equal((body(piece), piece["PartsCount"]), (second, 3), "one part of the object")
    equal(s3.head_object(Bucket=name, Key="m", PartNumber=3)["ContentLength"], 11, "the head of a part")
    around = f"bytes={len(first) - 3}-{len(first) + 2}"
    equal(body(s3.get_object(Bucket=name, Key="m", Range=around)), b"111222", "a range over parts")
    check("Uploads" not in s3.list_multipart_uploads(Bucket=name), "the upload is closed")
    refused(lambda: s3.upload_part(PartNumber=1, Body=b"", **where), "NoSuchUpload", 404)

    upload = s3.create_multipart_upload(Bucket=name, Key="small")
    where = dict(Bucket=name, Key="small", UploadId=upload["UploadId"])
    parts = [part(1, b"too"), part(2, b"small")]
    refused(complete(parts), "EntityTooSmall", 400)
    s3.abort_multipart_upload(**where)
    refused(lambda: s3.list_parts(**where), "NoSuchUpload", 404)
    refused(lambda: s3.abort_multipart_upload(**where), "NoSuchUpload", 404)

    upload = s3.create_multipart_upload(Bucket=name, Key="copied")
    where = dict(Bucket=name, Key="copied", UploadId=upload["UploadId"])
    source = {"Bucket": name, "Key": "m"}
    parts = []
    for number, header in [(1, f"bytes=0-{5 * MIB}"), (2, f"bytes=7-{5 * MIB + 6}")]:
        result = s3.upload_part_copy(PartNumber=number, CopySource=source, CopySourceRange=header, **where)
        parts.append({"PartNumber": number, "ETag": result["CopyPartResult"]["ETag"]})
    whole = first + second + third
    complete(parts)()
    copied = body(s3.get_object(Bucket=name, Key="copied"))
    equal(copied, whole[: 5 * MIB + 1] + whole[7 : 5 * MIB + 7], "parts copied from an object")

    for algorithm, kind in [("CRC32", "FULL_OBJECT"), ("CRC32", "COMPOSITE"), ("SHA256", "COMPOSITE")]:
        upload = s3.create_multipart_upload(
            Bucket=name, Key="sum", ChecksumAlgorithm=algorithm, ChecksumType=kind
        )
        equal(upload["ChecksumType"], kind, "the kind of checksum")
        where = dict(Bucket=name, Key="sum", UploadId=upload["UploadId"])
        field = f"Checksum{algorithm}"
        parts = []
        for number, data in [(1, first), (2, third)]:
            answer = s3.upload_part(PartNumber=number, Body=data, ChecksumAlgorithm=algorithm, **where)
            parts.append({"PartNumber": number, "ETag": answer["ETag"], field: answer[field]})
        done = complete(parts, ChecksumType=kind)()
        whole = s3.put_object(Bucket=name, Key="whole", Body=first + third, ChecksumAlgorithm=algorithm)
        if kind == "FULL_OBJECT":
            equal(done[field], whole[field], "the checksum of the whole")
        else:
            check(done[field].endswith("-2"), "a composite checksum counts its parts")
        equal(body(s3.get_object(Bucket=name, Key="sum")), first + third, f"{algorithm} {kind}")


def transfers():
    name = bucket()
    data = bytes(index * 7919 % 256 for index in range(4096)) * 5120
    config = TransferConfig(multipart_threshold=8 * MIB, multipart_chunksize=8 * MIB)
    s3.upload_fileobj(io.BytesIO(data), name, "twenty", Config=config)
    head = s3.head_object(Bucket=name, Key="twenty")
    equal((head["ContentLength"], head["ETag"][-3:]), (20 * MIB, '-3"'), "20 MiB in three parts")
    target = io.BytesIO()
    s3.download_fileobj(name, "twenty", target, Config=config)
    check(target.getvalue() == data, "20 MiB come back")
    s3.copy({"Bucket": name, "Key": "twenty"}, name, "copy of twenty", Config=config)
    check(body(s3.get_object(Bucket=name, Key="copy of twenty")) == data, "a managed copy")


def presigned():
    name = bucket()
    url = s3.generate_presigned_url("put_object", {"Bucket": name, "Key": "a b/ü+%"}, ExpiresIn=60)
    request = urllib.request.Request(url, b"presigned", method="PUT")
    equal(urllib.request.urlopen(request).status, 200, "presigned PUT")
    url = s3.generate_presigned_url("get_object", {"Bucket": name, "Key": "a b/ü+%"}, ExpiresIn=60)
    equal(urllib.request.urlopen(url).read(), b"presigned", "presigned GET")
    parameters = {"Bucket": name, "Key": "a b/ü+%", "ResponseContentType": "x/y"}
    url = s3.generate_presigned_url("get_object", parameters, ExpiresIn=60)
    equal(urllib.request.urlopen(url).headers["content-type"], "x/y", "presigned override")
    old = client(signature_version="s3")
    url = old.generate_presigned_url("get_object", {"Bucket": name, "Key": "a b/ü+%"}, ExpiresIn=60)
    equal(urllib.request.urlopen(url).read(), b"presigned", "presigned GET, version 2")
    for signer in [s3, old]:
        url = signer.generate_presigned_url("get_object", {"Bucket": name, "Key": "a b/ü+%"}, ExpiresIn=-10)
        try:
            urllib.request.urlopen(url)
            raise AssertionError("an expired URL was accepted")
        except urllib.error.HTTPError as error:
            check(error.code in (400, 403), "an expired URL is refused")


def unsigned():
    name = bucket()
    open_client = client(signature_version=UNSIGNED)
    if VERIFIED:
        refused(lambda: open_client.list_objects_v2(Bucket=name), "AccessDenied", 403)
        wrong = dict(KEYS, aws_secret_access_key="wrong")
        wrong = boto3.client("s3", endpoint_url=ENDPOINT, **wrong)
        refused(lambda: wrong.list_objects_v2(Bucket=name), "SignatureDoesNotMatch", 403)
        unknown = boto3.client("s3", endpoint_url=ENDPOINT, **dict(KEYS, aws_access_key_id="unknown"))
        refused(lambda: unknown.list_objects_v2(Bucket=name), "InvalidAccessKeyId", 403)
        return
    open_client.put_object(Bucket=name, Key="k", Body=b"open")
    equal(body(open_client.get_object(Bucket=name, Key="k")), b"open", "without a signature")
    equal(open_client.list_objects_v2(Bucket=name)["KeyCount"], 1, "a list without a signature")


def settings():
    name = bucket()
    s3.put_object(Bucket=name, Key="k", Body=b"x")
    before = s3.head_object(Bucket=name, Key="k")
    equal(s3.get_object_tagging(Bucket=name, Key="k")["TagSet"], [], "no tags")
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "zwei ü"}]
    s3.put_object_tagging(Bucket=name, Key="k", Tagging={"TagSet": tags})
    equal(s3.get_object_tagging(Bucket=name, Key="k")["TagSet"], tags, "tags")
    after = s3.head_object(Bucket=name, Key="k")
    equal((after["ETag"], after["LastModified"]), (before["ETag"], before["LastModified"]), "only the tags change")
    s3.delete_object_tagging(Bucket=name, Key="k")
    equal(s3.get_object_tagging(Bucket=name, Key="k")["TagSet"], [], "tags are gone")
    refused(lambda: s3.get_bucket_tagging(Bucket=name), "NoSuchTagSet", 404)
    s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags})
    equal(s3.get_bucket_tagging(Bucket=name)["TagSet"], tags, "tags of a bucket")
    s3.delete_bucket_tagging(Bucket=name)
    refused(lambda: s3.get_bucket_tagging(Bucket=name), "NoSuchTagSet", 404)
    empty = s3.get_bucket_notification_configuration(Bucket=name)
    check("LambdaFunctionConfigurations" not in empty, "no notifications")
    rules = [{"Name": "prefix", "Value": "in/"}, {"Name": "suffix", "Value": ".json"}]
    wanted = {
        "Id": "light",
        "LambdaFunctionArn": "arn:aws:lambda:us-east-1:000000000000:function:light",
        "Events": ["s3:ObjectCreated:*"],
        "Filter": {"Key": {"FilterRules": rules}},
    }
    configuration = {"LambdaFunctionConfigurations": [wanted]}
    s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration=configuration)
    got = s3.get_bucket_notification_configuration(Bucket=name)
    equal(got["LambdaFunctionConfigurations"], [wanted], "notifications")
    s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={})
    got = s3.get_bucket_notification_configuration(Bucket=name)
    check("LambdaFunctionConfigurations" not in got, "notifications are gone")
    refused(lambda: s3.get_bucket_cors(Bucket=name), "NotImplemented", 501)


def clean():
    for name in created:
        for upload in s3.list_multipart_uploads(Bucket=name).get("Uploads", []):
            s3.abort_multipart_upload(Bucket=name, Key=upload["Key"], UploadId=upload["UploadId"])
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
            named = [{"Key": entry["Key"]} for entry in page.get("Contents", [])]
            if named:
                s3.delete_objects(Bucket=name, Delete={"Objects": named, "Quiet": True})
        s3.delete_bucket(Bucket=name)


for theme in [buckets, objects, ranges, conditions, checksums, listings, deletions, copies,
              multipart, transfers, presigned, unsigned, settings]:
    try:
        theme()
    except BaseException:
        print(f"failed in {theme.__name__} after {checks} checks", file=sys.stderr)
        raise
clean()
print(f"{checks} checks passed")
