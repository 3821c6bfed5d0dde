/** Every `@example` in the sources compiles. */
import { afterAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'millrace-examples-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What an example may take for granted. */
const GIVEN = `
declare global {
  var config: import('millrace').Config;
  var functions: import('millrace').Registry;
  var graph: unknown;
  var events: import('millrace').JobEvent[];
  var source: string;
}
`;

interface Example {
  readonly place: string;
  readonly text: string;
}

/** The fenced, or else the whole, text behind each `@example`. */
function examplesOf(file: string): readonly Example[] {
  const comments = readFileSync(join(root, file), 'utf8').match(/\/\*\*[^]*?\*\//g) ?? [];
  return comments.flatMap((comment) => {
    const plain = comment.replace(/^\/\*\*|\*\/$/g, '').replaceAll(/^ *\* ?/gm, '');
    return plain
      .split(/^@example\b/m)
      .slice(1)
      .map((part) => ({
        place: file,
        text: /```ts\n([^]*?)```/.exec(part)?.[1] ?? part.split(/^@/m)[0]!,
      }));
  });
}

const examples = ['src', 'python-bridge', 'codegen'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => examplesOf(join(room, name))),
);

/** Imports what an example uses of the entry points and does not import itself. */
function complete({ place, text }: Example): string {
  const entries = {
    millrace: 'src/index.ts',
    'millrace/python/node': 'python-bridge/node.ts',
    'millrace/codegen': 'codegen/index.ts',
    // What a node's function shows in the editor calls the function itself.
    ...(place.startsWith('src/library/') ? { [join(root, place)]: place } : {}),
  };
  const imports = Object.entries(entries).flatMap(([entry, file]) => {
    const exported = readFileSync(join(root, file), 'utf8').matchAll(
      /export (?:async )?(?:function|const|class) (\w+)|export (?:type )?\{([^}]*)\}/g,
    );
    const names = [...exported].flatMap(
      ([, one, many]) => one ?? many!.split(',').map((n) => n.trim()),
    );
    const used = names.filter(
      (name) =>
        name !== '' && new RegExp(`\\b${name}\\b`).test(text) && !text.includes(`import { ${name}`),
    );
    return used.length === 0 ? [] : [`import { ${used.join(', ')} } from '${entry}';`];
  });
  return `${imports.join('\n')}\n${GIVEN}\nexport {};\n${text}`;
}

test('there are examples to compile', () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

test('every @example compiles', () => {
  const files = examples.map((example, index) => {
    const name = `example-${index}.ts`;
    writeFileSync(join(folder, name), complete(example));
    return name;
  });
  // An app has one; examples may import it.
  writeFileSync(
    join(folder, 'nodes.generated.ts'),
    "import type { Config, Registry } from 'millrace';\nexport declare const config: Config;\nexport declare const functions: Registry;\n",
  );
  const project = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rootDir: '/',
      noUnusedLocals: false,
      verbatimModuleSyntax: false,
      allowImportingTsExtensions: true,
      typeRoots: [join(root, 'node_modules/@types')],
      paths: {
        millrace: [join(root, 'src/index.ts')],
        'millrace/library': [join(root, 'src/library/index.ts')],
        'millrace/python': [join(root, 'python-bridge/browser.ts')],
        'millrace/python/node': [join(root, 'python-bridge/node.ts')],
        'millrace/vite': [join(root, 'codegen/vite/index.ts')],
        'millrace/codegen': [join(root, 'codegen/index.ts')],
      },
    },
    include: [],
    files,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const tsc = join(root, 'node_modules/ts7/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  const problems = stdout.replaceAll(/^.*example-(\d+)\.ts/gm, (_all, index: string) => {
    return examples[Number(index)]!.place;
  });
  expect(problems).toBe('');
});
