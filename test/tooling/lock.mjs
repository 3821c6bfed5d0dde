// A lock between processes: a directory with the holder's process id in it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function holderIsAlive(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function tryTake(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(path, 'pid'), String(process.pid));
  return true;
}

/** Runs `action` while no other process holds the lock; a dead holder's lock is taken over. */
export async function withLock(path, action) {
  mkdirSync(dirname(path), { recursive: true });
  while (!tryTake(path)) {
    await sleep(200); // also gives a new holder the time to write its id
    if (!holderIsAlive(path)) rmSync(path, { recursive: true, force: true });
  }
  try {
    return await action();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
