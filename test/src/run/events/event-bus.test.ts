import { describe, expect, test } from '@jest/globals';
import { EventBus } from 'millrace';
import type { JobEvent } from 'millrace';
import { eventsOf } from './events.js';

const [started, nodeA, nodeB, finished] = eventsOf('j', [
  { type: 'jobStarted', selected: ['a', 'b'] },
  { type: 'nodeCancelled', nodeId: 'a' },
  { type: 'nodeLogged', nodeId: 'b', level: 'info', message: 'm' },
  {
    type: 'jobFinished',
    status: 'success',
    durationMs: 1,
    counts: { success: 0, error: 0, skipped: 0, cancelled: 1 },
  },
]) as [JobEvent, JobEvent, JobEvent, JobEvent];
const all = [started, nodeA, nodeB, finished];

describe('the event bus', () => {
  test('tells every listener in the order they subscribed, until they unsubscribe', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    expect(bus.hasListeners).toBe(false);
    const first = bus.subscribe((event) => heard.push(`1 ${event.type}`));
    const second = bus.subscribe((event) => heard.push(`2 ${event.type}`));
    bus.emit(started);
    first();
    first();
    bus.emit(nodeA);
    expect(bus.hasListeners).toBe(true);
    second();
    bus.emit(nodeB);
    expect(heard).toEqual(['1 jobStarted', '2 jobStarted', '2 nodeCancelled']);
    expect(bus.hasListeners).toBe(false);
  });

  test('a filter of job, nodes and types lets pass what fits all of them', () => {
    const bus = new EventBus();
    const heard = (filter: Parameters<EventBus['subscribe']>[1]): string[] => {
      const types: string[] = [];
      bus.subscribe((event) => types.push(event.type), filter);
      return types;
    };
    const ofJob = heard({ jobId: 'other' });
    const ofNodes = heard({ nodeIds: ['b'] });
    const ofTypes = heard({ types: ['nodeCancelled', 'jobFinished'], jobId: 'j' });
    const tested = heard((event) => event.seq === 1);
    for (const event of all) bus.emit(event);
    expect(ofJob).toEqual([]);
    expect(ofNodes).toEqual(['jobStarted', 'nodeLogged', 'jobFinished']);
    expect(ofTypes).toEqual(['nodeCancelled', 'jobFinished']);
    expect(tested).toEqual(['nodeCancelled']);
  });

  test('[R14] a listener or filter that throws disturbs no other', () => {
    const errors: unknown[] = [];
    const bus = new EventBus({
      onListenerError(error, event) {
        errors.push([error, event.type]);
        throw new Error('this one, too');
      },
    });
    const heard: string[] = [];
    const fail = (): never => {
      throw new Error('no');
    };
    bus.subscribe(fail);
    bus.subscribe(() => heard.push('never'), fail);
    bus.subscribe((event) => heard.push(event.type));
    bus.emit(started);
    expect(heard).toEqual(['jobStarted']);
    expect(errors).toEqual([
      [new Error('no'), 'jobStarted'],
      [new Error('no'), 'jobStarted'],
    ]);
  });

  test('a listener may subscribe and unsubscribe while it is told', () => {
    const bus = new EventBus();
    const heard: string[] = [];
    const stopFirst = bus.subscribe(() => {
      heard.push('first');
      stopFirst();
      stopSecond();
      bus.subscribe(() => heard.push('late'));
    });
    const stopSecond = bus.subscribe(() => heard.push('second'));
    bus.subscribe(() => heard.push('third'));
    bus.emit(started);
    expect(heard).toEqual(['first', 'third']);
    bus.emit(nodeA);
    expect(heard).toEqual(['first', 'third', 'third', 'late']);
  });

  test('a listener that emits tells the others in between', () => {
    const bus = new EventBus();
    const heard: number[] = [];
    bus.subscribe((event) => {
      if (event.seq === 0) bus.emit(nodeA);
    });
    bus.subscribe((event) => heard.push(event.seq));
    bus.emit(started);
    expect(heard).toEqual([1, 0]);
  });
});
