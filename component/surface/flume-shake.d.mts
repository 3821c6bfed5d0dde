/** @param program the code's syntax tree, as rollup's `parseAst` gives it */
export function dropUnreachable(code: string, program: object): string;
