package io.bytebucket.server.config;

/**
 * Every setting there is, one row each. {@code docs/configuration.md} holds the same table, and a
 * test that both agree.
 */
public enum Setting {
  ENCRYPTION_KEY(
      Kind.SECRET,
      "",
      "Encrypts stored secrets: 32 characters taken as they are, or 32 bytes in Base64. Needed at"
          + " every start. Without it no stored credential can be read."),
  ENCRYPTION_KEY_PREVIOUS(
      Kind.SECRET,
      "",
      "The `ENCRYPTION_KEY` of before, while the key is being changed: what it encrypted is read,"
          + " and encrypted anew with `ENCRYPTION_KEY`: see"
          + " [keys.md](keys.md#another-encryption-key)."),
  ACCESS_KEY_ID(
      Kind.PLAIN,
      "",
      "Access key id of the first user, who may do everything. At least 3 characters. Needed at the"
          + " first start, passed over once there is a user."),
  SECRET_ACCESS_KEY(
      Kind.SECRET,
      "",
      "Secret of the first user, at least 8 characters; goes with `ACCESS_KEY_ID`."),
  CREDENTIALS_FILE(
      Kind.PLAIN,
      "",
      "A file with lines `NAME=VALUE` for those of the three above that are given nowhere else. The"
          + " first start makes it, where it is missing and none of the three is given: an"
          + " encryption key and first credentials of its own, readable by its owner alone."),
  ENGINE(
      Kind.PLAIN,
      "local",
      "What keeps the store. There is one engine: `local`, in a directory of this machine."),
  DATA_DIR(Kind.PLAIN, "data", "The directory below which everything is kept."),
  S3_LISTEN(Kind.PLAIN, "0.0.0.0:9000", "Where S3 is served: `host:port`, `[v6]:port` or `:port`."),
  ADMIN_LISTEN(
      Kind.PLAIN,
      "127.0.0.1:9001",
      "Where the admin API is served. It is not for the public internet."),
  PUBLIC_URL(
      Kind.PLAIN,
      "",
      "Where clients find S3, as `https://s3.example.com`: what links that the admin API signs"
          + " begin with. Without it that is `localhost` and the port of `S3_LISTEN`."),
  DOMAINS(
      Kind.PLAIN,
      "",
      "Domains below which a host name is a bucket's, separated by commas: with `s3.example.com`,"
          + " `photos.s3.example.com` is the bucket `photos`. `localhost` is always one of them."
          + " Path-style addresses always work."),
  REGION(Kind.PLAIN, "us-east-1", "The region this server says it is in. Clients may name any."),
  ACCOUNT_ID(
      Kind.PLAIN,
      "000000000000",
      "The account that the store is, twelve digits: what policies call its users by"
          + " (`arn:aws:iam::ACCOUNT_ID:user/NAME`), and what `x-amz-expected-bucket-owner` is held"
          + " against."),
  TLS_CERTIFICATE_FILE(
      Kind.PLAIN,
      "",
      "Certificate chain in PEM for the S3 port. Read again when it changes; when the new one is"
          + " broken the old one stays."),
  TLS_KEY_FILE(Kind.PLAIN, "", "Private key in PEM; goes with `TLS_CERTIFICATE_FILE`."),
  ACME_DIRECTORY(
      Kind.PLAIN,
      "",
      "The directory of an ACME server, as `https://acme.example.com/directory`, from which the S3"
          + " port has its certificate, in place of `TLS_CERTIFICATE_FILE`: see"
          + " [tls.md](operations/tls.md#certificates-by-acme)."),
  ACME_AGREE(
      Kind.PLAIN,
      "false",
      "`true` says that you agree to the terms of the ACME server; nothing is asked of it without."),
  ACME_CONTACT(Kind.PLAIN, "", "The address for mail that the ACME server may write to."),
  ACME_DOMAINS(
      Kind.PLAIN,
      "",
      "Names that the certificate is for, separated by commas, besides the host of `PUBLIC_URL`."
          + " No wildcards. 1 to 100 in all."),
  ACME_CHALLENGE(
      Kind.PLAIN,
      "http-01",
      "How the ACME server finds that the names lead here: `http-01`, at port 80, or `tls-alpn-01`,"
          + " at port 443."),
  ACME_HTTP_LISTEN(
      Kind.PLAIN, "0.0.0.0:80", "Where the questions of `http-01` are answered, and nothing else."),
  ACME_CA_FILE(
      Kind.PLAIN,
      "",
      "Certificates in PEM that the ACME server's own is checked by, in place of Java's: for one of"
          + " your own."),
  ADMIN_TLS(
      Kind.PLAIN,
      "off",
      "Whether the admin port speaks TLS: `off`, `shared` with the certificate of the S3 port, or"
          + " `own` with that of the next two."),
  ADMIN_TLS_CERTIFICATE_FILE(
      Kind.PLAIN,
      "",
      "Certificate chain in PEM for the admin port, with `ADMIN_TLS=own`; read again when it"
          + " changes."),
  ADMIN_TLS_KEY_FILE(Kind.PLAIN, "", "Private key in PEM; goes with `ADMIN_TLS_CERTIFICATE_FILE`."),
  MIN_DATA_RATE(
      Kind.PLAIN,
      "1024",
      "Bytes a second that a body must move on average, in either direction; a transfer that is"
          + " slower is cut, one that moves may last for any time. 1 to 1000000000."),
  MAX_CONNECTIONS(
      Kind.PLAIN,
      "auto",
      "Connections open at once on each port; more wait. `auto` follows from the heap. 16 to"
          + " 1000000, as far as the heap allows."),
  MAX_HEADER_SIZE(
      Kind.PLAIN,
      "auto",
      "Bytes that request line and header fields may have together. `auto` is 1048576 unless"
          + " `HEADER_MEMORY` is less than 16 times that. 8192 to 1048576."),
  MAX_HEADER_FIELDS(Kind.PLAIN, "1000", "Header fields that a request may have. 64 to 10000."),
  MAX_QUERY_PARAMETERS(
      Kind.PLAIN, "1000", "Parameters that the query of a request may have. 64 to 10000."),
  HEADER_MEMORY(
      Kind.PLAIN,
      "auto",
      "Bytes of heap for the headers of all requests that are being read or answered; the request"
          + " that has no room is refused with SlowDown. `auto` follows from the heap. 2097152"
          + " to 1073741824."),
  REQUEST_MEMORY(
      Kind.PLAIN,
      "auto",
      "Bytes for the buffers of all requests that are being answered; the request that has no room"
          + " is refused with SlowDown. `auto` follows from the heap. 2097152 to 1073741824."),
  DOCUMENT_MEMORY(
      Kind.PLAIN,
      "auto",
      "Bytes of heap for all documents (XML and forms) that are being read or acted on; the request"
          + " that has no room is refused with SlowDown. `auto` follows from the heap. 2097152"
          + " to 1073741824."),
  OBJECT_OWNERSHIP(
      Kind.PLAIN,
      "BucketOwnerPreferred",
      "Who owns the objects in new buckets that are made without saying so:"
          + " `BucketOwnerPreferred`, `ObjectWriter`, or `BucketOwnerEnforced`, with which no access"
          + " control list counts. Buckets that are there stay as they are."),
  BLOCK_PUBLIC_ACCESS(
      Kind.PLAIN,
      "false",
      "`true` blocks public access in every bucket, whatever the bucket says: by access control"
          + " lists and by policies, those that are there included."),
  MULTIPART_MIN_PART_SIZE(
      Kind.PLAIN,
      "0",
      "Bytes that every part of an upload but the last must have; AWS has 5242880. 0 to"
          + " 1073741824."),
  MULTIPART_EXPIRY(
      Kind.PLAIN,
      "7",
      "Days after which an upload in parts that was neither completed nor aborted is aborted; 0"
          + " keeps it for ever. 0 to 3650."),
  CONSOLE_USERS(
      Kind.PLAIN,
      "true",
      "Whether every user signs in at the console, to do there what the user's rules allow and to"
          + " look after own keys and sessions; with `false` administrators alone do."),
  METRICS_TOKEN(
      Kind.SECRET,
      "",
      "What a collector has to show to read `/metrics` on the admin port, as a bearer token of at"
          + " least 16 characters. Without it anybody who reaches that port may read it."),
  OTLP_TRACES_ENDPOINT(
      Kind.PLAIN,
      "",
      "Where a collector of OpenTelemetry takes traces by OTLP over HTTP, as"
          + " `http://127.0.0.1:4318/v1/traces`. Without it nothing is traced."),
  OTLP_AUTHORIZATION(
      Kind.SECRET,
      "",
      "What the collector is shown in the field `Authorization`; goes with"
          + " `OTLP_TRACES_ENDPOINT`."),
  TRACE_SAMPLE(
      Kind.PLAIN,
      "1",
      "Which part of the requests is traced whose `traceparent` does not say: 0 to 1."),
  DEFAULT_QUOTA_BYTES(
      Kind.PLAIN,
      "",
      "Bytes that a bucket may hold that is made from now on, until its quota is changed; old"
          + " versions and parts of uploads count. Not set: any number. 0 to 4611686018427387903."),
  DEFAULT_QUOTA_OBJECTS(
      Kind.PLAIN,
      "",
      "Versions and delete markers that such a bucket may hold. Not set: any number. 0 to"
          + " 4611686018427387903."),
  SHUTDOWN_TIMEOUT(
      Kind.PLAIN,
      "30",
      "Seconds that requests under way may take to end when the server is told to stop. 0 to 3600."),
  AUDIT_DAYS(
      Kind.PLAIN,
      "365",
      "Days that records of the audit log are kept, a day longer at the most; 0 keeps them for ever."
          + " 0 to 36500."),
  AUDIT_SIZE(
      Kind.PLAIN,
      "268435456",
      "Bytes that all records of the audit log may have together; then the oldest go, but nothing of the"
          + " last 7 days that tells of users, keys, settings or sign-ins. 1048576 to 2147483647."),
  CHECK_RATE(
      Kind.PLAIN,
      "33554432",
      "Bytes a second that a check of the store reads while it is served; 0 for as many as can be. 0"
          + " to 2147483647."),
  CHECK_AT(
      Kind.PLAIN,
      "",
      "When the store is checked every day, all bytes of it, as `03:30` in the time zone of the"
          + " server: see [check-and-repair.md](check-and-repair.md). Not set: only when it is asked"
          + " for."),
  LOG_LEVEL(Kind.PLAIN, "info", "`debug`, `info`, `warn` or `error`."),
  LOG_FORMAT(Kind.PLAIN, "json", "`json` for one object a line, `text` for people."),
  GIN_MODE(Kind.PLAIN, "", "Accepted and ignored: it has no meaning here."),
  RATE_LIMIT_ENABLED(
      Kind.PLAIN,
      "false",
      "Whether each client may make only so many requests, over both ports together; who makes more"
          + " gets 503 SlowDown with Retry-After. What is saved while the server runs holds in place"
          + " of this and the next two."),
  RATE_LIMIT_RPS(
      Kind.PLAIN,
      "0",
      "Requests a second that a client may make on average; a number from 0 to 1000000, at least 1"
          + " when limiting is enabled."),
  RATE_LIMIT_BURST(
      Kind.PLAIN,
      "0",
      "Requests that a client may make at once after a pause. 0 to 1000000, at least 1 when limiting"
          + " is enabled."),
  RATE_LIMIT_TRUSTED_PROXIES(
      Kind.PLAIN,
      "0",
      "How many proxies every request passes: the client is whom the outermost of them had it from,"
          + " that entry of the forwarding field from its end. 0 passes the field over, unless"
          + " `TRUSTED_PROXIES` is set. Alone it believes whoever connects. 0 to 64."),
  TRUSTED_PROXIES(
      Kind.PLAIN,
      "",
      "Addresses of proxies and ranges of them (`10.0.0.0/8`), separated by commas, that are"
          + " believed when they say whom a request is from, and by which scheme. What anybody else"
          + " says counts for nothing."),
  TRUSTED_PROXY_HEADER(
      Kind.PLAIN,
      "X-Forwarded-For",
      "The header field in which they say so: `X-Forwarded-For` (the scheme is in"
          + " `X-Forwarded-Proto`) or `Forwarded`. The other one counts for nothing."),
  PROXY_PROTOCOL_PEERS(
      Kind.PLAIN,
      "",
      "Addresses and ranges of proxies whose connections, on either port, begin with a header of the"
          + " PROXY protocol, version 1 or 2. Theirs without it are closed; it counts for nothing"
          + " from anybody else."),
  IP_BAN_ENABLED(
      Kind.PLAIN,
      "false",
      "Whether a source is banned that fails to sign in too often, on both ports: 403 AccessDenied."
          + " What is saved while the server runs holds in place of this and the next three."),
  IP_BAN_MAX_FAILURES(
      Kind.PLAIN, "20", "With how many failures within the window it is banned. 1 to 10000."),
  IP_BAN_WINDOW_SECONDS(Kind.PLAIN, "60", "Seconds in which failures count together. 1 to 3600."),
  IP_BAN_SECONDS(Kind.PLAIN, "900", "Seconds that a ban lasts. 1 to 604800.");

  /** What every setting may also be named with, and no unknown name may begin with. */
  public static final String PREFIX = "BYTEBUCKET_";

  /** What names the file that a secret is read from instead. */
  public static final String FILE_SUFFIX = "_FILE";

  /** How a value is treated. */
  public enum Kind {
    /** It may be shown. */
    PLAIN,
    /** It is never shown, and may come from a file. */
    SECRET
  }

  private final Kind kind;
  private final String defaultValue;
  private final String description;

  Setting(Kind kind, String defaultValue, String description) {
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** Whether the value must not be shown. */
  public boolean isSecret() {
    return kind == Kind.SECRET;
  }

  /** The value when none is set; the empty string when there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it does, in Markdown. */
  public String description() {
    return description;
  }
}
