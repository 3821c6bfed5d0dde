/** Reads configs and graphs from files. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.js';
import type { Issue } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { Misuse } from './command.js';

/** A document of one of the two kinds, with what was found while it was read. */
export type ReadDocument =
  | { readonly kind: 'config'; readonly config: Config; readonly issues: readonly Issue[] }
  | { readonly kind: 'graph'; readonly graph: Graph; readonly issues: readonly Issue[] };

/**
 * A config (JSON, or a module that codegen wrote) or a graph (JSON), whichever the file holds.
 * @throws Misuse for a file that is not there or no JSON
 */
export async function readDocument(path: string): Promise<ReadDocument> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Misuse(`\`${path}\` can't be read (${(error as Error).message}); check the path`);
  });
  const { isGenerated, readGeneratedConfig } = await import('../../codegen/generated-config.js');
  const value = isGenerated(text) ? await readGeneratedConfig(text) : parseJson(text, path);
  if (isConfig(value)) {
    const { parseConfig } = await import('../config/parse-config.js');
    return { kind: 'config', ...parseConfig(value) };
  }
  const { parseGraph } = await import('../graph/parse-graph.js');
  return { kind: 'graph', ...parseGraph(value) };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Misuse(
      `expected \`${path}\` to hold a config or a graph as JSON, got other text (${(error as Error).message})`,
    );
  }
}

function isConfig(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'nodeTypes' in value;
}
