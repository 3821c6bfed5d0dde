/** The options that say which packages Python has besides its standard library. */
import { MillraceError } from '../../src/errors.js';

/** Where packages that are listed by name come from. */
export type PackageSource =
  /**
   * A folder that `millrace wheels` made, or any lock file of Pyodide's form (a name that ends in
   * `.json`), as a URL; in Node also as a path. Wheels are read from beside the lock file.
   */
  | string
  /** A lock file's content, and the folder that its wheels are in. */
  | { readonly lock: object; readonly folder: string }
  /**
   * An index of packages (`https://pypi.org/simple`), asked at each first boot. `micropip` from that
   * index decides which versions fit together, so what comes may change from day to day.
   */
  | { readonly indexURL: string };

/** The packages of an interpreter. */
export interface PackageOptions {
  /**
   * What is installed before the first module is imported: names, with limits where wanted
   * (`pydantic`, `pydantic>=2.14`), and wheels by URL, in Node also by path
   * (`wheels/rules-1.0-py3-none-any.whl`).
   * @default none
   */
  readonly packages?: readonly string[];
  /** Where names come from; wheels need no source. @default nowhere: nothing asks the network */
  readonly packageSource?: PackageSource;
}

/** The same, checked. */
export interface ReadPackages {
  readonly requested: readonly string[];
  readonly source: PackageSource | undefined;
}

/** Checks what can be checked without reading a file. @throws MillraceError `option-invalid` */
export function readPackageOptions({ packages = [], packageSource }: PackageOptions): ReadPackages {
  if (!Array.isArray(packages) || !packages.every((item) => isFilled(item))) {
    throw invalid(
      'packages',
      'a list of names and wheels, such as ["pydantic", "wheels/rules-1.0-py3-none-any.whl"]',
      packages,
    );
  }
  if (packageSource !== undefined && !isSource(packageSource)) {
    const expected = 'a folder or lock file, { lock, folder }, or { indexURL } of http(s)';
    throw invalid('packageSource', expected, packageSource);
  }
  return { requested: [...packages], source: packageSource };
}

function isSource(source: unknown): boolean {
  if (isFilled(source)) return true;
  if (typeof source !== 'object' || source === null) return false;
  const { lock, folder, indexURL } = source as Record<string, unknown>;
  if (indexURL !== undefined) return isFilled(indexURL) && /^https?:\/\//.test(indexURL);
  return typeof lock === 'object' && lock !== null && isFilled(folder);
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function invalid(option: string, expected: string, got: unknown): MillraceError {
  return new MillraceError(
    'option-invalid',
    `createPyodide: expected ${option} to be ${expected}, got ${JSON.stringify(got) ?? String(got)}`,
    { details: { option } },
  );
}
