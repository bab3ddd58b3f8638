"""What boto3 has to find when it talks to the server. Run by Boto3Test, one check a call.

Usage: boto3_checks.py NAME_OF_CHECK, with ENDPOINT and the AWS_* variables set.
"""

import hashlib
import http.client
import os
import sys
import tempfile
import threading
import urllib.parse
import uuid

import boto3
import botocore
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]


def client(**options):
    return boto3.client("s3", endpoint_url=ENDPOINT, config=Config(**options))


def new_bucket(s3):
    name = "boto3-" + uuid.uuid4().hex
    s3.create_bucket(Bucket=name)
    return name


def refused(call, code, status):
    """The call must fail with that code and that status."""
    try:
        call()
    except ClientError as e:
        found = (e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), found
        return e.response
    raise AssertionError(f"{code} was expected")


def round_trip_with_metadata():
    s3 = client()
    bucket = new_bucket(s3)
    body = os.urandom(100_000)
    put = s3.put_object(
        Bucket=bucket,
        Key="a/b c",
        Body=body,
        ContentType="text/plain; charset=utf-8",
        CacheControl="max-age=60",
        ContentDisposition="attachment; filename=\"x\"",
        ContentEncoding="gzip",
        ContentLanguage="de",
        Metadata={"colour": "blue", "UPPER": "Value"},
    )
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"', put
    for got in (s3.get_object(Bucket=bucket, Key="a/b c"), s3.head_object(Bucket=bucket, Key="a/b c")):
        assert got["ContentType"] == "text/plain; charset=utf-8", got
        assert got["CacheControl"] == "max-age=60", got
        assert got["ContentDisposition"] == "attachment; filename=\"x\"", got
        # Field survey 5: the coding of the transfer is not the object's.
        assert got["ContentEncoding"] == "gzip", got
        assert got["ContentLanguage"] == "de", got
        assert got["Metadata"] == {"colour": "blue", "upper": "Value"}, got
        assert got["ContentLength"] == len(body), got
        assert got["ETag"] == put["ETag"], got
        if "Body" in got:
            assert got["Body"].read() == body
    s3.put_object(Bucket=bucket, Key="plain", Body=b"")
    got = s3.get_object(Bucket=bucket, Key="plain")
    assert got["ContentType"] == "binary/octet-stream", got
    assert "ContentEncoding" not in got, got
    assert got["Body"].read() == b""
    assert bucket in [b["Name"] for b in s3.list_buckets()["Buckets"]]


def odd_keys_are_different_objects():
    """Field survey 16, and names that clients encode in different ways."""
    s3 = client()
    bucket = new_bucket(s3)
    keys = ["a", "a/", "a/b", "a//b", "/a", "a/./b", "a/../b", "a b", "a+b", "a%20b", "a%2Fb"]
    keys += ["ä/ö", "日本語", "😀", "a\tb", "a\nb", "a\rb", "\x01", "&<>\"'", "a\\b", "?x=y#z", "..", "."]
    keys += ["~", "*", "a=b&c", "x" * 1024]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    listed = [o["Key"] for o in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    assert listed == sorted(keys, key=lambda k: k.encode()), (listed, keys)
    for key in keys:
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode(), key
    for gone, key in enumerate(keys, 1):
        s3.delete_object(Bucket=bucket, Key=key)
        # An error document that names such a key is none that Python's XML reader takes.
        code = "404" if key == "\x01" else "NoSuchKey"
        refused(lambda: s3.get_object(Bucket=bucket, Key=key), code, 404)
        assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == len(keys) - gone
    s3.delete_bucket(Bucket=bucket)


def pages_give_every_key_once():
    """Field survey 12 and 13."""
    s3 = client()
    bucket = new_bucket(s3)
    keys = sorted(f"{folder}{separator}{n:03}" for folder in "abc" for separator in "-/0" for n in range(20))
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    for operation in ("list_objects_v2", "list_objects"):
        pages = s3.get_paginator(operation).paginate(Bucket=bucket, PaginationConfig={"PageSize": 7})
        assert [o["Key"] for page in pages for o in page.get("Contents", [])] == keys, operation
    found = s3.list_objects_v2(Bucket=bucket, Prefix="b/", StartAfter="b/009")
    assert [o["Key"] for o in found["Contents"]] == [f"b/{n:03}" for n in range(10, 20)], found
    none = s3.list_objects_v2(Bucket=bucket, MaxKeys=0)
    assert none["KeyCount"] == 0 and not none["IsTruncated"], none


def folders_are_folded():
    s3 = client()
    bucket = new_bucket(s3)
    for n in range(12):
        for key in (f"folder {n:02}/one", f"folder {n:02}/two", f"file {n:02}"):
            s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    folders, files = [], []
    for operation in ("list_objects_v2", "list_objects"):
        pages = s3.get_paginator(operation).paginate(
            Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": 5}
        )
        for page in pages:
            folders += [p["Prefix"] for p in page.get("CommonPrefixes", [])]
            files += [o["Key"] for o in page.get("Contents", [])]
    assert folders == [f"folder {n:02}/" for n in range(12)] * 2, folders
    assert files == [f"file {n:02}" for n in range(12)] * 2, files


def many_are_deleted_at_once():
    """Field survey 9: boto3 sends a CRC32 and no Content-MD5."""
    s3 = client()
    bucket = new_bucket(s3)
    keys = [f"k/{n}&<>" for n in range(30)]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    wanted = {"Objects": [{"Key": k} for k in keys[:20] + ["never was"]]}
    answer = s3.delete_objects(Bucket=bucket, Delete=wanted)
    assert [d["Key"] for d in answer["Deleted"]] == keys[:20] + ["never was"], answer
    assert "Errors" not in answer, answer
    quiet = {"Objects": [{"Key": k} for k in keys[20:]], "Quiet": True}
    assert "Deleted" not in s3.delete_objects(Bucket=bucket, Delete=quiet)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def fetch(method, url, body=None, headers={}):
    """As a browser or curl would, with no header that the link does not cover."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request(method, parts.path + "?" + parts.query, body, headers)
    response = connection.getresponse()
    return response.status, response.read()


def presigned_addresses_work():
    """Unless told otherwise, botocore still makes links of signature version 2."""
    for s3 in (client(), client(signature_version="s3v4")):
        bucket = new_bucket(s3)
        where = {"Bucket": bucket, "Key": "a b/ü+%"}
        put = s3.generate_presigned_url("put_object", Params=where, ExpiresIn=300)
        status, answer = fetch("PUT", put, b"presigned")
        assert status == 200, answer
        get = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=300)
        assert fetch("GET", get) == (200, b"presigned")
        head = s3.generate_presigned_url("head_object", Params=where)
        assert fetch("HEAD", head) == (200, b"")
        status, answer = fetch("GET", get.replace("ü", "u").replace("%C3%BC", "u"))
        assert status == 403 and b"SignatureDoesNotMatch" in answer, answer
        delete = s3.generate_presigned_url("delete_object", Params=where)
        assert fetch("DELETE", delete) == (204, b"")
        status, answer = fetch("GET", get)
        assert status == 404 and b"NoSuchKey" in answer, answer


def presigned_addresses_carry_headers():
    """Links of version 2 have what is signed as headers in the query; those of version 4 do not."""
    s3 = client()
    bucket = new_bucket(s3)
    where = {"Bucket": bucket, "Key": "k"}
    said = {"ContentType": "text/plain", "Metadata": {"colour": "dark blue"}, "StorageClass": "STANDARD_IA"}
    put = s3.generate_presigned_url("put_object", Params={**where, **said})
    assert "x-amz-meta-colour=" in put and "content-type=" in put, put
    for headers in ({}, {"Content-Type": "text/plain"}):
        status, answer = fetch("PUT", put, b"x", headers)
        assert status == 200, answer
        head = s3.head_object(**where)
        assert head["ContentType"] == "text/plain" and head["StorageClass"] == "STANDARD_IA", head
        assert head["Metadata"] == {"colour": "dark blue"}, head
    status, answer = fetch("PUT", put, b"x", {"Content-Type": "text/html"})
    assert status == 403 and b"SignatureDoesNotMatch" in answer, answer
    status, answer = fetch("PUT", put.replace("dark", "light"), b"x")
    assert status == 403 and b"SignatureDoesNotMatch" in answer, answer


def conditional_writes():
    """Field survey 18 among them."""
    s3 = client()
    bucket = new_bucket(s3)
    refused(lambda: s3.put_object(Bucket=bucket, Key="k", Body=b"0", IfMatch='"00"'), "NoSuchKey", 404)
    first = s3.put_object(Bucket=bucket, Key="k", Body=b"1", IfNoneMatch="*")["ETag"]
    refused(lambda: s3.put_object(Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*"), "PreconditionFailed", 412)
    second = s3.put_object(Bucket=bucket, Key="k", Body=b"3", IfMatch=first)["ETag"]
    refused(lambda: s3.put_object(Bucket=bucket, Key="k", Body=b"4", IfMatch=first), "PreconditionFailed", 412)
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b"3"
    refused(lambda: s3.delete_object(Bucket=bucket, Key="k", IfMatch=first), "PreconditionFailed", 412)
    s3.delete_object(Bucket=bucket, Key="k", IfMatch=second)
    s3.put_object(Bucket=bucket, Key="k", Body=b"5", IfNoneMatch="*")


def racing_creators_have_one_winner():
    """Field survey 17."""
    s3 = client(max_pool_connections=64)
    bucket = new_bucket(s3)
    results = []

    def create(n):
        try:
            s3.put_object(Bucket=bucket, Key="one", Body=b"%d" % n, IfNoneMatch="*")
            results.append(n)
        except ClientError as e:
            results.append(e.response["ResponseMetadata"]["HTTPStatusCode"] * 1000)

    threads = [threading.Thread(target=create, args=(n,)) for n in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [r for r in results if r < 64]
    losers = [r for r in results if r in (412_000, 409_000)]
    assert len(winners) == 1 and len(losers) == 63, results
    assert s3.get_object(Bucket=bucket, Key="one")["Body"].read() == b"%d" % winners[0]


def checksum_algorithms():
    s3 = client()
    bucket = new_bucket(s3)
    algorithms = ["CRC32", "SHA1", "SHA256"]
    try:
        import awscrt  # noqa: F401

        algorithms += ["CRC32C", "CRC64NVME"]
    except ImportError:
        print("without awscrt boto3 has no CRC32C and no CRC64NVME", file=sys.stderr)
    body = os.urandom(200_000)
    for algorithm in algorithms:
        name = "Checksum" + algorithm
        put = s3.put_object(Bucket=bucket, Key=algorithm, Body=body, ChecksumAlgorithm=algorithm)
        got = s3.get_object(Bucket=bucket, Key=algorithm, ChecksumMode="ENABLED")
        assert got["Body"].read() == body
        assert got[name] == put[name] and got["ChecksumType"] == "FULL_OBJECT", (put, got)
        # Field survey 6: the sum of the whole says nothing about a part.
        part = s3.get_object(Bucket=bucket, Key=algorithm, ChecksumMode="ENABLED", Range="bytes=5-9")
        assert name not in part and part["Body"].read() == body[5:10], part
    wrong = {"Bucket": bucket, "Key": "wrong", "Body": body, "ChecksumSHA256": "A" * 43 + "="}
    refused(lambda: s3.put_object(**wrong), "BadDigest", 400)
    refused(lambda: s3.head_object(Bucket=bucket, Key="wrong"), "404", 404)
    # Without being asked, boto3 sends and expects a CRC32.
    put = s3.put_object(Bucket=bucket, Key="default", Body=body)
    assert s3.head_object(Bucket=bucket, Key="default", ChecksumMode="ENABLED")["ChecksumCRC32"] == put["ChecksumCRC32"]


def ranges_and_conditional_reads():
    """Field survey 14 among them."""
    s3 = client()
    bucket = new_bucket(s3)
    etag = s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")["ETag"]

    def ranged(spec):
        got = s3.get_object(Bucket=bucket, Key="k", Range=spec)
        return got["ResponseMetadata"]["HTTPStatusCode"], got.get("ContentRange"), got["Body"].read()

    assert ranged("bytes=2-4") == (206, "bytes 2-4/10", b"234")
    assert ranged("bytes=7-99") == (206, "bytes 7-9/10", b"789")
    assert ranged("bytes=-3") == (206, "bytes 7-9/10", b"789")
    assert ranged("bytes=33-10") == (200, None, b"0123456789")
    refused(lambda: ranged("bytes=10-"), "InvalidRange", 416)
    refused(lambda: s3.get_object(Bucket=bucket, Key="k", IfNoneMatch=etag), "304", 304)
    refused(lambda: s3.get_object(Bucket=bucket, Key="k", IfMatch='"00"'), "PreconditionFailed", 412)
    assert s3.get_object(Bucket=bucket, Key="k", IfMatch=etag)["Body"].read() == b"0123456789"


LARGE_BYTES = int(os.environ["LARGE_MEBIBYTES"]) << 20
PARTS = -(-LARGE_BYTES // (8 << 20))
FOUR_THREADS = TransferConfig(max_concurrency=4)


class Generated:
    """A file that is made while it is read, the same each time."""

    block = hashlib.sha256(b"boto3").digest() * 32768

    def __init__(self):
        self.position = 0

    def read(self, amount=-1):
        left = LARGE_BYTES - self.position
        amount = left if amount is None or amount < 0 else min(amount, left)
        start = self.position % len(self.block)
        data = (self.block * (amount // len(self.block) + 2))[start : start + amount]
        self.position += amount
        return data

    def seek(self, offset, whence=0):
        self.position = (0, self.position, LARGE_BYTES)[whence] + offset
        return self.position

    def tell(self):
        return self.position

    def close(self):
        pass


def sha256(chunks):
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def chunks_of(source):
    return iter(lambda: source.read(1 << 20), b"")


def calls_of(s3, operation):
    """A list that gets one element with each call of that operation from now on."""
    calls = []
    s3.meta.events.register(f"before-call.s3.{operation}", lambda **_: calls.append(operation))
    return calls


def large_file_goes_in_parts_by_default():
    s3 = client()
    bucket = new_bucket(s3)
    parts = calls_of(s3, "UploadPart")
    s3.upload_fileobj(Generated(), bucket, "large")
    assert len(parts) == PARTS, len(parts)
    got = s3.get_object(Bucket=bucket, Key="large")
    assert got["ETag"].endswith(f'-{PARTS}"'), got
    assert sha256(got["Body"].iter_chunks(1 << 20)) == sha256(chunks_of(Generated()))


def files_go_in_parts_on_four_threads():
    s3 = client()
    bucket = new_bucket(s3)
    expected = sha256(chunks_of(Generated()))
    parts = calls_of(s3, "UploadPart")
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "file")
        with open(path, "wb") as file:
            file.writelines(chunks_of(Generated()))
        extra = {"Metadata": {"colour": "blue"}, "ContentType": "text/plain"}
        s3.upload_file(path, bucket, "large", ExtraArgs=extra, Config=FOUR_THREADS)
        os.remove(path)
        assert len(parts) == PARTS, len(parts)
        gets = calls_of(s3, "GetObject")
        s3.download_file(bucket, "large", path, Config=FOUR_THREADS)
        assert len(gets) == PARTS, len(gets)
        with open(path, "rb") as file:
            assert sha256(chunks_of(file)) == expected
    head = s3.head_object(Bucket=bucket, Key="large")
    assert head["ContentLength"] == LARGE_BYTES and head["ContentType"] == "text/plain", head
    assert head["Metadata"] == {"colour": "blue"}, head
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=bucket)


def managed_copy_goes_in_parts_between_buckets():
    s3 = client()
    source, target = new_bucket(s3), new_bucket(s3)
    s3.upload_fileobj(Generated(), source, "a/large one+", Config=FOUR_THREADS)
    parts = calls_of(s3, "UploadPartCopy")
    s3.copy({"Bucket": source, "Key": "a/large one+"}, target, "copied", Config=FOUR_THREADS)
    assert len(parts) == PARTS, len(parts)
    # The copy has its own life.
    s3.delete_object(Bucket=source, Key="a/large one+")
    s3.delete_bucket(Bucket=source)
    got = s3.get_object(Bucket=target, Key="copied")
    assert got["ETag"].endswith(f'-{PARTS}"'), got
    assert sha256(got["Body"].iter_chunks(1 << 20)) == sha256(chunks_of(Generated()))
    # A small one is copied by a single request.
    s3.put_object(Bucket=target, Key="small", Body=b"small")
    s3.copy({"Bucket": target, "Key": "small"}, target, "small copy", Config=FOUR_THREADS)
    assert len(parts) == PARTS, len(parts)
    assert s3.get_object(Bucket=target, Key="small copy")["Body"].read() == b"small"


def errors_have_their_names():
    s3 = client()
    bucket = new_bucket(s3)
    missing = "boto3-" + uuid.uuid4().hex
    refused(lambda: s3.get_object(Bucket=missing, Key="k"), "NoSuchBucket", 404)
    refused(lambda: s3.head_bucket(Bucket=missing), "404", 404)
    refused(lambda: s3.get_bucket_website(Bucket=bucket), "NotImplemented", 501)
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    response = refused(lambda: s3.delete_bucket(Bucket=bucket), "BucketNotEmpty", 409)
    uuid.UUID(response["ResponseMetadata"]["RequestId"])
    stranger = boto3.client(
        "s3", endpoint_url=ENDPOINT, aws_access_key_id="AKIANOBODY", aws_secret_access_key="x"
    )
    refused(lambda: stranger.list_buckets(), "InvalidAccessKeyId", 403)
    forger = boto3.client("s3", endpoint_url=ENDPOINT, aws_secret_access_key="wrong",
                          aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
    refused(lambda: forger.list_buckets(), "SignatureDoesNotMatch", 403)


def anonymous_status(url):
    """What somebody gets who signs nothing, or who has a link."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", parts.path + ("?" + parts.query if parts.query else ""))
    status = connection.getresponse().status
    connection.close()
    return status


def access_control_lists():
    s3 = client()
    bucket = new_bucket(s3)
    address = f"{ENDPOINT}/{bucket}/k"
    s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert anonymous_status(address) == 403
    link = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"})
    assert anonymous_status(link) == 200

    s3.put_object_acl(Bucket=bucket, Key="k", ACL="public-read")
    assert anonymous_status(address) == 200
    grants = s3.get_object_acl(Bucket=bucket, Key="k")
    everybody = "http://acs.amazonaws.com/groups/global/AllUsers"
    assert [g["Permission"] for g in grants["Grants"] if g["Grantee"].get("URI") == everybody] == [
        "READ"
    ], grants
    # What was read can be sent back, changed.
    owner = grants["Owner"]
    closed = [g for g in grants["Grants"] if g["Grantee"].get("URI") != everybody]
    s3.put_object_acl(
        Bucket=bucket, Key="k", AccessControlPolicy={"Owner": owner, "Grants": closed}
    )
    assert anonymous_status(address) == 403
    assert anonymous_status(link) == 200

    open_to_users = boto3.client(
        "s3", endpoint_url=ENDPOINT, config=Config(signature_version=botocore.UNSIGNED)
    )
    s3.put_object_acl(Bucket=bucket, Key="k", GrantRead=f'uri="{everybody}"')
    assert open_to_users.get_object(Bucket=bucket, Key="k")["Body"].read() == b"x"
    refused(lambda: open_to_users.put_object(Bucket=bucket, Key="n", Body=b""), "AccessDenied", 403)
    s3.put_bucket_acl(Bucket=bucket, ACL="public-read-write")
    open_to_users.put_object(Bucket=bucket, Key="n", Body=b"y")
    assert [o["Key"] for o in open_to_users.list_objects_v2(Bucket=bucket)["Contents"]] == ["k", "n"]

    s3.put_bucket_acl(Bucket=bucket, ACL="private")
    refused(lambda: open_to_users.list_objects_v2(Bucket=bucket), "AccessDenied", 403)
    s3.put_bucket_ownership_controls(
        Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    )
    assert anonymous_status(address) == 403
    refused(
        lambda: s3.put_object_acl(Bucket=bucket, Key="k", ACL="public-read"),
        "AccessControlListNotSupported",
        400,
    )
    assert anonymous_status(link) == 200


name = sys.argv[1]
globals()[name]()
print("held:", name)
