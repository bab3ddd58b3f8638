"""Presigned URLs: a load generator that replays them needs no signing of its own."""

import datetime
import hashlib
import hmac
import urllib.parse

REGION = "us-east-1"


class Presigner:
    """Signs for one server and one key. URLs are good for two hours from when this was made."""

    def __init__(self, host, access_key_id, secret):
        now = datetime.datetime.now(datetime.timezone.utc)
        self.host = host
        self.time = now.strftime("%Y%m%dT%H%M%SZ")
        self.scope = f"{now:%Y%m%d}/{REGION}/s3/aws4_request"
        self.credential = f"{access_key_id}/{self.scope}"
        key = ("AWS4" + secret).encode()
        for part in self.scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        self.key = key

    def target(self, method, path, query=(), headers=None):
        """The path and query that ask for METHOD on PATH, with these headers signed."""
        signed = sorted([*(headers or {}).items(), ("host", self.host)])
        names = ";".join(name for name, _ in signed)
        parameters = sorted(
            [
                *query,
                ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
                ("X-Amz-Credential", self.credential),
                ("X-Amz-Date", self.time),
                ("X-Amz-Expires", "7200"),
                ("X-Amz-SignedHeaders", names),
            ]
        )
        encoded = "&".join(f"{_encode(name)}={_encode(value)}" for name, value in parameters)
        path = urllib.parse.quote(path, safe="/-_.~")
        lines = "".join(f"{name}:{value}\n" for name, value in signed)
        canonical = f"{method}\n{path}\n{encoded}\n{lines}\n{names}\nUNSIGNED-PAYLOAD"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{self.time}\n{self.scope}\n{digest}"
        signature = hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()
        return f"{path}?{encoded}&X-Amz-Signature={signature}"


def _encode(text):
    return urllib.parse.quote(text, safe="-_.~")
