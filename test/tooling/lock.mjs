// A lock between processes: a file that holds its holder's process id.
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** No holder works longer; older locks belong to a process that died where none collects the dead. */
const LONGEST_MS = 5 * 60_000;

/** True when `make` made something; false when it was there. */
function isNew(make) {
  try {
    make();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Linking makes the file with its content in one step: nobody sees it empty. */
function tryTake(path) {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    return isNew(() => linkSync(own, path));
  } finally {
    rmSync(own);
  }
}

function isAbandoned(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > LONGEST_MS) return true;
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** One process at a time looks and removes, so that none removes the lock of the next holder. */
function removeAbandoned(path) {
  const guard = `${path}.guard`;
  if (!isAbandoned(path) || !isNew(() => mkdirSync(guard))) return;
  if (isAbandoned(path)) rmSync(path);
  rmdirSync(guard);
}

/** Runs `action` while no other process holds the lock; a dead holder's lock is taken over. */
export async function withLock(path, action) {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryTake(path)) {
    removeAbandoned(path);
    await sleep(100);
  }
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}
