"""Shuts a mounted file system down as a power cut would: its log is not flushed, so nothing that was
not synced reaches the disk, and every later write fails. Needs root.

Usage: shut_down_file_system.py MOUNT_POINT
"""

import fcntl
import os
import struct
import sys

# _IOR('X', 125, __u32): the same number for ext4 and XFS.
SHUTDOWN = 0x8004587D
WITHOUT_LOG_FLUSH = 2

directory = os.open(sys.argv[1], os.O_RDONLY)
fcntl.ioctl(directory, SHUTDOWN, struct.pack("I", WITHOUT_LOG_FLUSH))
