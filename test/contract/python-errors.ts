/** SPEC P8: what is said of an exception, and whose log a line is in, in every runtime. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { node, run, value, wire } from './python-nodes.js';

const SOURCE = `
import asyncio, logging, sys, warnings
log = logging.getLogger("of the module")

def inner(d): return d["ä"]["b"] + 1
def outer(d):
    try: return inner(d)
    except KeyError as error: raise ValueError("no b") from error
def noted():
    error = TypeError("with a note")
    error.add_note("look here")
    raise error
def group(): raise ExceptionGroup("two", [ValueError("a"), ExceptionGroup("in", [OSError("b")])])
def evaluated(): return eval("1 +")
def endless(n=0): return endless(n + 1)
class Liar(Exception):
    __notes__ = property(lambda self: 1 / 0)
    __traceback__ = property(lambda self: 5)
    def __str__(self): raise KeyboardInterrupt
def liar(): raise Liar()

def talk():
    print("a", end="", flush=True)
    print("b", file=sys.__stdout__)
    for byte in "é\\n".encode(): sys.stdout.buffer.write(bytes([byte]))
    log.warning("logged")
    print("c", file=sys.__stderr__)
def warn():
    for _ in range(3): warnings.warn("careful")
async def warn_later(name: str):
    for turn in range(3):
        print(name, turn)
        warnings.warn("slowly")
        await asyncio.sleep(0.001)
def fine(x): return x
`;
const MODULE = { module: 'pack.errors' };

/** Tests of a runtime that has been created; it is asked for when a test runs. */
export function testPythonErrors(current: () => PythonRuntime): void {
  const failure = async (name: string, sources = {}) =>
    (await run(current(), node(name, sources, MODULE))).error(0);

  describe('errors and logs', () => {
    beforeAll(async () => {
      await current().addModules({ 'pack.errors': { source: SOURCE, file: 'src/errors.py' } });
    });

    test('[P8] a traceback has the lines and columns of the user, and so has its cause', async () => {
      const error = await failure('outer', { d: value({ ä: {} }) });
      expect(error.message).toBe('ValueError: no b (src/errors.py:8)');
      expect(error.stack?.split('\n')).toEqual([
        'Traceback (most recent call last):',
        '  File "src/errors.py", line 8, column 31, in outer',
        '    except KeyError as error: raise ValueError("no b") from error',
        '                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
        'ValueError: no b',
      ]);
      const cause = error.cause as { readonly stack: string };
      expect(cause.stack.split('\n')).toEqual([
        'Traceback (most recent call last):',
        '  File "src/errors.py", line 7, column 17, in outer',
        '    try: return inner(d)',
        '                ^^^^^^^^',
        '  File "src/errors.py", line 5, column 22, in inner',
        '    def inner(d): return d["ä"]["b"] + 1',
        '                         ^^^^^^^^^^^',
        "KeyError: 'b'",
      ]);
    });

    test('[P8] notes and the members of groups are in the traceback', async () => {
      expect((await failure('noted')).stack).toMatch(/\nTypeError: with a note\nlook here$/);
      const { stack } = await failure('group');
      expect(stack).toMatch(
        /\n {2}\| ValueError: a\n {2}\| ExceptionGroup: in .*\n {2}\| {3}\| OSError: b$/,
      );
    });

    test('[P8] a syntax error has its place, a recursion is short, a liar is told', async () => {
      const wrong = await failure('evaluated');
      expect(wrong.message).toBe('SyntaxError: invalid syntax (<string>:1)');
      expect(wrong.stack).toContain('File "src/errors.py", line 14, column 25, in evaluated');
      expect((await failure('endless')).stack).toMatch(/the same call \d+ more times/);
      expect((await failure('liar')).message).toMatch(
        /^Liar: <its __str__ raised KeyboardInterrupt>/,
      );
    });

    test('[P8] every way to the streams is in the log, in order', async () => {
      const { logs } = await run(current(), node('talk', {}, MODULE));
      expect(logs.map(({ level, message }) => [level, message])).toEqual([
        ['info', 'ab\né'],
        ['warning', 'logged\nc'],
      ]);
    });

    test('[P8] nodes warn for themselves, once each, when they take turns as well', async () => {
      const later = (name: string) => node('warn_later', { name: value(name) }, MODULE);
      const nodes = [node('warn', {}, MODULE), node('warn', {}, MODULE), later('a'), later('b')];
      const { logs } = await run(current(), ...nodes);
      const said = nodes.map((_, at) =>
        logs
          .filter((line) => line.node === at)
          .map(({ message }) => message)
          .join('\n'),
      );
      expect(said.map((text) => text.split('UserWarning').length - 1)).toEqual([1, 1, 1, 1]);
      expect(said[2]).toMatch(/a 0[^]*a 1[^]*a 2/);
      expect(said[3]).not.toContain('a 0');
    });

    test('[P8] an exception of a node harms no other', async () => {
      const ran = await run(
        current(),
        node('liar', {}, MODULE),
        node('fine', { x: value(1) }, MODULE),
        node('fine', { x: wire(1) }, MODULE),
      );
      expect([ran.error(0).name, ran.output(2).value]).toEqual(['Liar', 1]);
    });
  });
}
