/**
 * One measurement in a process of its own: `trial codegen|program <root> <edits> <files…>`. Prints
 * what it took from the first line on, loading of the compiler included.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is printed; milliseconds of processor time. */
export interface Trial {
  readonly coldMs: number;
  /** After a change of one file, and of one that all import. */
  readonly editMs: readonly number[];
  readonly sharedMs: readonly number[];
  readonly nodes: number;
}

async function measure(work: () => Promise<void>): Promise<number> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e3;
}

async function runCodegen(root: string, edits: number, files: readonly string[]): Promise<Trial> {
  let nodes = 0;
  let codegen: Awaited<ReturnType<typeof open>> | undefined;
  const open = async () => {
    const { createCodegen } = await import('../../../codegen/session.js');
    return createCodegen({ files, out: join(root, 'nodes.generated.ts') });
  };
  const run = async (): Promise<void> => {
    const generated = await codegen!.run();
    if (generated.files.length !== 1) throw new Error(JSON.stringify(generated.diagnostics));
    nodes = generated.config.nodeTypes.length;
  };
  const coldMs = await measure(async () => {
    codegen = await open();
    await run();
  });
  const edit = async (path: string, mark: (turn: number) => string): Promise<number[]> => {
    const text = readFileSync(path, 'utf8');
    const took: number[] = [];
    for (let turn = 0; turn < edits; turn += 1) {
      writeFileSync(path, text + mark(turn));
      codegen!.invalidate([path]);
      took.push(await measure(run));
    }
    return took;
  };
  const editMs = await edit(
    files[Math.floor(files.length / 2)]!,
    (turn) => `export function extra(a${turn}: number): number { return a${turn}; }\n`,
  );
  const sharedMs = await edit(join(root, 'types.ts'), (turn) => `export type More = ${turn};\n`);
  await codegen!.close();
  return { coldMs, editMs, sharedMs, nodes };
}

/** The program that everybody else would begin with, and nothing asked of it yet. */
async function createProgram(root: string, files: readonly string[]): Promise<Trial> {
  const coldMs = await measure(async () => {
    const { default: ts } = await import('typescript');
    const path = join(root, 'tsconfig.json');
    const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(
      config,
      { ...ts.sys, readDirectory: () => [] },
      root,
    );
    const program = ts.createProgram([...files], options);
    if (program.getSourceFile(files[0]!) === undefined) throw new Error('nothing was read');
  });
  return { coldMs, editMs: [], sharedMs: [], nodes: 0 };
}

const [kind, root = '', edits = '0', ...files] = process.argv.slice(2);
const trial =
  kind === 'program'
    ? await createProgram(root, files)
    : await runCodegen(root, Number(edits), files);
console.log(JSON.stringify(trial));
