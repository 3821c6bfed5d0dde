/** A directory of source files that lives as long as a test. */
import { afterEach } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generate } from '../../codegen/index.js';
import type { Generated, GenerateOptions } from '../../codegen/index.js';
import type { InputPort, NodeType } from '../../src/config/config.js';

export interface Workspace {
  readonly root: string;
  path(name: string): string;
  write(files: Readonly<Record<string, string>>): void;
  generate(files: readonly string[], more?: Partial<GenerateOptions>): Promise<Generated>;
  close(): void;
}

export function createWorkspace(files: Readonly<Record<string, string>> = {}): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-codegen-')));
  const path = (name: string): string => join(root, name);
  const write = (texts: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(texts)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    }
  };
  write({ 'package.json': '{"name":"workspace"}', ...files });
  return {
    root,
    path,
    write,
    generate: (names, more = {}) =>
      generate({ files: names.map(path), out: path('nodes.generated.ts'), ...more }),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Makes workspaces that are closed after each test of the file. */
export function trackWorkspaces(): typeof createWorkspace {
  const open: Workspace[] = [];
  afterEach(() => {
    for (const workspace of open.splice(0)) workspace.close();
  });
  return (files) => {
    const workspace = createWorkspace(files);
    open.push(workspace);
    return workspace;
  };
}

/** The diagnostics of a severity, a line each: `a.ts:1 error syntax: …; what to do`. */
export function said({ diagnostics }: Generated, severity = 'error'): readonly string[] {
  return diagnostics
    .filter((item) => item.severity === severity)
    .map(({ file, line, code, message, fix }) => {
      const place = line === undefined ? file : `${file}:${line}`;
      return `${place} ${severity} ${code}: ${message}${fix === undefined ? '' : `; ${fix}`}`;
    });
}

/** The node type of an id; its absence fails the test with what is there. */
export function nodeOf({ config, diagnostics }: Generated, type: string): NodeType {
  const node = config.nodeTypes.find((item) => item.type === type);
  if (node !== undefined) return node;
  const there = config.nodeTypes.map((item) => item.type).join(', ');
  throw new Error(`no node type ${type}; there are ${there}; ${JSON.stringify(diagnostics)}`);
}

/** The input port of a name. */
export function inputOf(node: NodeType, name: string): InputPort {
  const port = node.inputs.find((item) => item.name === name);
  if (port !== undefined) return port;
  throw new Error(`no input ${name}; there are ${node.inputs.map((item) => item.name).join(', ')}`);
}
