"""graphite-web itself, asked over stdin and stdout: one message a line as JSON, one answer a line, no sockets.

A message is an object with one of these members:
  "world"    {"series": [{"name", "start", "step", "values"}, ...], "events": [{"when", "tags"}, ...]}
             replaces all there is; the answer is null. A series with a ";" in its name is entered among the tags too.
  "requests" [{"path", "query": [[name, value], ...], "form": [[name, value], ...]}, ...]
             answered by [{"status", "type", "text" or "base64"}, ...]; with "form" it is a POST
  "evaluate" [{"target", "from", "until", "now", "zone", "xFilesFactor", "template"}, ...]
             answered by a list of series each, as the functions leave them, or an object with "error"
  "decode"   [[format, base64], ...]     what a pickle or msgpack holds, as JSON; only for what these tests wrote themselves
  "times"    [[text, zone, now], ...]    what "from" and "until" mean: seconds, or an object with "error"
  "targets"  [text, ...]                 the tree of each target, or an object with "error"

All of graphite-web is as Debian packages it, but for two helpers of Python that its /functions calls and that Python 3.11
no longer has. Series are read as from a Whisper file with one endless archive. Time zone UTC, nothing is cached.
"""

import base64
import calendar
import inspect
import json
import logging
import math
import os
import pickle
import resource
import signal
import sys
import tempfile
import types
from datetime import datetime, timezone
from urllib.parse import urlencode

# What a call may cost there: some grow without end over arguments that nobody has thought of.
MOST_SECONDS = 5
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))

folder = tempfile.TemporaryDirectory(prefix="plumbago-graphite-")
settings_module = types.ModuleType("plumbago_graphite_settings")
settings_module.__dict__.update(
    SECRET_KEY="reference",
    TIME_ZONE="UTC",
    DEBUG=False,
    GRAPHITE_ROOT=folder.name,
    CONF_DIR=folder.name,
    STORAGE_DIR=folder.name,
    WHISPER_DIR=folder.name,
    STATIC_ROOT=folder.name,
    LOG_DIR=folder.name,
    LOG_ROTATION=False,
    LOG_INFO_PERFORMANCE=False,
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    CARBONLINK_HOSTS=[],
    DEFAULT_CACHE_DURATION=0,
    FIND_CACHE_DURATION=0,
    TAGDB_CACHE_DURATION=0,
    UTF8_METRICS=True,
    FUNCTION_PLUGINS=[],
    USE_WORKER_POOL=False,
    STORAGE_FINDERS=[],
)
sys.modules["plumbago_graphite_settings"] = settings_module
os.environ["GRAPHITE_SETTINGS_MODULE"] = "plumbago_graphite_settings"
os.environ["DJANGO_SETTINGS_MODULE"] = "graphite.settings"
os.environ["TZ"] = "UTC"


def argspec(function):
    full = inspect.getfullargspec(function)
    return (full.args, full.varargs, full.varkw, full.defaults)


def argspec_text(args, varargs=None, varkw=None, defaults=None):
    defaults = defaults or ()
    bare = len(args) - len(defaults)
    words = args[:bare] + ["%s=%r" % pair for pair in zip(args[bare:], defaults)]
    words += ["*" + varargs] if varargs else []
    words += ["**" + varkw] if varkw else []
    return "(" + ", ".join(words) + ")"


if not hasattr(inspect, "getargspec"):
    inspect.getargspec = argspec
if not hasattr(inspect, "formatargspec"):
    inspect.formatargspec = argspec_text

import django  # noqa: E402
import pyparsing  # noqa: E402

# Names may hold other letters than English ones. Of all Unicode (five seconds at each start) these are enough.
pyparsing.pyparsing_unicode._ranges = [(0x20, 0x2FFF)]
django.setup()
logging.disable(logging.CRITICAL)

import pytz  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from graphite.events.models import Event  # noqa: E402
from graphite.finders import match_entries  # noqa: E402
from graphite.finders.utils import BaseFinder  # noqa: E402
from graphite.intervals import Interval, IntervalSet  # noqa: E402
from graphite.node import BranchNode, LeafNode  # noqa: E402
from graphite.render import attime  # noqa: E402
from graphite.render.evaluator import evaluateScalarTokens, evaluateTarget  # noqa: E402
from graphite.render.grammar_unsafe import grammar  # noqa: E402
from graphite.storage import STORE  # noqa: E402
from graphite.tags.models import Series, SeriesTag, Tag, TagValue  # noqa: E402
from graphite.util import epoch, msgpack  # noqa: E402

world = {}
tree = {}
clock = {"now": 0}


class Clock(datetime):
    """What functions take for the present where graphite-web forgets the "now" of the request."""

    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(clock["now"], tz)


attime.datetime = Clock


class Reader:
    """A Whisper file with one endless archive: slots after start_time up to the one that holds end_time."""

    def __init__(self, series):
        self.series = series

    def get_intervals(self):
        return IntervalSet([Interval(float("-inf"), float("inf"))])

    def fetch(self, start_time, end_time, now=None, requestContext=None):
        now = int(now if now is not None else end_time)
        if start_time > now:
            return None
        step, first, values = (self.series[key] for key in ("step", "start", "values"))
        start = int(start_time) // step * step + step
        end = min(int(end_time), now) // step * step + step
        if start == end:
            end += step
        index = range((start - first) // step, (end - first) // step)
        return (start, end, step), [values[i] if 0 <= i < len(values) else None for i in index]


class Finder(BaseFinder):
    def find_nodes(self, query):
        if ";" in query.pattern:
            if query.pattern in world:
                yield LeafNode(query.pattern, Reader(world[query.pattern]))
            return
        level = [("", tree)]
        for part in query.pattern.replace("\\", "").split("."):
            level = [
                (prefix + "." + entry if prefix else entry, below[entry])
                for prefix, below in level
                for entry in match_entries(list(below), part)
            ]
        for path, below in level:
            if below:
                yield BranchNode(path)
            if path in world:
                yield LeafNode(path, Reader(world[path]))

    def get_index(self, requestContext):
        return sorted(world)


STORE.finders = [Finder()]


def canonical(name):
    path, *tags = name.split(";")
    return ";".join([path] + sorted(tags))


def replace_world(message):
    world.clear()
    tree.clear()
    for model in (SeriesTag, Series, TagValue, Tag, Event):
        model.objects.all().delete()
    for series in message["series"]:
        name = canonical(series["name"])
        # Whisper holds doubles, and names and tags tell 10 from 10.0.
        values = [value if value is None else float(value) for value in series["values"]]
        world[name] = {**series, "values": values}
        if ";" in name:
            STORE.tagdb.tag_series(name)
            continue
        below = tree
        for part in name.split("."):
            below = below.setdefault(part, {})
    for event in message.get("events", []):
        when = datetime.fromtimestamp(event["when"], timezone.utc)
        Event.objects.create(when=when, what="", data="", tags=" ".join(event["tags"]))


def encoded(pairs):
    return urlencode([tuple(pair) for pair in pairs])


def answer_request(message):
    path = message["path"]
    if message.get("query"):
        path += "?" + encoded(message["query"])
    if "form" in message:
        body = encoded(message["form"])
        response = client.post(path, body, content_type="application/x-www-form-urlencoded")
    else:
        response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    answer = {"status": response.status_code, "type": response.get("Content-Type", "")}
    try:
        answer["text"] = body.decode()
    except UnicodeDecodeError:
        answer["base64"] = base64.b64encode(body).decode()
    return answer


def answer_evaluation(message):
    clock["now"] = message["now"]
    zone = pytz.timezone(message["zone"])
    moments = {key: datetime.fromtimestamp(message[key], zone) for key in ("from", "until", "now")}
    context = {
        "startTime": moments["from"],
        "endTime": moments["until"],
        "now": moments["now"],
        "tzinfo": zone,
        "localOnly": False,
        "template": message["template"],
        "forwardHeaders": {},
        "sourceIdHeaders": {},
        "data": [],
        "prefetched": {},
        "xFilesFactor": message["xFilesFactor"],
        "maxDataPoints": None,
        "targets": [message["target"]],
    }
    signal.alarm(MOST_SECONDS)
    try:
        return [described(series) for series in evaluateTarget(context, context["targets"])]
    except Exception as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}
    finally:
        signal.alarm(0)


def too_long(_signal, _frame):
    raise TimeoutError("took more than %d seconds" % MOST_SECONDS)


signal.signal(signal.SIGALRM, too_long)


def described(series):
    return {
        "name": series.name,
        "pathExpression": series.pathExpression,
        "tags": dict(series.tags),
        "start": series.start,
        "end": series.end,
        "step": series.step,
        "values": [value if value is None or math.isfinite(value) else repr(float(value)) for value in series],
        "consolidation": series.consolidationFunc,
        "xFilesFactor": series.xFilesFactor,
        "drawing": {**series.options, **({"color": series.color} if hasattr(series, "color") else {})},
    }


def answer_decode(message):
    kind, text = message
    content = base64.b64decode(text)
    try:
        return jsonable(pickle.loads(content) if kind == "pickle" else msgpack.loads(content))
    except Exception as error:
        return {"error": str(error)}


def jsonable(value):
    if isinstance(value, dict):
        return {str(key): jsonable(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(member) for member in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def answer_time(message):
    text, zone, now = message
    try:
        zone = pytz.timezone(zone)
        return epoch(attime.parseATTime(text, zone, datetime.fromtimestamp(now, zone)))
    except Exception as error:
        return {"error": str(error)}


def answer_target(text):
    try:
        return node(grammar.parseString(text, parseAll=True))
    except Exception as error:
        return {"error": str(error)}


def node(tokens):
    if tokens.template:
        body = node(tokens.template)
        return {"kind": "template", "body": body, **arguments(tokens.template)}
    if tokens.expression:
        found = node(tokens.expression)
        for piped in tokens.expression.pipedCalls:
            call = node(piped)
            found = {**call, "args": [found] + call["args"]}
        return found
    if tokens.pathExpression:
        return {"kind": "path", "path": tokens.pathExpression}
    if tokens.call:
        return {"kind": "call", "name": tokens.call.funcname, **arguments(tokens.call)}
    return literal(tokens)


def arguments(tokens):
    return {
        "args": [node(argument) for argument in tokens.args or []],
        "named": [[argument.argname, node(argument.args[0])] for argument in tokens.kwargs or []],
    }


def literal(tokens):
    value = evaluateScalarTokens(tokens)
    if value is None:
        return {"kind": "none"}
    if isinstance(value, bool):
        return {"kind": "boolean", "value": value}
    if isinstance(value, str):
        return {"kind": "string", "value": value}
    text = repr(value).replace("inf", "Infinity")
    return {"kind": "number", "value": text, "float": isinstance(value, float)}


def answer(message):
    if "world" in message:
        return replace_world(message["world"])
    if "requests" in message:
        return [answer_request(request) for request in message["requests"]]
    if "evaluate" in message:
        return [answer_evaluation(evaluation) for evaluation in message["evaluate"]]
    if "decode" in message:
        return [answer_decode(content) for content in message["decode"]]
    if "times" in message:
        return [answer_time(time) for time in message["times"]]
    return [answer_target(text) for text in message["targets"]]


# Answers alone go to the real stdout, whatever a library prints.
answers = sys.stdout
sys.stdout = sys.stderr
call_command("migrate", run_syncdb=True, verbosity=0)
client = Client(raise_request_exception=False)
sys.setrecursionlimit(20_000)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), file=answers, flush=True)
