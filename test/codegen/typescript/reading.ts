/** Reads source texts with a session of their own. */
import type { ReadModule } from '../../../codegen/read-module.js';
import { openTypeScript } from '../../../codegen/typescript/session.js';
import type { TypeScriptSession } from '../../../codegen/typescript/session.js';
import type {
  Diagnostic,
  FunctionSignature,
  OutputSignature,
  ParameterSignature,
} from '../../../src/config/signature.js';
import type { Schema } from '../../../src/config/json-schema.js';
import type { Workspace } from '../workspace.js';

/** A session over a workspace; diagnostics name files from its root. */
export function sessionOf(workspace: Workspace): TypeScriptSession {
  return openTypeScript({
    root: workspace.root,
    showPath: (file) => file.replace(`${workspace.root}/`, ''),
  });
}

/** The module of one text. */
export async function readText(workspace: Workspace, text: string): Promise<ReadModule> {
  workspace.write({ 'nodes.ts': text });
  const [module] = await sessionOf(workspace).read([{ file: workspace.path('nodes.ts') }]);
  return module!;
}

/** The module of a package of the workspace. */
export async function readPackageOf(workspace: Workspace, specifier: string): Promise<ReadModule> {
  const from = workspace.root;
  const [module] = await sessionOf(workspace).read([{ package: specifier, from }]);
  return module!;
}

/** The function of a name, the first overload or another; its absence fails with what is there. */
export function functionOf(
  { functions, diagnostics }: ReadModule,
  name: string,
  variant?: number,
): FunctionSignature {
  const found = functions.find((each) => each.name === name && each.variant === variant);
  if (found !== undefined) return found;
  const there = functions.map((each) => `${each.name}#${each.variant ?? 1}`).join(', ');
  throw new Error(`no function ${name}; there are ${there}; ${JSON.stringify(diagnostics)}`);
}

export function parameterOf(signature: FunctionSignature, name: string): ParameterSignature {
  const found = signature.parameters.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new Error(`no ${name}; there are ${signature.parameters.map((p) => p.name).join(', ')}`);
}

/** The schemas of the parameters by name. */
export function inputsOf({ parameters }: FunctionSignature): Record<string, Schema> {
  return Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
}

export function outputOf({ outputs }: FunctionSignature): OutputSignature {
  if (outputs.length !== 1) throw new Error(`expected one output, got ${outputs.length}`);
  return outputs[0]!;
}

/** As tsc would print it, with what to do after an arrow. */
export function told({ file, line, column, severity, code, message, fix }: Diagnostic): string {
  return `${file}:${line}:${column} ${severity} ${code}: ${message} -> ${fix}`;
}
