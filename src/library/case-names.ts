/** The outputs of a switch. */
import type { PortFunction } from '../graph/node-ports.js';

/** The outputs that a switch has for its cases: the first hundred texts, each once. */
export function caseNames(cases: unknown): readonly string[] {
  const isName = (name: unknown): name is string => typeof name === 'string' && name !== '';
  return Array.isArray(cases) ? [...new Set(cases.filter(isName))].slice(0, 99) : [];
}

/** Lists the outputs of a switch: its cases, then `default`. */
export const switchOutputs: PortFunction = (_ports, _data, _connections, _context, { cases }) =>
  [...new Set([...caseNames(cases), 'default'])].map((name) => ({
    name,
    schema: { 'x-millrace': { variable: 'T' } },
  }));
