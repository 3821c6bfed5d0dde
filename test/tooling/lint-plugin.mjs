// House rules for oxlint that its own rules can't say.
import { posix, relative, sep } from 'node:path';
import { refuseImport } from './arrows.mjs';

const kindOf = (kind) => (kind === 'type' ? 'type' : 'static');

const arrow = {
  create(context) {
    const path = relative(context.cwd, context.filename).split(sep).join(posix.sep);
    const visit = (node, kind) => {
      if (typeof node?.value !== 'string') return;
      const refusal = refuseImport(path, node.value, kind);
      if (refusal !== undefined) context.report({ node, message: refusal });
    };
    return {
      ImportDeclaration: (node) => visit(node.source, kindOf(node.importKind)),
      ExportNamedDeclaration: (node) => visit(node.source, kindOf(node.exportKind)),
      ExportAllDeclaration: (node) => visit(node.source, kindOf(node.exportKind)),
      ImportExpression: (node) => visit(node.source, 'dynamic'),
      TSImportType: (node) => visit(node.source, 'type'),
      'CallExpression[callee.name="require"]': (node) => visit(node.arguments[0], 'static'),
    };
  },
};

const noExportAll = {
  create: (context) => ({
    ExportAllDeclaration: (node) =>
      context.report({ node, message: 'export names, not everything: `export *` hides cycles' }),
  }),
};

export default {
  meta: { name: 'millrace' },
  rules: { arrow, 'no-export-all': noExportAll },
};
