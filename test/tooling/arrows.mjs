// Which room may import which: the one table the linter and test/layers.test.ts read. A room may
// always import itself. Types count as imports, except where `lazy` says otherwise.
import { posix } from 'node:path';

const BELOW_CONFIG = ['base', 'wire'];
const BELOW_GRAPH = [...BELOW_CONFIG, 'config'];
const BELOW_RUN = [...BELOW_GRAPH, 'graph'];
const CORE = [...BELOW_RUN, 'run'];
const LIBRARY = [...CORE, 'live', 'flow', 'library'];

/** `packages` are the first parts of the package names allowed; `node:` stands for all of Node. */
export const ROOMS = {
  base: { rooms: [], packages: [] },
  wire: { rooms: ['base'], packages: [] },
  config: { rooms: BELOW_CONFIG, packages: [] },
  graph: { rooms: BELOW_GRAPH, packages: [] },
  run: { rooms: BELOW_RUN, packages: [] },
  live: { rooms: CORE, packages: [] },
  flow: { rooms: CORE, packages: [] },
  /** Its functions are written as a user's are: codegen knows `Port` by its package. Types only. */
  library: { rooms: CORE, packages: ['millrace'] },
  index: { rooms: CORE, packages: [] },
  queue: { rooms: LIBRARY, packages: ['node:'] },
  server: { rooms: LIBRARY, packages: ['node:'] },
  'python-bridge': { rooms: LIBRARY, packages: ['node:', 'pyodide'] },
  codegen: { rooms: [...LIBRARY, 'python-bridge'], packages: ['node:', 'ts-morph'] },
  component: {
    rooms: LIBRARY,
    packages: [
      'react',
      'react-dom',
      'flume',
      'lucide-react',
      '@codemirror',
      '@lezer',
      'style-mod',
      '@dagrejs',
    ],
  },
  /** The composition root: any room, but loaded when a command needs it. */
  cli: {
    rooms: [...LIBRARY, 'queue', 'server', 'python-bridge', 'codegen', 'component'],
    packages: ['node:'],
    lazy: true,
  },
};

/** Browser-safe rooms without a dependency: no package, no Node, no DOM. */
export const CORE_ROOMS = [...CORE, 'live', 'flow', 'library', 'index'];

/** The room of a path relative to the repository; undefined for tests, examples and configuration. */
export function roomOf(path) {
  const [top, second, ...rest] = path.split('/');
  if (top !== 'src') return Object.hasOwn(ROOMS, top) && second !== undefined ? top : undefined;
  if (rest.length > 0) return second;
  return second?.startsWith('index.') ? 'index' : 'base';
}

const isRelative = (specifier) => /^\.{1,2}(\/|$)/.test(specifier);

function isAllowedPackage(specifier, packages) {
  if (specifier.startsWith('node:')) return packages.includes('node:');
  return packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/**
 * Why `path` may not import `specifier`, or undefined when it may.
 * @param {string} path the importing file, relative to the repository, with forward slashes
 * @param {string} specifier as written
 * @param {'static' | 'type' | 'dynamic'} kind
 */
export function refuseImport(path, specifier, kind) {
  const name = roomOf(path);
  if (name === undefined) return undefined;
  const room = ROOMS[name];
  if (room === undefined)
    return `src/${name} is a new room: give it a line in test/tooling/arrows.mjs`;
  if (!isRelative(specifier)) {
    // Shipped as it is written, it names the package as its users do.
    if (path === 'codegen/vite/client.d.ts' && specifier === 'millrace') return undefined;
    if (isAllowedPackage(specifier, room.packages)) return undefined;
    const allowed = room.packages.length > 0 ? room.packages.join(', ') : 'no package at all';
    return `${name} may import ${allowed}; it imports '${specifier}'`;
  }
  const target = roomOf(posix.join(posix.dirname(path), specifier));
  if (target === name) return undefined;
  if (target === undefined || !room.rooms.includes(target)) {
    const allowed = room.rooms.length > 0 ? room.rooms.join(', ') : 'no other room';
    return `${name} may import ${allowed}; '${specifier}' is ${target ?? 'outside every room'}`;
  }
  if (room.lazy && kind === 'static' && target !== 'base') {
    return `${name} loads other rooms when a command needs them: await import('${specifier}')`;
  }
  return undefined;
}
