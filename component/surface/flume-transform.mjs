// Hands over the parts of Flume that its bundle keeps to itself. Used by rollup.config.mjs and by
// the tests; a name that is gone, or an edit that no longer applies, fails the build.

/** The top-level names of `flume/dist/index.es.js` that the surface is made of. */
export const FLUME_PARTS = [
  'Stage',
  'Node',
  'NodeTypesContext',
  'NodeDispatchContext',
  'StageContext',
  'CacheContext',
];

const EDITS = [
  // The ports are ours: Flume's have twice the elements, and a hook for each of its own drags.
  [/\/\*#__PURE__\*\/React\.createElement\(IoPorts, \{[^}]*\}\)/, '_ref.ports'],
  // Names of ours: the browser looks rules up by class, and tries those for an attribute one by one.
  [/"Node_wrapper__\w+"/, '"mr-node"'],
  [/"Stage_wrapper__\w+"/, '"mr-stage"'],
  [/"Stage_transformWrapper__\w+"/, '"mr-pan"'],
  [/"Stage_scaleWrapper__\w+"/, '"mr-zoom"'],
  // The whole editor and its engine.
  [/^export \{[^}]*NodeEditor[^}]*\};$/m, ''],
  // Checks of props that nobody else can pass.
  [/^import PropTypes .*;$/m, ''],
  [/^Portal\$[23]\.propTypes = \{[^}]*\};$/gm, ''],
  // The styles are ours: Flume's would be injected at import, and one of them styles the host's page.
  [/^styleInject\(css(\$\w+)?\);$/gm, ''],
  [/process\.env\.NODE_ENV/g, '"production"'],
  // Menus and controls are ours, too; a card never asks for Flume's, so they need not be there.
  [
    /createElement\((ContextMenu|Portal\$1|Select|TextInput|Checkbox|Connection),/g,
    'createElement("div",',
  ],
  // So is its lodash: for a menu's order, and for the wheel, which is ours.
  [/\b(orderBy|clamp)_1\(/g, 'Array.of('],
  // And its curves: wires are drawn by our own layer.
  [/\bline\(\)\.curve\(curveBasis\)/g, 'String'],
  // The pointer's looks are in our sheet. React 18 finds an empty style that a server left out amiss.
  [/cursor: spaceIsPressed && spaceToPan \? "grab" : ""/, ''],
  [/^(var [\w$]+ = )(?=(getNative|RegExp)\S*\()/gm, '$1/*#__PURE__*/'],
];

/** True for the file that {@link exposeFlumeParts} is made for. */
export const isFlume = (id) => /[\\/]flume[\\/]dist[\\/]index\.es\.js$/.test(id);

/** @param {string} code Flume's ES bundle @returns {string} the same with its parts exported */
export function exposeFlumeParts(code) {
  let edited = code;
  for (const [pattern, replacement] of EDITS) {
    const next = edited.replace(pattern, replacement);
    if (next === edited) throw new Error(`flume: nothing matches ${pattern}; is it version 1.2.0?`);
    edited = next;
  }
  const missing = FLUME_PARTS.filter(
    (name) => !new RegExp(`^(var|function|class) ${name}\\b`, 'm').test(edited),
  );
  if (missing.length > 0) {
    throw new Error(`flume: expected the top-level names ${missing.join(', ')}; is it 1.2.0?`);
  }
  return `${edited}\nexport { ${FLUME_PARTS.join(', ')} };\n`;
}
