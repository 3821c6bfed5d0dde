/** Reads the config that graphs are checked against. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../config/config.js';
import { MillraceError } from '../errors.js';
import { Misuse } from './command.js';

/**
 * The config of a file: JSON, a module that codegen wrote (of which nothing is run), or any other
 * module that exports a `config`, in JavaScript or TypeScript.
 * @throws Misuse for a file that is not there, MillraceError `config-invalid`
 */
export async function loadConfig(file: string): Promise<Config> {
  const value = await readValue(file);
  const { parseConfig } = await import('../config/parse-config.js');
  const { config, issues } = parseConfig(value);
  const fatal = issues.find(({ severity, path }) => severity === 'error' && path.length === 0);
  if (fatal === undefined) return config;
  throw new MillraceError('config-invalid', `${file}: ${fatal.message}`);
}

async function readValue(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Misuse(`the config \`${file}\` can't be read (${(error as Error).message})`);
  });
  const { readGeneratedConfig } = await import('../../codegen/generated-config.js');
  const generated = await readGeneratedConfig(text);
  if (generated !== undefined) return generated;
  if (!/^\.[mc]?[jt]s$/.test(extname(file))) return text;
  const module = await importModule(resolve(file), text);
  const config = module['config'] ?? module['default'];
  if (config !== undefined) return config;
  throw new MillraceError(
    'config-missing',
    `expected \`${file}\` to export \`config\`, got a module that exports ${Object.keys(module).join(', ') || 'nothing'}; export it, or name the module that \`millrace codegen\` wrote`,
  );
}

type Module = Readonly<Record<string, unknown>>;

async function importModule(path: string, text: string): Promise<Module> {
  const load = (file: string) =>
    import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<Module>;
  const isPlain = /^\.[mc]?js$/.test(extname(path));
  const strips = (process.features as { readonly typescript?: unknown }).typescript;
  if (isPlain || strips === 'strip' || strips === 'transform') return load(path);
  // Beside it, so that what it imports is found.
  const script = join(dirname(path), `.${basename(path)}.${process.pid}.mjs`);
  try {
    await writeFile(script, transpile(path, text));
    return await load(script);
  } finally {
    await rm(script, { force: true });
  }
}

interface TypeScript {
  readonly ModuleKind: { readonly ESNext: number };
  readonly ScriptTarget: { readonly ES2022: number };
  transpileModule(text: string, options: object): { readonly outputText: string };
}

/** With the user's own compiler: `typescript`, or the one in `ts-morph`. */
function transpile(path: string, text: string): string {
  const require = createRequire(path);
  const find = (name: string): TypeScript | undefined => {
    try {
      const found = require(name) as Partial<TypeScript> & { readonly ts?: TypeScript };
      return found.ts ?? (found.transpileModule === undefined ? undefined : (found as TypeScript));
    } catch {
      return undefined;
    }
  };
  const typescript = find('typescript') ?? find('ts-morph');
  if (typescript === undefined) {
    throw new MillraceError(
      'typescript-missing',
      `to read \`${basename(path)}\`, which \`millrace codegen\` did not write, the package typescript is needed; install it with \`npm install --save-dev typescript\`, or give the config as JSON or JavaScript`,
    );
  }
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
  return typescript.transpileModule(text, { compilerOptions, fileName: path }).outputText;
}
