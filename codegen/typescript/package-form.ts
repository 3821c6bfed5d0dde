/** How the functions of a package are reached when Node or a bundler imports it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from 'ts-morph';
import type { PackageForm } from '../read-module.js';
import type { OpenProject } from './project.js';

/** A module specifier, and the directory it is resolved from. */
export interface PackageInput {
  readonly package: string;
  readonly from: string;
}

/**
 * `whole` where the declarations say `export =`; `named` where they say names, and the code is
 * CommonJS; undefined for a package of modules.
 */
export function formOf(
  opened: OpenProject,
  input: PackageInput,
  { source, names }: { readonly source: SourceFile; readonly names: readonly string[] },
): PackageForm | undefined {
  const symbol = source.getSymbol();
  if (symbol?.getExport('export=') !== undefined) return 'whole';
  const whole = symbol?.getExport('default');
  // A default of its own has what the compiler says it has; else it is all the module exports.
  const isAll =
    whole === undefined ||
    names.every((name) => whole.getTypeAtLocation(source).getProperty(name) !== undefined);
  return isAll && isCommonJs(opened, input) ? 'named' : undefined;
}

/** As Node would decide it: by the ending, else by the `type` of the nearest package.json. */
function isCommonJs({ morph, project }: OpenProject, input: PackageInput): boolean {
  const { ts, ModuleKind, ModuleResolutionKind } = morph;
  const options = {
    module: ModuleKind.NodeNext,
    moduleResolution: ModuleResolutionKind.NodeNext,
    allowJs: true,
    // What the compiler itself sets when it looks for code instead of declarations.
    noDtsResolution: true,
  };
  const { resolvedModule } = ts.resolveModuleName(
    input.package,
    join(input.from, '__millrace.mts'),
    options,
    project.getModuleResolutionHost(),
    undefined,
    undefined,
    ModuleKind.ESNext,
  );
  const path = resolvedModule?.resolvedFileName ?? '';
  return path.endsWith('.cjs') || (path.endsWith('.js') && nearestType(path) !== 'module');
}

function nearestType(path: string): unknown {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
      return (parsed as { type?: unknown } | null)?.type;
    } catch {
      // There is none, or none that Node could read: the next one above decides.
    }
  }
  return undefined;
}
