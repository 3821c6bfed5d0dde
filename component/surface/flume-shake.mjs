// Leaves out of Flume's bundle what its parts never reach. Bundlers keep most of the lodash in it:
// they can't know that `Hash.prototype.clear = …` matters only to who uses `Hash`.

/**
 * @param {string} code a module of plain statements
 * @param {import('rollup').ProgramNode} program its syntax tree
 * @returns {string} the same without the statements that nothing exported needs
 */
export function dropUnreachable(code, program) {
  const statements = program.body.map((node) => ({ node, ...readStatement(node) }));
  const names = new Set(statements.flatMap(({ defines }) => defines));
  const concerning = new Map([...names].map((name) => [name, []]));
  for (const statement of statements) {
    for (const name of [...statement.defines, ...statement.changes]) {
      concerning.get(name)?.push(statement);
    }
  }
  const kept = new Set(statements.filter(({ isRoot }) => isRoot));
  for (const statement of kept) {
    for (const name of identifiersIn(statement.node)) {
      for (const other of concerning.get(name) ?? []) kept.add(other);
    }
  }
  const texts = [...statements].filter((statement) => kept.has(statement));
  return `${texts.map(({ node }) => code.slice(node.start, node.end)).join('\n')}\n`;
}

/** Which names a statement defines, which it changes, and whether it is kept in any case. */
function readStatement(node) {
  const nothing = { defines: [], changes: [], isRoot: false };
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return { ...nothing, defines: [node.id.name] };
    case 'VariableDeclaration':
      return { ...nothing, defines: node.declarations.map(({ id }) => id.name) };
    case 'ExpressionStatement':
      return { ...nothing, changes: changedBy(node.expression) };
    case 'ImportDeclaration':
      return { ...nothing, defines: node.specifiers.map(({ local }) => local.name) };
    case 'ExportNamedDeclaration':
      return { ...nothing, isRoot: true };
    default:
      return { ...nothing, changes: [...identifiersIn(node)] };
  }
}

/** An assignment changes its left side's root; a call what it is given. */
function changedBy(expression) {
  if (expression.type === 'AssignmentExpression') return [...identifiersIn(expression.left)];
  return expression.type === 'CallExpression'
    ? expression.arguments.flatMap((argument) => [...identifiersIn(argument)])
    : [...identifiersIn(expression)];
}

/** The names below a node that are not variables of a function in it. */
function* identifiersIn(node, hidden = new Set()) {
  if (Array.isArray(node)) {
    for (const item of node) yield* identifiersIn(item, hidden);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (node.type === 'Identifier' && !hidden.has(node.name)) yield node.name;
  const isFunction = /Function/.test(node.type);
  const below = isFunction ? new Set([...hidden, ...variablesOf(node)]) : hidden;
  for (const [key, child] of Object.entries(node)) {
    if (!isPropertyName(node, key)) yield* identifiersIn(child, below);
  }
}

/** The parameters and variables of one function; those of functions in it are theirs. */
function* variablesOf({ params, body }) {
  for (const parameter of params) yield* identifiersIn(parameter);
  yield 'arguments';
  yield* declaredIn(body);
}

function* declaredIn(node) {
  if (Array.isArray(node)) {
    for (const item of node) yield* declaredIn(item);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (node.type === 'FunctionDeclaration') yield node.id.name;
  if (node.type === 'VariableDeclarator') yield node.id.name;
  if (/Function/.test(node.type)) return;
  for (const child of Object.values(node)) yield* declaredIn(child);
}

function isPropertyName(node, key) {
  if (node.computed) return false;
  return (
    (key === 'property' && node.type === 'MemberExpression') ||
    (key === 'key' && node.type === 'Property')
  );
}
