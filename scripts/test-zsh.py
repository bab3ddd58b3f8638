"""usage: test-zsh.py FOLDER WORDS WANTED

Types WORDS and a tab into an interactive zsh that has FOLDER among those of its functions, and waits
until the line is WANTED.
"""
import os
import pty
import re
import select
import sys
import time

folder, words, wanted = sys.argv[1:]
LIMIT_SECONDS = 60

pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM="dumb", PS1="> ")
    os.execvp("zsh", ["zsh", "-f", "-i"])

seen = ""


def wait_for(text):
    global seen
    end = time.monotonic() + LIMIT_SECONDS
    while text not in re.sub(r"[\r\x07]", "", seen):
        left = end - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            sys.exit(f"zsh did not show {text!r}, but {seen!r}")
        seen += os.read(terminal, 4096).decode(errors="replace")
    seen = ""


def type_in(text):
    os.write(terminal, text.encode())


type_in(f"fpath=({folder} $fpath); autoload -U compinit; compinit -D -u; echo re''ady\n")
wait_for("ready")
type_in(words + "\t")
wait_for(wanted)
type_in("\x03exit\n")
os.close(terminal)
