/** An app on Vite's development server, whose files tests edit. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const INSTALLED = ['react', 'react-dom', 'pyodide', 'vite', '@vitejs/plugin-react', 'ts-morph'];

/** The app. */
export interface HotApp {
  readonly url: string;
  /** What the server has printed. */
  output(): string;
  read(name: string): string;
  /** Saves a file, as an editor does. */
  save(name: string, text: string): void;
  /** Saves a file with one of its texts replaced. */
  edit(name: string, from: string, to: string): void;
  remove(name: string): void;
  close(): Promise<void>;
}

/** Starts an app of these files; `plugins` is the text of the list in its configuration. */
export async function startApp(
  files: Readonly<Record<string, string>>,
  plugins: string,
): Promise<HotApp> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-hot-')));
  const path = (name: string): string => join(root, name);
  const save = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  install(root);
  for (const [name, text] of Object.entries({ ...common(plugins), ...files })) save(name, text);
  const args = [join(repository, 'node_modules/vite/bin/vite.js'), '--host=127.0.0.1', '--port=0'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development', NO_COLOR: '1' },
  });
  const closed = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (output += String(chunk)));
  }
  const close = async (): Promise<void> => {
    child.kill();
    await closed;
    rmSync(root, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      output: () => output,
      read: (name) => readFileSync(path(name), 'utf8'),
      save,
      edit: (name, from, to) => {
        const text = readFileSync(path(name), 'utf8');
        if (!text.includes(from)) throw new Error(`${name} has no \`${from}\`:\n${text}`);
        save(name, text.replace(from, to));
      },
      remove: (name) => rmSync(path(name)),
      close,
    };
  }
  await close();
  throw new Error(`Vite ended without an address:\n${output}`);
}

/** As npm would: this package, and what it and the app need. */
function install(root: string): void {
  for (const name of INSTALLED) {
    const link = join(root, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(repository, 'node_modules', name), link);
  }
  symlinkSync(repository, join(root, 'node_modules/millrace'));
}

function common(plugins: string): Readonly<Record<string, string>> {
  return {
    'package.json': '{"name":"hot","type":"module"}',
    'index.html':
      '<!doctype html><title>Hot</title><link rel="icon" href="data:," /><div id="root"></div><script type="module" src="/main.tsx"></script>',
    'vite.config.js': `
import react from '@vitejs/plugin-react';
import { millrace } from 'millrace/vite';
export default {
  plugins: ${plugins},
  server: { fs: { allow: ['.', ${JSON.stringify(repository)}] } },
  // Named, so that the page is not loaded anew when they are found.
  optimizeDeps: {
    include: ['react', 'react-dom', 'react-dom/client', 'react/jsx-dev-runtime', 'react/jsx-runtime'],
    exclude: ['millrace'],
  },
};
`,
  };
}
