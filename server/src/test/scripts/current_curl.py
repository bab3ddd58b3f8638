"""What the curl of today does with a command line, for the few options that the examples use.

Debian's curl is years old. PycURL comes with a current libcurl, which is all of curl but the reading of
its command line: that is here. It prints its version for --version, and otherwise writes what it gets
to standard output, whatever its status is, as curl does.
"""

import argparse
import sys

import pycurl

parser = argparse.ArgumentParser(allow_abbrev=False)
parser.add_argument("--version", action="version", version=pycurl.version)
parser.add_argument("-X", "--request")
parser.add_argument("--aws-sigv4")
parser.add_argument("--user")
parser.add_argument("--data-binary")
parser.add_argument("url")
options = parser.parse_args()

curl = pycurl.Curl()
curl.setopt(pycurl.URL, options.url)
if options.request:
    curl.setopt(pycurl.CUSTOMREQUEST, options.request)
if options.aws_sigv4:
    curl.setopt(pycurl.AWS_SIGV4, options.aws_sigv4)
if options.user:
    curl.setopt(pycurl.USERPWD, options.user)
if options.data_binary is not None:
    curl.setopt(pycurl.POSTFIELDS, options.data_binary)
curl.setopt(pycurl.WRITEDATA, sys.stdout.buffer)
curl.perform()
