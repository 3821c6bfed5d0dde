/** The questions in the order they are asked. */
import type { Question } from '../question.js';
import { asyncFunctions, mixed } from './async.js';
import { checks } from './checks.js';
import { growth } from './growth.js';
import { makespan } from './makespan.js';
import { memory } from './memory.js';
import { peers } from './peers.js';
import { plan } from './plan.js';
import { sync } from './sync.js';

export const QUESTIONS: ReadonlyMap<string, Question> = new Map([
  ['sync', sync],
  ['async', asyncFunctions],
  ['mixed', mixed],
  ['makespan', makespan],
  ['plan', plan],
  ['growth', growth],
  ['peers', peers],
  ['memory', memory],
  ['checks', checks],
]);
