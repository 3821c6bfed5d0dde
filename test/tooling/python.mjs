// The virtual environment of the Python tests: made here, from what the machine has, without network.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

const OLDEST = [3, 10];
const PROBE = [
  'import json, sys, importlib.util as u',
  'has = lambda name: u.find_spec(name) is not None',
  'print(json.dumps([sys.version_info[:3], sys.executable, has("venv") and has("ensurepip")]))',
].join('\n');

/** What stops the Python tests before they begin; the message ends with the line to type. */
export class MissingPython extends Error {}

async function probe(command) {
  const { code, output } = await run(command, ['-I', '-c', PROBE]);
  if (code !== 0) return null;
  const [version, executable, hasVenv] = JSON.parse(output);
  return { command, version, executable, hasVenv };
}

const isNewEnough = ({ version: [major, minor] }) =>
  major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);

/** The command as this user can type it: `root` on a small machine has no sudo. */
function aptLine(packages, env) {
  const directories = (env.PATH ?? '').split(':');
  const hasSudo = directories.some((path) => existsSync(join(path, 'sudo')));
  const sudo = process.getuid?.() === 0 && !hasSudo ? '' : 'sudo ';
  return `  ${sudo}apt-get install -y ${packages}`;
}

async function findPython(env) {
  const wanted = env.PYTHON;
  const commands = wanted
    ? [wanted]
    : ['python3.11', 'python3', 'python3.14', 'python3.13', 'python3.12', 'python3.10', 'python'];
  const tooOld = [];
  for (const command of commands) {
    const python = await probe(command);
    if (python === null) continue;
    if (isNewEnough(python)) return python;
    tooOld.push(`${command} is ${python.version.join('.')}`);
  }
  const found = tooOld.length > 0 ? tooOld.join(', ') : `none of ${commands.join(', ')} runs`;
  throw new MissingPython(
    `the Python tests need Python ${OLDEST.join('.')} or newer, but ${found}. Type\n` +
      `${aptLine('python3 python3-venv', env)}\nor set PYTHON to an interpreter, and run this again.`,
  );
}

/** Makes `millrace_host` importable in the environment, wherever this checkout is now. */
function linkSources(environment, root) {
  for (const version of readdirSync(join(environment, 'lib'))) {
    const packages = join(environment, 'lib', version, 'site-packages');
    if (existsSync(packages)) {
      writeFileSync(join(packages, 'millrace.pth'), `${join(root, 'python-bridge')}\n`);
    }
  }
}

/**
 * Finds Python and makes the environment, or takes the one of an earlier run.
 * @returns {Promise<{python: string, version: string}>} the environment's interpreter
 * @throws {MissingPython}
 */
export async function preparePython(root, env = process.env) {
  const found = await findPython(env);
  const version = found.version.join('.');
  const short = found.version.slice(0, 2).join('.');
  if (!found.hasVenv) {
    throw new MissingPython(
      `the Python tests make a virtual environment, but Python ${version} (${found.executable}) ` +
        `has no venv with ensurepip. Type\n${aptLine(`python${short}-venv`, env)}\nand run this again.`,
    );
  }
  const environment = join(root, `node_modules/.cache/millrace-venv-${version}`);
  const python = join(environment, 'bin/python');
  if (!existsSync(join(environment, 'complete')) || (await probe(python)) === null) {
    rmSync(environment, { recursive: true, force: true });
    const { code, output } = await run(found.executable, ['-I', '-m', 'venv', environment]);
    if (code !== 0) {
      throw new MissingPython(
        `Python ${version} (${found.executable}) could not make a virtual environment:\n${output}\n` +
          `If a part of Python is missing, type\n${aptLine(`python${short}-venv`, env)}\nand run this again.`,
      );
    }
    writeFileSync(join(environment, 'complete'), '');
  }
  linkSources(environment, root);
  return { python, version };
}
