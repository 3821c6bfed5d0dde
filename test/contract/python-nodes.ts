/** The Python module of the runtimes' contract, and batches in few words. */
import { isMillraceError, type MillraceError } from '../../src/errors.js';
import type { CallContext } from '../../src/run/call-context.js';
import type {
  BatchNode,
  BatchSource,
  HandleRef,
  NodeOutcome,
  PythonModule,
  PythonRuntime,
  RemoteOutput,
} from '../../src/run/python/python-runtime.js';

/** The module `pack.m` of the suite. */
export const SOURCE = `
import asyncio, dataclasses, datetime, enum, json, os, sys
from typing import Annotated, Optional
from millrace_host import NodeContext, no_value

class Color(enum.Enum):
    RED = "r"

@dataclasses.dataclass
class Point:
    x: float
    color: Color = Color.RED

def same(x): return x
def add(a: float, b: int = 2) -> float: return a + b
def show(x): return f"{type(x).__name__} {x!r}"
def typed(p: Point, d: datetime.date, b: bytes) -> str: return f"{p} {d!r} {b!r}"
def divide(a: int, b: int) -> tuple[int, int]: return a // b, a % b
def branch(up: bool) -> tuple[int, int]: return (1, no_value) if up else (no_value, 2)
def numbers(n: int): return list(range(n))
def objects(): return [Point(1), {(1,): 2}]
def bad(x=None): raise ValueError("not " + repr(x))
class Rude(Exception):
    def __str__(self): raise RuntimeError
def rude(): raise Rude
def leave(): sys.exit(1)
def talk(n: int):
    for i in range(n): print(i)
    print("careful", file=sys.stderr)
running = most = 0
async def at_once():
    global running, most
    running += 1
    most = max(most, running)
    await asyncio.sleep(0.5)
    running -= 1
    print("slept")
    return most
def ask(): return input()
def leftover():
    async def interrupt():
        await asyncio.sleep(0.01)
        raise KeyboardInterrupt
    kept.append(asyncio.ensure_future(interrupt()))
async def fail_badly():
    await asyncio.sleep(0.01)
    os._exit(3)
async def forever(): await asyncio.sleep(3600)
kept = []
def keep_one(): kept.append([1, 2, 3]); return kept[-1]
def is_kept(x): return x is kept[-1]
def about(a: float, context: NodeContext) -> list:
    return [
        context.job_id, context.node_id, context.attempt, context.idempotency_key,
        context.inputs, context.task, context.secrets["KEY"], context.cancelled,
    ]
def state(context: NodeContext): return context.state
def report(n: int, context: NodeContext) -> int:
    print("printed")
    context.log("careful", "warning")
    for done in range(n): context.progress(done + 1, n, f"row {done}")
    context.progress(float("inf"))
    return n
async def turns(name: str, context: NodeContext) -> None:
    for done in range(3):
        context.log(f"{name}{done}")
        context.progress(done)
        await asyncio.sleep(0.01)
def keep_context(context: NodeContext) -> None: kept.append(context)
def speak_late() -> None:
    kept[-1].log("late")
    kept[-1].progress(1)
`;

/** The modules of the suite. */
export const MODULES: Readonly<Record<string, PythonModule>> = {
  'pack.m': { source: SOURCE, file: 'src/pack/m.py' },
};

/** A JavaScript value as a source. */
export const value = (item: unknown): BatchSource => ({ type: 'value', value: item });
/** An output of an earlier node of the batch as a source. */
export const wire = (node: number, output = 0): BatchSource => ({ type: 'node', node, output });
/** A kept value as a source. */
export const held = (handle: HandleRef): BatchSource => ({ type: 'handle', handle });

/** A node of the module `pack.m`. */
export function node(
  name: string,
  sources: Readonly<Record<string, BatchSource>> = {},
  options: Partial<BatchNode> & {
    readonly hold?: boolean;
    readonly keep?: 'never' | 'always';
  } = {},
): BatchNode {
  const { hold, keep, ...rest } = options;
  return {
    nodeId: name,
    module: 'pack.m',
    export: name,
    returns: 'value',
    arguments: Object.entries(sources).map(([port, source]) => ({ port, parameter: port, source })),
    outputs: [{ name: 'result', keep: { value: keep ?? 'small', handle: hold ?? false } }],
    ...rest,
  };
}

/** A context as the runner gives it. */
export const contextOf = (changes: Partial<CallContext> = {}): { context: CallContext } => ({
  context: {
    jobId: 'j',
    nodeId: 'outer/n',
    attempt: 2,
    inputs: {},
    task: undefined,
    secrets: {},
    idempotencyKey: 'j/outer/n',
    ...changes,
  },
});

/** Two outputs of a tuple. */
export const TWO = {
  returns: 'tuple' as const,
  outputs: ['a', 'b'].map((name) => ({
    name,
    keep: { value: 'small' as const, handle: false },
  })),
};

/** A listener that remembers. */
export function createRecorder() {
  const order: string[] = [];
  const logs: { node: number; level: string; message: string }[] = [];
  const progress: { node: number; done: number; total?: number; message?: string }[] = [];
  const outcomes = new Map<number, NodeOutcome>();
  return {
    order,
    logs,
    progress,
    outcomes,
    onStarted: (at: number) => void order.push(`started ${at}`),
    onLogged: (at: number, level: string, message: string) =>
      void logs.push({ node: at, level, message }),
    onProgressed: (at: number, done: number, total?: number, message?: string) =>
      void progress.push({
        node: at,
        done,
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
      }),
    onSettled: (at: number, outcome: NodeOutcome) => {
      order.push(`settled ${at}`);
      outcomes.set(at, outcome);
    },
    output(at: number, output = 0): RemoteOutput {
      const outcome = outcomes.get(at);
      if (outcome?.status !== 'success') throw new Error(JSON.stringify(outcome));
      return outcome.outputs[output] as RemoteOutput;
    },
    error(at: number) {
      const outcome = outcomes.get(at);
      if (outcome?.status !== 'error') throw new Error(JSON.stringify(outcome));
      return outcome.error;
    },
  };
}

/** Runs nodes and gives what was reported. */
export async function run(runtime: PythonRuntime, ...nodes: readonly BatchNode[]) {
  const recorder = createRecorder();
  const { unattempted, lost } = await runtime.runBatch({ nodes }, recorder);
  return Object.assign(recorder, { unattempted, lost });
}

/** The MillraceError a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<MillraceError> {
  try {
    await promise;
  } catch (error) {
    if (isMillraceError(error)) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}
