/** A node type from lists of ports, checked and completed: what {@link defineNode} is made of. */
import type {
  CallStyle,
  InputPort,
  NodeSettings,
  NodeType,
  ReturnsMode,
} from '../config/config.js';
import { controlsFor } from '../config/controls.js';
import { describe, IssueList, nameOf } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { labelOf } from '../config/label.js';
import { parseNodeType } from '../config/parse-node-type.js';
import { portTypeOf } from '../config/port-types.js';
import { isStandardSchema } from '../config/standard-schema.js';
import type { PortChecks, StandardSchemaV1 } from '../config/standard-schema.js';
import { schemaOfType } from '../config/type-names.js';
import { MillraceError } from '../errors.js';
import type { Issue } from '../errors.js';
import type { PortFunctions } from '../graph/node-ports.js';
import type { Callable } from './registry.js';

/** One port: its meaning by `schema`, or by the name of a known type (`number`, `string` …). */
export interface ListedPort {
  readonly name: string;
  /** @default the universal type, which takes everything */
  readonly type?: string;
  readonly schema?: Schema;
  readonly label?: string;
  readonly description?: string;
  readonly color?: string;
}

type GivenInput = Pick<
  InputPort,
  'default' | 'kind' | 'parameter' | 'multiple' | 'whenMissing' | 'hidePort' | 'controls'
>;

/** One input. */
export interface ListedInput extends ListedPort, Partial<GivenInput> {
  /** Its value comes from the run's `context.secrets`, under this name; `true`: the port's own. */
  readonly secret?: true | string;
  /** @default true, unless there is a default */
  readonly required?: boolean;
  /** Sees every value after the check by `schema`, and gives the one the function gets. */
  readonly check?: StandardSchemaV1<unknown, unknown>;
}

/** What a node type says of itself, however its ports are written. */
export interface NodeDescription {
  /** The id by which graphs name it. */
  readonly type: string;
  /** @default the last part of the type, in words */
  readonly label?: string;
  readonly description?: string;
  /** Slash-separated path in the palette: `math/basic`. */
  readonly category?: string;
  /** What the memo goes by, besides the inputs. @default the function object itself */
  readonly version?: string;
  /** How its nodes run, where a node does not say otherwise. */
  readonly settings?: NodeSettings;
}

/** A node type, its ports as lists in the order of the function's parameters. */
export interface ListedNode extends NodeDescription {
  /** @default false */
  readonly async?: boolean;
  /** @default positional, without a context */
  readonly call?: Partial<CallStyle>;
  readonly inputs?: readonly ListedInput[];
  readonly outputs?: readonly ListedPort[];
  /** @default void, value or tuple, by the number of outputs */
  readonly returns?: ReturnsMode;
  readonly dynamicInputs?: { readonly path: string };
  readonly dynamicOutputs?: { readonly path: string };
}

/** A node type and its function. */
export interface DefinedNode {
  readonly nodeType: NodeType;
  readonly function: Callable;
  /** The validators of its inputs. */
  readonly checks?: PortChecks[string];
  /** What lists its ports, where these depend on the node. */
  readonly portFunctions?: PortFunctions;
}

/**
 * The node of a function.
 * @throws MillraceError `bad-definition`
 */
export function createNode(definition: ListedNode, fn: Callable): DefinedNode {
  const list = new IssueList();
  const { type, call, inputs = [], outputs = [] } = definition;
  if (typeof type !== 'string' || type === '') {
    throw badDefinition(type, 'type', 'expected a text such as "math.add"');
  }
  const draft = {
    ...definition,
    label: definition.label ?? labelOf(type.split('.').at(-1)!),
    call: { style: 'positional', context: false, ...call },
    inputs: inputs.map(completeInput),
    outputs: outputs.map(completePort),
  };
  const nodeType = parseNodeType(undefined, [], draft, () => undefined, list);
  const issue = list.issues.find(({ severity, code }) => severity === 'error' || IS_BAD.has(code));
  if (issue !== undefined || nodeType === undefined) throw badNode(definition, issue);
  const checks = inputs.filter(({ check }) => check !== undefined);
  if (checks.length === 0) return { nodeType, function: fn };
  return { nodeType, function: fn, checks: Object.fromEntries(checks.map(toEntry)) };
}

/** In a document these are forgiven; whoever writes a definition meant something else. */
const IS_BAD: ReadonlySet<string> = new Set(['unchecked-keyword', 'field-ignored', 'bad-pattern']);

function badNode(definition: ListedNode, issue: Issue | undefined): MillraceError {
  const { path = [], message = 'it can’t be read' } = issue ?? {};
  const [side, index, ...rest] = path;
  const ports = side === 'inputs' || side === 'outputs' ? definition[side] : undefined;
  const name = typeof index === 'number' ? ports?.[index]?.name : undefined;
  const place = [side, name ?? index, ...rest].filter((step) => step !== undefined);
  return badDefinition(definition.type, place.join('.'), message);
}

/** An error in a node written by hand, and where it is. */
export function badDefinition(type: unknown, place: string, problem: string): MillraceError {
  const at = place === '' ? '' : `, ${place}`;
  return new MillraceError('bad-definition', `the node ${describe(type)}${at}: ${problem}`);
}

function toEntry({ name, check }: ListedInput): readonly [string, StandardSchemaV1] {
  if (isStandardSchema(check)) return [name, check];
  const message = `expected the check of ${nameOf(name)} to be a Standard Schema (an object with "~standard"), got ${describe(check)}`;
  throw new MillraceError('bad-definition', message);
}

function completePort<T extends ListedPort>(port: T): T & { schema: Schema; type: string } {
  const schema = port.schema ?? (port.type === undefined ? {} : schemaOfType(port.type));
  return { label: labelOf(port.name), ...port, schema, type: portTypeOf(schema).type };
}

function completeInput(definition: ListedInput): ListedInput {
  const { check: _, ...input } = definition;
  const port = completePort(input);
  const { label = input.name, schema, default: initial, description } = port;
  return {
    required: initial === undefined,
    controls: controlsFor(input.name, label, schema, { default: initial, description }),
    ...port,
  };
}
