// What the system knows of a running process.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));

/** Processor time used so far, all threads, in milliseconds. */
export async function processorMs(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; fields are counted after it (proc(5): utime is 14, stime 15).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Resident and anonymous memory in megabytes. */
export async function memoryMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { resident: field('VmRSS'), anonymous: field('RssAnon') };
}

/** The machine in one line, without its name. */
export async function machine() {
  const cpu = /^model name\s*:\s*(.*)$/m.exec(await readFile('/proc/cpuinfo', 'utf8').catch(() => ''))?.[1] ?? 'unknown processor';
  const memory = Number(/MemTotal:\s+(\d+)/.exec(await readFile('/proc/meminfo', 'utf8'))[1]) / 1024 / 1024;
  const [load] = (await readFile('/proc/loadavg', 'utf8')).split(' ');
  const first = (program, ...words) => {
    try {
      return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim().split('\n')[0];
    } catch (error) {
      return String(error.stderr ?? '').trim().split('\n')[0];
    }
  };
  return {
    cpu,
    cores: execFileSync('nproc', { encoding: 'utf8' }).trim(),
    memoryGib: memory.toFixed(0),
    kernel: first('uname', '-sr').replace(/^(\S+ \d+\.\d+).*/, '$1'),
    rust: first('rustc', '--version').replace(/ \(.*/, ''),
    load,
  };
}
