import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const LEVELS: Readonly<Record<string, { readonly name: string; readonly level: number }>> = {
  '/gauges/1': { name: 'Upper Weir', level: 2.1 },
  '/gauges/2': { name: 'Old Mill', level: 4.4 },
  '/gauges/4': { name: 'Ferry', level: 3.2 },
};
/** The third one is listed, but under water. */
const LISTED = ['/gauges/1', '/gauges/2', '/gauges/3', '/gauges/4'];

/** Serves a list of gauges and the level at each of them, on this machine. */
export async function startStations(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    const list = LISTED.map((path) => `http://${headers.host}${path}`);
    const found = url === '/gauges' ? list : LEVELS[url];
    response.statusCode = found === undefined ? 404 : 200;
    response.end(JSON.stringify(found ?? { message: `${url} is under water` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/gauges`, close: () => server.close() };
}
