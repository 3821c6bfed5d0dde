"""The host in a process of its own: its messages, and how it ends."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from millrace_host.frames import BadFrame, Inbox, Outbox

from support import request

ROOT = Path(__file__).parent.parent.parent / "python-bridge"
SERVE = "from millrace_host.serve import serve; import sys; serve(*sys.argv[1:])"


def frame(kind: str, number: int, text: str = "", *buffers: bytes) -> bytes:
    data = text.encode()
    line = {"type": kind, "id": number, "text": len(data), "buffers": [len(one) for one in buffers]}
    return b"%b\n%b%b" % (json.dumps(line).encode(), data, b"".join(buffers))


def batch(source: str) -> tuple[str, str]:
    """Two requests: a module with a function `f`, and a batch that calls it."""
    add = {"type": "addModules", "modules": {"m": {"source": source, "file": "m.py"}}}
    keep = {"value": "small", "handle": False}
    node = {
        "nodeId": "n",
        "module": "m",
        "export": "f",
        "returns": "value",
        "arguments": [],
        "outputs": [{"name": "r", "keep": keep}],
    }
    return json.dumps(add), request((node,))


class Child:
    """A host, and what it has said."""

    def __init__(self, test: unittest.TestCase, *arguments: str) -> None:
        test.addCleanup(self.end)
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )

    def send(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def start(self, source: str) -> None:
        """Has it call the function `f` of the source."""
        add, call = batch(source)
        self.send(frame("call", 1, add) + frame("batch", 2, call))

    def read(self) -> dict:
        said = json.loads(self.process.stdout.readline())
        said["text"] = self.process.stdout.read(said["text"]).decode()
        return said

    def read_until(self, kind: str) -> list[dict]:
        found = [self.read()]
        while found[-1]["type"] != kind:
            found.append(self.read())
        return found

    def close(self) -> tuple[bytes, bytes]:
        """Ends its requests; gives what it still said."""
        return self.process.communicate(timeout=20)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def has_ended(process: int) -> bool:
    """Waits: a process that was killed is there until the system comes to it."""
    until = time.monotonic() + 10
    while is_alive(process) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_alive(process)


class Frames(unittest.TestCase):
    """[P1] What goes over the pipes."""

    def test_messages_come_out_as_they_went_in(self) -> None:
        data = frame("batch", 7, "é\n", b"", b"\x00\n1") + frame("stop", 7) + b'{"type":"stop","id":8}\n'
        inbox = Inbox(io.BytesIO(data))
        one, two, three, end = (inbox.read() for _ in range(4))
        assert one and two and three
        self.assertEqual((one.kind, one.number, one.text), ("batch", 7, "é\n"))
        self.assertEqual([bytes(item) for item in one.buffers], [b"", b"\x00\n1"])
        self.assertEqual({item.format for item in one.buffers}, {"B"})
        self.assertEqual([(two.kind, two.number), (three.kind, three.number)], [("stop", 7), ("stop", 8)])
        self.assertIsNone(end)

    def test_bytes_of_unknown_form_are_told(self) -> None:
        for data in [
            b"hello\n",
            b"[]\n",
            b'{"type":"batch"}\n',
            b'{"type":"exec","id":1,"text":0}\n',
            b'{"type":"call","id":"1","text":0}\n',
            b'{"type":"call","id":1,"text":-1}\n',
            b'{"type":"call","id":1,"text":true}\n',
            b'{"type":"call","id":1,"text":0,"buffers":3}\n',
            b'{"type":"call","id":1,"text":0,"buffers":[1.5]}\n',
            b"x" * 2_000_000,
        ]:
            with self.subTest(data[:60]), self.assertRaisesRegex(BadFrame, "unknown form"):
                Inbox(io.BytesIO(data)).read()
        with self.assertRaisesRegex(BadFrame, "5 bytes fewer"):
            Inbox(io.BytesIO(frame("call", 1, "0123456789")[:-5])).read()

    def test_a_message_is_written_whole_where_the_pipe_takes_parts(self) -> None:
        reading, writing = os.pipe()
        size = 3_000_000
        source = (
            "import os, sys; from millrace_host.frames import Outbox;"
            f"Outbox(int(sys.argv[1])).send('reply', 1, 'x' * {size}, [b'y' * {size}, memoryview(b'zz')])"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", source, str(writing)]
        child = subprocess.Popen(command, pass_fds=[writing], env=environment)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            data = stream.read()
        child.wait()
        line, _, rest = data.partition(b"\n")
        said = {"type": "reply", "id": 1, "text": size, "buffers": [size, 2]}
        self.assertEqual(json.loads(line), said)
        self.assertEqual(rest, b"x" * size + b"y" * size + b"zz")

    def test_a_forked_process_can_not_write_into_messages(self) -> None:
        reading, writing = os.pipe()
        outbox = Outbox(writing)
        outbox.send("reply", 1, "mine")
        child = os.fork()
        if child == 0:
            os.write(writing, b"forged\n")
            outbox.send("reply", 2, "forged")
            os._exit(7)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            self.assertNotIn(b"forged", stream.read())


class Serving(unittest.TestCase):
    """[P1, P5] A host and its parent."""

    def test_it_answers_and_ends_with_its_requests_and_all_it_has_started(self) -> None:
        child = Child(self)
        self.assertEqual(child.read()["type"], "ready")
        child.start(
            "import subprocess\n"
            "def f():\n"
            "    print('printed')\n"
            "    return subprocess.Popen(['sleep', '1000']).pid\n"
        )
        said = child.read_until("reply") + child.read_until("reply")
        events = [event for item in said if item["type"] == "events" for event in json.loads(item["text"])]
        started = events[-1][2]["outputs"][0]["value"]
        self.assertTrue(is_alive(started))
        out, _ = child.close()
        self.assertEqual(out, b"")
        self.assertTrue(has_ended(started))

    def test_a_request_of_unknown_form_ends_it_and_is_told(self) -> None:
        child = Child(self)
        child.read()
        child.send(b'{"type":"eval","id":1,"text":0}\n')
        said = child.read()
        self.assertEqual(said["type"], "fatal")
        self.assertIn('unknown form: b\'{"type":"eval"', said["text"])
        child.process.wait(timeout=20)

    def test_who_has_control_can_be_read_when_it_is_dead(self) -> None:
        handle, name = tempfile.mkstemp()
        os.write(handle, bytes(48))
        child = Child(self, "", name)
        child.read()
        self.assertFalse(os.path.exists(name))
        child.start("import os\ndef f(): os.kill(os.getpid(), 9)")
        child.process.wait(timeout=20)
        control = memoryview(os.pread(handle, 48, 0)).cast("d")
        os.close(handle)
        self.assertEqual(control[:2].tolist(), [2, 0])

    @unittest.skipUnless(sys.platform == "linux", "the kernel's signal is Linux's")
    def test_it_ends_with_its_parent_even_in_a_c_function_that_lets_nobody_in(self) -> None:
        # The parent is a process between this one and the host, which is killed.
        source = (
            "import subprocess, sys, os, time\n"
            "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], stdin=subprocess.PIPE,"
            " stdout=subprocess.PIPE, start_new_session=True)\n"
            "child.stdout.readline(); child.stdin.write(sys.stdin.buffer.read()); child.stdin.flush()\n"
            "print(child.pid, flush=True); time.sleep(1000)\n"
        )
        add, call = batch("def f(): return sum(range(10**12))")
        parent = subprocess.Popen(
            [sys.executable, "-c", source, SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        parent.stdin.write(frame("call", 1, add) + frame("batch", 2, call))
        parent.stdin.close()
        host = int(parent.stdout.readline())
        time.sleep(0.5)
        self.assertTrue(is_alive(host))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
        self.assertTrue(has_ended(host))


if __name__ == "__main__":
    unittest.main()
