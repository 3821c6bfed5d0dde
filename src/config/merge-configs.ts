/** One config of several: a library's nodes and one's own. */
import { MillraceError } from '../errors.js';
import type { Config, NodeType, PortType } from './config.js';
import { describe } from './document.js';
import { canonicalJson } from './fingerprint.js';
import { contentOf, portTypeOf, shortHash, UNIVERSAL } from './port-types.js';

/**
 * All node types and port types of the configs, sorted by type. What is in several of them and the
 * same counts once; port types of one name and different content all get a suffix made from that, and
 * where only their words or colours differ the first counts.
 *
 * @throws MillraceError `duplicate-node-type` when two configs have a node type of one id that is not
 * the same
 */
export function mergeConfigs(...configs: readonly Config[]): Config {
  const types = new PortTypes(configs);
  const found = new Map<string, { readonly node: NodeType; readonly index: number }>();
  configs.forEach((config, index) => {
    for (const original of config.nodeTypes) {
      const node = types.renamed(original, config);
      const first = found.get(node.type);
      if (first === undefined) found.set(node.type, { node, index });
      else if (canonicalJson(first.node) !== canonicalJson(node)) {
        const places = `${placeOf(first.node, first.index)} and ${placeOf(node, index)}`;
        const message = `expected one node type ${describe(node.type)}, got two that differ: ${places}; rename one of them, or leave it out`;
        throw new MillraceError('duplicate-node-type', message, { details: { type: node.type } });
      }
    }
  });
  const nodeTypes = Array.from(found.values(), ({ node }) => node).sort(byType);
  return { version: 1, portTypes: types.all(), nodeTypes };
}

function placeOf({ source }: NodeType, index: number): string {
  const file = source === undefined ? '' : ` (${source.module}, ${source.export})`;
  return `that of config ${index + 1}${file}`;
}

interface Merged {
  readonly portType: PortType;
  readonly accepts: Set<string>;
}

/** The port types of all configs, and what each is called in the one of them all. */
class PortTypes {
  readonly #merged = new Map<string, Merged>();
  readonly #names = new Map<Config, ReadonlyMap<string, string>>();

  constructor(configs: readonly Config[]) {
    const contents = new Map<string, Set<string>>();
    for (const portType of configs.flatMap((config) => config.portTypes)) {
      const base = baseOf(portType);
      contents.set(base, (contents.get(base) ?? new Set()).add(contentOf(portType)));
    }
    for (const config of configs) {
      const names = new Map<string, string>();
      for (const portType of config.portTypes) {
        const base = baseOf(portType);
        const collides = contents.get(base)!.size > 1;
        names.set(portType.type, collides ? `${base}:${shortHash(portType.schema)}` : base);
      }
      this.#names.set(config, names);
      for (const portType of config.portTypes) this.#add(portType, names);
    }
  }

  #add(portType: PortType, names: ReadonlyMap<string, string>): void {
    const type = names.get(portType.type)!;
    let merged = this.#merged.get(type);
    if (merged === undefined) {
      merged = { portType, accepts: new Set([type]) };
      this.#merged.set(type, merged);
    }
    for (const accepted of portType.acceptTypes)
      merged.accepts.add(names.get(accepted) ?? accepted);
  }

  renamed(node: NodeType, config: Config): NodeType {
    const names = this.#names.get(config)!;
    const rename = <T extends { readonly type: string }>(port: T): T => {
      const type = names.get(port.type) ?? port.type;
      return type === port.type ? port : { ...port, type };
    };
    return { ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) };
  }

  all(): readonly PortType[] {
    const every = [...this.#merged.keys()];
    return Array.from(this.#merged, ([type, { portType, accepts }]): PortType => {
      const acceptTypes = type === UNIVERSAL ? new Set([...accepts, ...every]) : accepts;
      const name = portType.name === portType.type ? type : portType.name;
      return { ...portType, type, name, acceptTypes: [...acceptTypes].sort() };
    }).sort(byType);
  }
}

/** The name without the suffix that `toConfig`, or this, gave it in a collision. */
function baseOf({ type, schema }: PortType): string {
  const base = portTypeOf(schema).type;
  return type === `${base}:${shortHash(schema)}` ? base : type;
}

function byType(a: { readonly type: string }, b: { readonly type: string }): number {
  return a.type < b.type ? -1 : a.type > b.type ? 1 : 0;
}
