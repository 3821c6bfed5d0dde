/** Why an environment could not be made, in words that say what to do. */
import { existsSync } from 'node:fs';
import { MillraceError } from '../../src/errors.js';
import type { FoundInterpreter } from './find-interpreter.js';
import { pythonOf, type Installer } from './installer.js';
import type { ReadVenv } from './options.js';

/** Lines of a program's output that a message repeats. */
const MAX_LINES = 6;

/** The error of a folder that something else has made. */
export function foreignFolder(folder: string): MillraceError {
  const python = pythonOf(folder);
  const instead = existsSync(python)
    ? `, or use the environment that is there: interpreter: '${python}' in place of venv`
    : '';
  return new MillraceError(
    'python-venv-failed',
    `expected venv.folder to be missing or empty, or an environment made by Millrace, and ${folder} ` +
      `has other files, which stay as they are; give another folder${instead}`,
    { details: { folder } },
  );
}

/** The error of an environment that could not be created. */
export function notCreated(
  folder: string,
  { executable, version }: FoundInterpreter,
  output: string,
): MillraceError {
  const minor = version.split('.').slice(0, 2).join('.');
  const isMissing = /ensurepip|No module named '?venv/.test(output);
  return new MillraceError(
    'python-venv-failed',
    isMissing
      ? `${executable} can't make a virtual environment, for its module venv or ensurepip is ` +
          `missing; on Debian and Ubuntu type \`apt install python${minor}-venv\`, or install uv ` +
          '(`pip install uv`)'
      : `${executable} could not make a virtual environment in ${folder}: ${tail(output)}`,
    { details: { folder, interpreter: executable } },
  );
}

/** The error of requirements that could not be installed. */
export function notInstalled(venv: ReadVenv, installer: Installer, output: string): MillraceError {
  const missing = findMissing(output);
  const where = placesOf(venv, installer);
  const details = { folder: venv.folder, installer: installer.name, output: output.slice(-10_000) };
  if (missing === undefined) {
    return new MillraceError(
      'python-install-failed',
      `${installer.name} could not install ${wantedBy(venv)}: ${tail(output)}`,
      { details },
    );
  }
  const why = isUnreachable(output)
    ? `, for it can't be reached; check the network and venv.indexURL, or bring the packages ` +
      `along: \`pip download -d wheels ${wantedBy(venv)}\` elsewhere, and here findLinks: ` +
      `['wheels'], offline: true`
    : venv.offline
      ? `; put a file of it there (\`pip download -d wheels '${missing}'\` where there is a network), ` +
        'or leave offline out'
      : '; check its name and version, and whether there is one for this Python';
  return new MillraceError(
    'python-package-missing',
    `the package \`${missing}\` is not to be had: ${installer.name} looked in ${where}${why}. ` +
      `It said: ${tail(output)}`,
    { details: { ...details, package: missing } },
  );
}

function findMissing(output: string): string | undefined {
  return [
    /No matching distribution found for ([^\s(]+)/,
    /requirement ([^\s(]+) \(from versions/,
    /Because ([^\s]+) was not found/,
    /there (?:is|are) no versions? of ([^\s]+)/,
    /Failed to fetch: `?\S*?\/([^/`\s]+)\/?`?(?:\s|$)/,
    /Distribution not found at: (\S+)/,
    /Because only .*?versions? of ([^\s]+)/,
    /Because only ([^\s<>=]+)/,
  ]
    .map((pattern) => pattern.exec(output)?.[1]?.replace(/[.,;]$/, ''))
    .find((name) => name !== undefined);
}

function isUnreachable(output: string): boolean {
  const said =
    /NewConnectionError|ConnectTimeout|Temporary failure in name|Connection refused|dns error/;
  return said.test(output) || /[Ff]ailed to fetch|error sending request/.test(output);
}

function placesOf({ indexURL, findLinks, offline }: ReadVenv, { name }: Installer): string {
  const index = offline
    ? name === 'uv'
      ? ['its cache']
      : []
    : [indexURL ?? 'the default index (https://pypi.org/simple unless configured otherwise)'];
  const places = [...index, ...findLinks];
  return places.length === 0
    ? 'no folder, for offline is set without findLinks'
    : places.join(', ');
}

function wantedBy({ requirements }: ReadVenv): string {
  return typeof requirements === 'string'
    ? `-r ${requirements}`
    : requirements.map((one) => `'${one}'`).join(' ');
}

/** What it complains of, where it marks that, else the last it said. */
function tail(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const marked = lines.filter((line) => /^(error|cause|hint)\b/i.test(line));
  return (marked.length > 0 ? marked : lines.filter((line) => line !== ''))
    .slice(-MAX_LINES)
    .join(' | ');
}
