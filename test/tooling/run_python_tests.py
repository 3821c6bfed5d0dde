"""Runs the unittests below a folder and writes their counts as JSON.

Usage: run_python_tests.py FOLDER RESULT.json

unittest's own totals can't be added up: they count a test with three failing subtests as three
failures, and a broken setUpClass not at all. Here every test counts once.
"""

import json
import pathlib
import sys
import unittest


class CountingResult(unittest.TextTestResult):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.passed = set()
        self.bad = set()

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.add(test.id())

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.passed.add(test.id())

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.bad.add(test.id())

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.bad.add(test.id())

    def addError(self, test, err):
        super().addError(test, err)
        self.bad.add(test.id())

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.bad.add(test.id())


def main(folder: str, result_file: str) -> int:
    suite = unittest.TestLoader().discover(folder, top_level_dir=folder)
    runner = unittest.TextTestRunner(resultclass=CountingResult, verbosity=1)
    result = runner.run(suite)
    counts = {
        "passed": len(result.passed - result.bad),
        "failed": len(result.bad),
        "skipped": len(result.skipped),
    }
    pathlib.Path(result_file).write_text(json.dumps(counts))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
