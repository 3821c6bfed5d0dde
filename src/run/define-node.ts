/** Node types written by hand, for functions that no codegen reads. */
import type {
  CallStyle,
  Config,
  InputPort,
  NodeSettings,
  NodeType,
  ReturnsMode,
} from '../config/config.js';
import { controlsFor } from '../config/controls.js';
import { createRecord, describe, IssueList, nameOf } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { labelOf } from '../config/label.js';
import { toConfig } from '../config/node-type.js';
import { parseNodeType } from '../config/parse-node-type.js';
import { portTypeOf } from '../config/port-types.js';
import { isStandardSchema } from '../config/standard-schema.js';
import type { PortChecks, StandardSchemaV1 } from '../config/standard-schema.js';
import { schemaOfType } from '../config/type-names.js';
import { MillraceError } from '../errors.js';
import type { Callable, Registry } from './registry.js';

/** One port: its meaning by `schema`, or by the name of a known type (`number`, `string` …). */
export interface PortDefinition {
  readonly name: string;
  /** @default the universal type, which takes everything */
  readonly type?: string;
  readonly schema?: Schema;
  readonly label?: string;
  readonly description?: string;
}

/** One input. */
export interface InputDefinition
  extends
    PortDefinition,
    Partial<
      Pick<InputPort, 'default' | 'kind' | 'parameter' | 'multiple' | 'whenMissing' | 'hidePort'>
    > {
  /** Its value comes from the run's `context.secrets`, under this name; `true`: the port's own. */
  readonly secret?: true | string;
  /** @default true, unless there is a default */
  readonly required?: boolean;
  /**
   * Sees every value after the check by `schema`, and gives the one the function gets: a validator of
   * Standard Schema (zod, valibot, arktype …). It counts once the runner has `createConfig`'s `checks`.
   */
  readonly check?: StandardSchemaV1<unknown, unknown>;
}

/** A node type, as short as it can be said. */
export interface NodeDefinition {
  readonly type: string;
  /** @default the last part of the type, in words */
  readonly label?: string;
  readonly description?: string;
  readonly category?: string;
  /** @default false */
  readonly async?: boolean;
  /** @default positional, without a context */
  readonly call?: Partial<CallStyle>;
  readonly inputs?: readonly InputDefinition[];
  readonly outputs?: readonly PortDefinition[];
  /** @default void, value or tuple, by the number of outputs */
  readonly returns?: ReturnsMode;
  /** How its nodes run, where a node does not say otherwise. */
  readonly settings?: NodeSettings;
}

/** A node type and its function. */
export interface DefinedNode {
  readonly nodeType: NodeType;
  readonly function: Callable;
  /** The validators of its inputs. */
  readonly checks?: PortChecks[string];
}

/**
 * Describes a function as a node.
 *
 * @example
 * ```ts
 * const add = defineNode(
 *   {
 *     type: 'math.add',
 *     inputs: [{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }],
 *     outputs: [{ name: 'result', type: 'number' }],
 *   },
 *   (a: number, b: number) => a + b,
 * );
 * const { config, functions, checks } = createConfig([add]);
 * ```
 *
 * @throws MillraceError `bad-definition`
 */
export function defineNode(definition: NodeDefinition, fn: Callable): DefinedNode {
  const list = new IssueList();
  const { type, call } = definition;
  const draft = {
    ...definition,
    label: definition.label ?? labelOf(type.split('.').at(-1)!),
    call: { style: 'positional', context: false, ...call },
    inputs: definition.inputs?.map(completeInput),
    outputs: definition.outputs?.map(completePort),
  };
  const nodeType = parseNodeType(undefined, ['defineNode'], draft, () => undefined, list);
  const issue = list.issues.find(({ severity }) => severity === 'error');
  if (issue !== undefined || nodeType === undefined) {
    throw new MillraceError('bad-definition', `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const checks = definition.inputs?.filter(({ check }) => check !== undefined) ?? [];
  if (checks.length === 0) return { nodeType, function: fn };
  return { nodeType, function: fn, checks: Object.fromEntries(checks.map(toEntry)) };
}

function toEntry({ name, check }: InputDefinition): readonly [string, StandardSchemaV1] {
  if (isStandardSchema(check)) return [name, check];
  const message = `expected the check of ${nameOf(name)} to be a Standard Schema (an object with "~standard"), got ${describe(check)}`;
  throw new MillraceError('bad-definition', message);
}

function completePort<T extends PortDefinition>(port: T): T & { schema: Schema; type: string } {
  const schema = port.schema ?? (port.type === undefined ? {} : schemaOfType(port.type));
  return { label: labelOf(port.name), ...port, schema, type: portTypeOf(schema).type };
}

function completeInput(definition: InputDefinition): InputDefinition {
  const { check: _, ...input } = definition;
  const port = completePort(input);
  const { label = input.name, schema, default: initial, description } = port;
  return {
    required: initial === undefined,
    controls: controlsFor(input.name, label, schema, { default: initial, description }),
    ...port,
  } as InputDefinition;
}

/**
 * The config, the registry and the validators of nodes written by hand, all for the runner:
 * `new JobRunner(config, { functions, checks })`.
 * @throws MillraceError `duplicate-node-type`
 */
export function createConfig(nodes: readonly DefinedNode[]): {
  readonly config: Config;
  readonly functions: Registry;
  readonly checks: PortChecks;
} {
  const functions = createRecord<Callable>();
  const ofPorts = createRecord<PortChecks[string]>();
  for (const { nodeType, function: fn, checks } of nodes) {
    if (Object.hasOwn(functions, nodeType.type)) {
      const message = `two nodes have the type ${JSON.stringify(nodeType.type)}; rename one`;
      throw new MillraceError('duplicate-node-type', message);
    }
    functions[nodeType.type] = fn;
    if (checks !== undefined) ofPorts[nodeType.type] = checks;
  }
  return { config: toConfig(nodes.map((node) => node.nodeType)), functions, checks: ofPorts };
}
