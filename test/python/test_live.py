"""Source texts that are being written."""

from __future__ import annotations

import json
import sys
import unittest

from millrace_host.host import Host

from support import read_events, request

GOOD = "def double(x: int) -> int:\n    return 2 * x\n"


class LiveTest(unittest.TestCase):
    def setUp(self) -> None:
        self.host = Host()
        self.addCleanup(self.host.close)

    def ask(self, type: str, **request: object) -> object:
        reply = json.loads(self.host.call(json.dumps({"type": type, **request})))
        self.assertIn("ok", reply, reply)
        return reply["ok"]

    def read(self, source: str, module: str = "mine", file: str = "mine.py") -> dict:
        return self.ask("readLive", module=module, source=source, file=file)

    def call(self, export: str = "double", value: object = 4, module: str = "mine") -> dict:
        """The outcome of one node."""
        keep = {"value": "always", "handle": False}
        argument = {"port": "x", "parameter": "x", "source": {"type": "value", "value": value}}
        node = {
            "nodeId": "n",
            "module": module,
            "export": export,
            "returns": "value",
            "arguments": [argument],
            "outputs": [{"name": "result", "keep": keep}],
        }
        events: list[list] = []
        text = request((node,))
        self.host.start(text, lambda text, *_: events.extend(read_events(text)), False)
        return next(event[2] for event in events if event[0] == "settled")

    def test_a_text_is_read_and_can_be_called(self) -> None:
        read = self.read(GOOD)
        self.assertTrue(read["accepted"])
        self.assertEqual([item["name"] for item in read["functions"]], ["double"])
        self.assertEqual(self.call()["outputs"][0]["value"], 8)

    def test_a_text_takes_the_place_of_the_one_before(self) -> None:
        self.read(GOOD)
        self.assertEqual(self.call()["outputs"][0]["value"], 8)
        self.read(GOOD.replace("2 *", "3 *"))
        self.assertEqual(self.call()["outputs"][0]["value"], 12)

    def test_a_syntax_error_has_its_place_and_changes_nothing(self) -> None:
        self.read(GOOD)
        self.call()
        before = sys.modules["mine"]
        read = self.read("def double(x: int -> int:\n    return x\n")
        self.assertFalse(read["accepted"])
        self.assertEqual(read["functions"], [])
        (said,) = read["diagnostics"]
        self.assertEqual(said["code"], "python-syntax-error")
        self.assertEqual((said["file"], said["line"]), ("mine.py", 1))
        self.assertGreater(said["column"], 1)
        self.assertIs(sys.modules["mine"], before)
        self.assertEqual(self.call()["outputs"][0]["value"], 8)

    def test_a_text_that_fails_to_import_changes_nothing(self) -> None:
        self.read(GOOD)
        for text, line in (("x = 1\nraise SystemExit\n", 2), ("import missing_thing\n", 1)):
            read = self.read(text)
            self.assertFalse(read["accepted"])
            self.assertEqual(read["diagnostics"][0]["line"], line)
            self.assertEqual(read["diagnostics"][0]["severity"], "error")
            self.assertEqual(self.call()["outputs"][0]["value"], 8)

    def test_what_was_never_there_is_not_there_afterwards(self) -> None:
        self.assertFalse(self.read("1 / 0\n")["accepted"])
        self.assertNotIn("mine", sys.modules)
        self.assertNotIn("mine", self.host.modules.sources)
        self.assertEqual(self.call()["status"], "error")

    def test_other_modules_see_the_new_text(self) -> None:
        self.read(GOOD)
        other = {"source": "from mine import double\n\ndef twice(x: int) -> int:\n    return double(double(x))\n", "file": "other.py"}
        self.ask("addModules", modules={"other": other})
        self.assertEqual(self.call("twice", 1, "other")["outputs"][0]["value"], 4)
        self.read(GOOD.replace("2 *", "3 *"))
        self.assertEqual(self.call("twice", 1, "other")["outputs"][0]["value"], 9)

    def test_hostile_texts_are_diagnostics(self) -> None:
        for text in ("\x00", "(" * 10_000, "x = " + "-" * 100_000 + "1", "\ud800"):
            read = self.read(text)
            self.assertFalse(read["accepted"], repr(text[:10]))
            self.assertEqual(read["diagnostics"][0]["severity"], "error")
            self.assertEqual(read["diagnostics"][0]["file"], "mine.py")

    def test_the_name_of_a_module_of_python_is_refused(self) -> None:
        import decimal

        read = self.read(GOOD, "decimal", "decimal.py")
        self.assertFalse(read["accepted"])
        self.assertEqual(read["diagnostics"][0]["code"], "python-module-name")
        self.assertIs(sys.modules["decimal"], decimal)

    def test_an_empty_text_takes_the_functions_away(self) -> None:
        self.read(GOOD)
        read = self.read("")
        self.assertTrue(read["accepted"])
        self.assertEqual(self.call()["status"], "error")


if __name__ == "__main__":
    unittest.main()
