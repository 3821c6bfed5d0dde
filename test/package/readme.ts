/** The README's code, block by block. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './consumer.js';

/** One block: `ts`, `python`, `sh` … and its text. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The text of a section of the README, from its heading to the next of the same level. */
export function readSection(heading: string): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, after] = readme.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`README.md has no section ${heading}`);
  return after.split('\n## ')[0]!;
}

export function readBlocks(heading: string): readonly Block[] {
  return [...readSection(heading).matchAll(/```(\w+)\n([^]*?)```/g)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
}

/** Writes the blocks that are files: their first line, a comment, is the name. */
export function writeFiles(folder: string, blocks: readonly Block[]): void {
  for (const { language, text } of blocks) {
    if (language === 'sh') continue;
    const [, file] = /^(?:\/\/|#) (\S+)\n/.exec(text)!;
    writeFileSync(join(folder, file!), text);
  }
}
