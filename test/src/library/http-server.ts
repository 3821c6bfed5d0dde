/** A server on this machine that behaves well and badly. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What the server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A running server. */
export interface TestServer {
  readonly origin: string;
  readonly asked: Asked[];
  close(): Promise<void>;
}

type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

const redirect =
  (status: number, location: string): Answer =>
  (response) =>
    response.writeHead(status, { location }).end('moved');

/** A page that unpacks to 50 MB. */
const BOMB = gzipSync(Buffer.alloc(50_000_000));

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/hello': (response) => response.setHeader('x-mill', 'race').end('hällo'),
  '/json': (response) =>
    response.setHeader('content-type', 'application/json').end('{"items":[1,2,3]}'),
  '/latin': (response) =>
    response
      .setHeader('content-type', 'text/plain; charset="ISO-8859-1"')
      .end(Buffer.from([0x68, 0xe4])),
  '/odd': (response) => response.setHeader('content-type', 'text/plain; charset=klingon').end('ok'),
  '/missing': (response) => response.writeHead(404).end('no such page'),
  '/empty': (response) => response.writeHead(204).end(),
  '/cookies': (response) => response.setHeader('set-cookie', ['a=1', 'b=2']).end('ok'),
  '/loop': redirect(302, '/loop'),
  '/twice': redirect(307, '/once'),
  '/once': redirect(301, '/hello'),
  '/see': redirect(303, '/hello'),
  '/keep': redirect(308, '/hello'),
  '/file': redirect(302, 'file:///etc/passwd'),
  '/ftp': redirect(302, 'ftp://localhost/secret'),
  '/data': redirect(302, 'data:text/plain,hi'),
  '/script': redirect(302, 'javascript:alert(1)'),
  '/nowhere': redirect(302, 'http://'),
  '/named': redirect(302, 'http://me:pass@localhost/'),
  '/still': (response) => response.writeHead(304).end(),
  '/bare': (response) => response.writeHead(302).end('no location'),
  '/silent': () => undefined,
  '/slow': (response) => {
    response.write('begun …');
  },
  '/drip': (response) => {
    const timer = setInterval(() => response.write('x'.repeat(1000)), 1);
    response.on('close', () => clearInterval(timer));
  },
  '/large': (response) => response.end(Buffer.alloc(20_000_000, 'x')),
  '/claims': (response) => {
    response.writeHead(200, { 'content-length': '99999999999' });
    response.write('a little');
  },
  '/short': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('too little');
    setImmediate(() => response.destroy());
  },
  '/bomb': (response) => response.setHeader('content-encoding', 'gzip').end(BOMB),
  '/packed': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('small')),
  '/broken-gzip': (response) => response.setHeader('content-encoding', 'gzip').end('no gzip'),
  '/rude': (response) => response.socket!.destroy(),
  '/nonsense': (response) => response.socket!.end('HTTP/9.9 what\r\n\r\n'),
};

/** Starts it on a free port. */
export async function startServer(
  more: Readonly<Record<string, Answer>> = {},
): Promise<TestServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      asked.push({ method, path, headers, body });
      const answer = more[path] ?? ANSWERS[path] ?? ANSWERS['/missing']!;
      answer(response, request, body);
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () => close(server, sockets),
  };
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
