// Turns figures into the table that people read.

import { targets } from './targets.mjs';

const decimals = { '×': 2, ms: 2, s: 2, KB: 1, MB: 0, statements: 1 };
const shown = (value, unit) => `${value.toFixed(decimals[unit])}${unit === '×' ? ' ×' : ` ${unit}`}`;

/** The table, the whole page, and the names of figures that could not be taken. */
export function report({ figures, notes, place, rounds, seconds, connections, quick }) {
  const unmeasured = [];
  const rows = Object.entries(targets)
    .filter(([name]) => !(quick && ['onePage', 'allSites', 'p99Ratio', 'p99RatioAll', 'besideUploads'].includes(name)))
    .map(([name, { what, target, better, unit }]) => {
      const value = figures[name];
      const limit = `${better === 'more' ? '≥' : '≤'} ${shown(target, unit)}`;
      const reached = value !== undefined && (better === 'more' ? value >= target : value <= target);
      if (value === undefined) unmeasured.push(name);
      return `| ${what} | ${value === undefined ? 'not measured' : shown(value, unit)} | ${limit} | ${reached ? 'pass' : 'miss'} |`;
    });
  const table = ['| what | measured | target | |', '|---|---:|---:|---|', ...rows].join('\n');

  const runs = figures.runs && [
    '| run | round | ours, requests/s | nginx, requests/s | ratio | ours p99, ms | nginx p99, ms |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...[['one', 'one page'], ['all', 'all sites']].flatMap(([kind, name]) =>
      figures.runs[kind].ours.map((ours, round) => {
        const nginx = figures.runs[kind].nginx[round];
        return `| ${name} | ${round + 1} | ${ours.perSecond.toFixed(0)} | ${nginx.perSecond.toFixed(0)} | ${(ours.perSecond / nginx.perSecond).toFixed(2)} | ${ours.p99.toFixed(2)} | ${nginx.p99.toFixed(2)} |`;
      }),
    ),
  ].join('\n');

  const page = `# Benchmarks

Written by \`make bench\` on ${new Date().toISOString().slice(0, 10)}: ${place.cpu}, ${place.cores} cores, ${place.memoryGib} GiB, ${place.kernel}, ${place.rust}; load average at the start ${place.load}.

${table}

## How it is measured

- The load generator, our server and nginx share the machine, so only ratios of one run mean much; absolute figures of different machines do not compare.
- nginx serves the very bytes that we served, precompressed (\`gzip_static always\`, \`sendfile\`, \`open_file_cache\`, 2 workers, no access log, the same response headers), one folder per host.
- wrk with 1 thread and ${connections} connections; ours and nginx take turns, ${rounds} rounds of ${seconds} s each. A ratio is the median of the rounds' ratios.
- "One page" is the home page of one commune. "All sites" asks for home, category and article of every site in turn, with the host changing at each request.
${notes.map((note) => `- ${note[0].toUpperCase()}${note.slice(1)}.`).join('\n')}
${runs ? `\n## Every round\n\n${runs}\n` : ''}`;
  return { table, page, unmeasured };
}
