"""Python's own pickle and graphite-web's own reader of msgpack, over stdin and stdout: one message a line as JSON.

"read"   base64 of a pickle      what graphite-web's restricted unpickler makes of it, as Python prints it
"msgpack" base64                 likewise, by the reader that graphite-web falls back to
"write"  a Python expression     its pickles in protocols 0 to 5, in base64
"""

import base64
import collections
import collections.abc
import io
import json
import pickle
import sys

from graphite import umsgpack

# Gone since Python 3.10; that reader still asks for it.
collections.Hashable = collections.abc.Hashable


class Restricted(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError("a class")


def answer(message):
    if "read" in message:
        return repr(Restricted(io.BytesIO(base64.b64decode(message["read"])), encoding="utf8").load())
    if "msgpack" in message:
        return repr(umsgpack.unpackb(base64.b64decode(message["msgpack"])))
    value = eval(message["write"])
    return [base64.b64encode(pickle.dumps(value, protocol=protocol)).decode() for protocol in range(6)]


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
