import { availableParallelism } from 'node:os';

const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^flume/(.*)$': '<rootDir>/node_modules/flume/$1',
    '^millrace$': '<rootDir>/src/index.ts',
    '^millrace/library$': '<rootDir>/src/library/index.ts',
    '^millrace/react$': '<rootDir>/component/index.ts',
    '^millrace/editor$': '<rootDir>/component/store/index.ts',
    '^millrace/python$': '<rootDir>/python-bridge/browser.ts',
    '^millrace/python/node$': '<rootDir>/python-bridge/node.ts',
    '^millrace/codegen$': '<rootDir>/codegen/index.ts',
    '^millrace/vite$': '<rootDir>/codegen/vite/index.ts',
  },
  transform: {
    '^.+\\.tsx?$': '<rootDir>/test/tooling/esbuild-transform.mjs',
    '/flume/dist/index\\.es\\.js$': '<rootDir>/test/tooling/esbuild-transform.mjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!flume/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.types'],
};

/** Tests of the core. What passes where no code can be made from text would pass anywhere. */
const CORE = '<rootDir>/test/src/(config|graph|run)/';

/** Those that ask ajv, which needs eval, or start threads, which have contexts of their own. */
const NEEDS_EVAL = '.*(ajv|parse-graph|worker-thread)[^/]*\\.test\\.ts$';

/** Fails tests of the runner that leave something running. */
const guarded = { ...base, setupFilesAfterEnv: ['<rootDir>/test/src/run/leak-guard.ts'] };

const components = {
  ...base,
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/test/component/set-up.ts'],
  testMatch: ['<rootDir>/test/component/**/*.test.tsx'],
};

export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['{src,component,python-bridge,codegen}/**/*.{ts,tsx}'],
  // Jest's own choice on two cores is one worker, and a booting Pyodide holds up everything else. Of
  // the time of two a third is waiting: for browsers, for processes, for what must take some time.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  // Modules of finished files stay in memory, and the garbage collector walks through them.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/tooling/sequencer.mjs',
  projects: [
    {
      ...guarded,
      displayName: 'node',
      globalSetup: '<rootDir>/test/tooling/global-setup.mjs',
      testMatch: ['<rootDir>/test/**/*.test.{ts,mjs}'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/package/',
        '<rootDir>/test/e2e/',
        '<rootDir>/test/no-eval/',
        `${CORE}(?!${NEEDS_EVAL})`,
      ],
    },
    {
      ...guarded,
      displayName: 'no eval',
      testEnvironment: '<rootDir>/test/tooling/no-eval-environment.mjs',
      testMatch: [
        '<rootDir>/test/no-eval/*.test.ts',
        '<rootDir>/test/src/{config,graph,run}/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['/node_modules/', `${CORE}${NEEDS_EVAL}`],
    },
    { ...components, displayName: 'react 19' },
    {
      ...components,
      displayName: 'react 18',
      moduleNameMapper: {
        ...base.moduleNameMapper,
        '^react(/.*)?$': '<rootDir>/node_modules/react-18$1',
        '^react-dom(/.*)?$': '<rootDir>/node_modules/react-dom-18$1',
      },
    },
    {
      ...base,
      displayName: 'package',
      globalSetup: '<rootDir>/test/package/global-setup.mjs',
      globalTeardown: '<rootDir>/test/package/global-teardown.mjs',
      testMatch: ['<rootDir>/test/package/*.test.ts'],
    },
    {
      ...base,
      displayName: 'e2e',
      globalSetup: '<rootDir>/test/e2e/global-setup.mjs',
      globalTeardown: '<rootDir>/test/e2e/global-teardown.mjs',
      testMatch: ['<rootDir>/test/e2e/*.test.ts'],
    },
  ],
};
