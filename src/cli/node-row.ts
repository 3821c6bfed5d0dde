/** A node type as a row of a table. */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import type { Diagnostic } from '../config/signature.js';
import type { Column } from './table.js';

/** The columns of a table of node types. */
export const NODE_COLUMNS: readonly Column[] = [
  { title: 'NODE', grow: 3 },
  { title: 'LABEL', grow: 1 },
  { title: 'INPUTS', grow: 4 },
  { title: 'OUTPUTS', grow: 2 },
  { title: 'NOTES', grow: 2 },
];

const MOST_DEFAULT = 24;

/** The cells of a node type; the last one holds what is special, and how many warnings it has. */
export function toNodeRow(node: NodeType, diagnostics: readonly Diagnostic[]): readonly string[] {
  const { type, label, inputs, outputs, call, variantOf, source } = node;
  const own = diagnostics.filter((item) => item.function === source?.export && isOf(item, node));
  const notes = [
    ...(node.async ? ['async'] : []),
    ...(call.collect === true ? ['collects'] : []),
    ...(call.context ? ['context'] : []),
    ...(variantOf === undefined ? [] : ['variant']),
    ...(own.length === 0 ? [] : [`${own.length} diagnostic${own.length === 1 ? '' : 's'}`]),
  ];
  return [
    type,
    label,
    inputs.map(inputText).join(', ') || '–',
    outputs.map(outputText).join(', ') || '–',
    notes.join(', '),
  ];
}

/** Two files may have functions of one name. */
function isOf({ file }: Diagnostic, { source }: NodeType): boolean {
  if (source === undefined) return false;
  const { language, module } = source;
  if (file === `npm:${module}` || file === `python:${module}`) return true;
  const path = language === 'python' ? module.replaceAll('.', '/') : module;
  return (
    file === path ||
    file === `${path}.py` ||
    file === `${path}/__init__.py` ||
    file.endsWith(`/${path}`)
  );
}

function inputText(port: InputPort): string {
  const stars = port.kind === 'rest' ? '...' : port.kind === 'keywordRest' ? '**' : '';
  const value = port.default === undefined ? port.defaultText : JSON.stringify(port.default);
  const mark = port.required || value !== undefined || stars !== '' ? '' : '?';
  const after = value === undefined ? '' : ` = ${shorten(value)}`;
  return `${stars}${port.name}${mark}: ${typeText(port)}${after}`;
}

function outputText(port: OutputPort): string {
  return `${port.name}: ${typeText(port)}`;
}

/** Without what keeps types of one name apart. */
function typeText({ type }: InputPort | OutputPort): string {
  if (type === 'object') return 'any';
  return type.replace(/:[0-9a-f]{8}$/, '');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MOST_DEFAULT ? line : `${line.slice(0, MOST_DEFAULT - 1)}…`;
}
