/** Reads found functions, each for itself: one that fails takes no other with it. */
import type { Diagnostic, FunctionSignature } from '../../src/config/signature.js';
import type { ShowPath } from '../read-module.js';
import type { FoundExports, FoundFunction, SkippedExport } from './exports.js';
import { placeOf } from './place.js';
import type { OpenProject } from './project.js';
import { readSignature } from './signature.js';

/** What reading functions gave. */
export interface ReadFunctions {
  readonly functions: readonly FunctionSignature[];
  readonly diagnostics: readonly Diagnostic[];
  /** A type's name was not known; the whole library may know it. */
  readonly unresolved: boolean;
}

/** The signatures of functions and of their overloads, and what their authors should know. */
export function readFunctions(
  { morph, root }: OpenProject,
  { functions, skipped }: FoundExports,
  showPath: ShowPath,
): ReadFunctions {
  const read = functions.map((found) => readSafely({ morph, root, found, showPath }));
  return {
    functions: read.flatMap((each) => each.functions),
    diagnostics: [
      ...skipped.map((each) => skippedDiagnostic(each, showPath)),
      ...read.flatMap(({ diagnostics }) => diagnostics),
    ],
    unresolved: read.some(({ unresolved }) => unresolved),
  };
}

interface ToRead {
  readonly morph: OpenProject['morph'];
  readonly root: string;
  readonly found: FoundFunction;
  readonly showPath: ShowPath;
}

function readSafely(options: ToRead): ReadFunctions {
  try {
    return readOverloads(options);
  } catch (error) {
    const { found, showPath } = options;
    const reason = error instanceof Error ? error.message : String(error);
    const diagnostic: Diagnostic = {
      code: 'unreadable',
      severity: 'error',
      message: `\`${found.exported}\` can't be read: ${reason.split('\n', 1)[0]}`,
      fix: 'simplify its types',
      ...placeOf(found.declaration, showPath),
      function: found.exported,
    };
    return { functions: [], diagnostics: [diagnostic], unresolved: false };
  }
}

/** One signature per overload that looks different on a node. */
function readOverloads({ morph, root, found, showPath }: ToRead): ReadFunctions {
  const functions: FunctionSignature[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let unresolved = false;
  for (const [index, overload] of found.overloads.entries()) {
    const read = readSignature(morph, { found, overload, root, showPath });
    unresolved ||= read.unresolved;
    const { parameters, outputs, returns } = read.signature;
    const ports = JSON.stringify([parameters, outputs, returns]);
    if (seen.has(ports)) continue;
    seen.add(ports);
    const id = functions[0]?.id;
    functions.push({
      ...read.signature,
      ...(index === 0 ? {} : { variant: index + 1 }),
      // All overloads are one function, so they have one id.
      ...(index === 0 || id === undefined ? {} : { id }),
    });
    diagnostics.push(...read.diagnostics);
  }
  return { functions, diagnostics, unresolved };
}

function skippedDiagnostic(
  { exported, declaration, code, problem, fix }: SkippedExport,
  showPath: ShowPath,
): Diagnostic {
  return {
    code,
    severity: 'warning',
    message: problem,
    fix,
    ...placeOf(declaration, showPath),
    function: exported,
  };
}
