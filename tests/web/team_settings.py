"""The settings of a team's server for tests: the real ones, over a folder of their own, with cheap hashes."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="outspoken-shelf-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
_KEPT = {
    name: os.environ.pop(name) for name in list(os.environ) if name.startswith("OUTSPOKEN_") and "BOOT" not in name
}
os.environ |= {
    "OUTSPOKEN_FOLDER": _FOLDER,
    "OUTSPOKEN_TEAM": "1",
    "OUTSPOKEN_HOSTS": "testserver",
    "OUTSPOKEN_PLAIN_HTTP": "1",
}

from outspoken.web.settings import *  # noqa: E402, F403

for _name in ("OUTSPOKEN_FOLDER", "OUTSPOKEN_TEAM", "OUTSPOKEN_HOSTS", "OUTSPOKEN_PLAIN_HTTP"):
    # Children of the tests (real servers) say themselves how they serve.
    del os.environ[_name]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
