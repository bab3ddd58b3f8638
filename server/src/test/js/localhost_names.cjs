// Names below localhost are this machine (RFC 6761, 6.3): browsers and systemd know it, the resolver
// of the C library does not everywhere.

const dns = require("node:dns");
const { lookup } = dns;

dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
