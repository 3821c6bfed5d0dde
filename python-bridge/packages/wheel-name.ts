/** What a wheel's file name says: the package, and which interpreters it is for. */
import { unfit } from './package-errors.js';
import { normalizeName } from './requirement.js';

/** The interpreter that wheels have to fit: of Pyodide 314. */
export const TARGET = { python: '3.14', abi: '2026_0', emscripten: '5_0_3' } as const;

const MINOR = 14;
const PLATFORMS = new Set([
  'any',
  `pyemscripten_${TARGET.abi}_wasm32`,
  `pyodide_${TARGET.abi}_wasm32`,
  `emscripten_${TARGET.emscripten}_wasm32`,
]);

/** A wheel's name in its parts. */
export interface WheelName {
  readonly file: string;
  readonly name: string;
  readonly version: string;
}

const FORM = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl$/;

/**
 * Reads the last part of a wheel's URL.
 * @throws MillraceError `python-package-unfit` for another interpreter's, and for no wheel's name
 */
export function readWheelName(url: string): WheelName {
  const file = fileOf(url);
  const parts = FORM.exec(file);
  if (parts === null) {
    throw unfit(
      `expected the wheel ${url} to be called name-version-python-abi-platform.whl, as it was built`,
      { url },
    );
  }
  const [, name = '', version = '', python = '', abi = '', platform = ''] = parts;
  const tags = { python: python.split('.'), abi: abi.split('.'), platform: platform.split('.') };
  if (!fits(tags)) {
    throw unfit(
      `expected the wheel ${file} to be one for Python ${TARGET.python} in WebAssembly ` +
        `(…-py3-none-any.whl or …-cp3${MINOR}-cp3${MINOR}-pyemscripten_${TARGET.abi}_wasm32.whl), and ` +
        `its name says ${python}-${abi}-${platform}; take the wheel that was built for this ` +
        'platform, or build one with pyodide-build',
      { url, python, abi, platform },
    );
  }
  return { file, name: normalizeName(name), version };
}

/** The file's name in a URL, without what an index adds to it. */
export function fileOf(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

interface Tags {
  readonly python: readonly string[];
  readonly abi: readonly string[];
  readonly platform: readonly string[];
}

function fits({ python, abi, platform }: Tags): boolean {
  if (!platform.some((tag) => PLATFORMS.has(tag))) return false;
  return python.some((tag) => {
    const [, kind, minor] = /^(py|cp)3(\d*)$/.exec(tag) ?? [];
    if (kind === undefined) return false;
    if (kind === 'cp' && Number(minor) === MINOR) {
      return abi.some((one) => ['none', 'abi3', `cp3${MINOR}`].includes(one));
    }
    const isOlder = minor === '' || Number(minor) <= MINOR;
    return isOlder && abi.includes(kind === 'cp' ? 'abi3' : 'none');
  });
}
