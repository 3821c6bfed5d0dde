/** Where something stands in a source file. */
import type { Node } from 'ts-morph';
import type { ShowPath } from '../read-module.js';

/** As diagnostics say it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place of a node's first character, documentation aside, or of another one in its file. */
export function placeOf(node: Node, showPath: ShowPath, at = node.getStart()): Place {
  const source = node.getSourceFile();
  const { line, column } = source.getLineAndColumnAtPos(at);
  return { file: showPath(source.getFilePath()), line, column };
}
