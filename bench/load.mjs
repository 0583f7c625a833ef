// Runs wrk and nginx: the load and the yardstick.

import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../browser/portal.mjs';

const run = promisify(execFile);
const HERE = path.dirname(fileURLToPath(import.meta.url));
export const CONNECTIONS = 64;

const milliseconds = (text) => {
  const [, number, unit] = /^([\d.]+)(us|ms|s)$/.exec(text);
  return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
};

/** One run of wrk over a list of pages; an answer that is no 2xx or 3xx spoils the run. */
export async function load(port, list, seconds) {
  const { stdout } = await run('wrk', [
    '--threads', '1', '--connections', String(CONNECTIONS), '--duration', `${seconds}s`, '--latency',
    '--script', path.join(HERE, 'pages.lua'), `http://127.0.0.1:${port}/`, '--', list, String(port),
  ]);
  if (/Non-2xx or 3xx responses/.test(stdout)) throw new Error(`wrong answers under load:\n${stdout}`);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
    p50: milliseconds(/\s50%\s+(\S+)/.exec(stdout)[1]),
    p99: milliseconds(/\s99%\s+(\S+)/.exec(stdout)[1]),
    errors: /Socket errors: (.*)/.exec(stdout)?.[1] ?? '',
  };
}

// nginx sets these itself; everything else that we answer with, it answers with too.
const OWN_HEADERS = new Set([
  'connection', 'content-encoding', 'content-length', 'content-type', 'date', 'etag', 'keep-alive', 'last-modified',
  'transfer-encoding',
]);

/** nginx over the very bytes that were served: one folder per host, precompressed, nothing logged. */
export async function startNginx(folder, port, hosts, headers) {
  const quoted = (text) => `"${text.replace(/(["\\$])/g, (sign) => (sign === '$' ? '' : `\\${sign}`))}"`;
  const added = Object.entries(headers)
    .filter(([name]) => !OWN_HEADERS.has(name))
    .map(([name, value]) => `    add_header ${name} ${quoted([value].flat().join(', '))};`);
  const config = path.join(folder, 'nginx.conf');
  await mkdir(path.join(folder, 'scratch'), { recursive: true });
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/scratch/${name};`);
  await writeFile(config, `${process.getuid() === 0 ? 'user root;\n' : ''}daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  types { text/html html; }
  charset utf-8;
${scratch.join('\n')}
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=20000 inactive=300s;
  open_file_cache_valid 300s;
  gzip_static always;
  server_tokens off;
  map_hash_max_size 8192;
  map_hash_bucket_size 128;
  map $host $folder {
    default none;
${hosts.map((host) => `    ${host} ${host};`).join('\n')}
  }
  server {
    listen 127.0.0.1:${port} default_server;
    root ${folder}/pages/$folder;
${added.join('\n')}
  }
}
`);
  const child = spawn('nginx', ['-c', config, '-p', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  const told = [];
  child.stderr.on('data', (part) => told.push(part));
  const ended = new Promise((done) => child.on('exit', done));
  let over = false;
  ended.then(() => (over = true));
  for (let tries = 0; ; tries += 1) {
    if (over || tries > 500) throw new Error(`nginx did not start: ${Buffer.concat(told)}`);
    const answer = await send(port, { host: hosts[0], path: '/p0.html' }).catch(() => undefined);
    if (answer?.status === 200) break;
    await pause(10);
  }
  return {
    port,
    async stop() {
      child.kill('SIGQUIT');
      await ended;
    },
  };
}
