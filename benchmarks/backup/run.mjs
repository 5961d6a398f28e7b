// Backups beside the tools an admin would use instead. Usage: node run.mjs PROGRAM [rounds] [postgres|redis|graph|replay|memory ...]
// Needs PostgreSQL's programs, redis-server with redis-cli, docker, npm. See README.md.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync, rmSync, chmodSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';

const here = dirname(fileURLToPath(import.meta.url));
const [program, roundsText = '3', ...chosen] = process.argv.slice(2);
if (!program) { console.error('usage: node run.mjs PROGRAM [rounds] [postgres|redis|graph|replay|memory ...]'); process.exit(2); }
const rounds = Number(roundsText);
const wants = (name) => chosen.length === 0 || chosen.includes(name);
const work = mkdtempSync(join(tmpdir(), 'backup-benchmark-'));
const undo = [];
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const results = [];

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

// Wall time, and the most memory that the process itself had, as the kernel counts it.
async function timed(command, args, options = {}) {
  const started = performance.now();
  let peak = 0;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let said = '';
  child.stdout.on('data', (data) => { said += data; });
  child.stderr.on('data', (data) => { said += data; });
  const look = setInterval(() => {
    try { peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0)); } catch { /* it has ended */ }
  }, 20);
  const code = await new Promise((end, fail) => { child.on('close', end); child.on('error', fail); });
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${said}`);
  return { seconds: (performance.now() - started) / 1000, mebibytes: peak / 1024, said };
}

function project(name, env) {
  const folder = join(work, name);
  run('mkdir', ['-p', folder]);
  writeFileSync(join(folder, 'deployops.yml'), `name: ${name}\nbackup:\n  verify: hash\n  graph: { gzip: ${process.env.GRAPH_GZIP ?? 'false'} }\n`);
  writeFileSync(join(folder, '.env.prod'), env);
  chmodSync(join(folder, '.env.prod'), 0o600);
  return folder;
}

const backup = (folder, store) => timed(resolve(program), ['backup', 'run', '--project', folder, '--store', store, '--verify', 'hash', '--format', 'json']);

const reported = (said) => (JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)).stores ?? [])[0];

// What the store's own part took, without the start of the program and the reading back.
function dumpSeconds(said) {
  const store = reported(said);
  const text = String(store?.durationSeconds ?? store?.duration ?? '');
  const parts = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  return parts ? Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4]) : Number(text);
}

async function compare(name, bar, byHand, ours) {
  const [theirs, whole, dump] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    const hand = await byHand();
    const mine = await ours();
    if (round === 0) continue;
    theirs.push(hand.seconds); whole.push(mine.seconds); dump.push(dumpSeconds(mine.said));
  }
  results.push({ name, 'by hand (s)': median(theirs).toFixed(2), 'deployops backup run (s)': median(whole).toFixed(2), ratio: (median(whole) / median(theirs)).toFixed(3),
    'dump alone (s)': median(dump).toFixed(2), 'dump ratio': (median(dump) / median(theirs)).toFixed(3), bar });
  console.table(results);
}

function freePort() {
  return Number(run('node', ['-e', "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"]).trim());
}

async function postgres() {
  const bin = join('/usr/lib/postgresql', readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))[0], 'bin');
  const data = join(work, 'pg');
  const port = freePort();
  run('mkdir', ['-p', data]);
  chmodSync(work, 0o755);
  run('chown', ['postgres', data]);
  const as = (...args) => run('runuser', ['-u', 'postgres', '--', ...args], { cwd: '/' });
  writeFileSync(join(work, 'pw'), 'benchmark'); chmodSync(join(work, 'pw'), 0o644);
  as(join(bin, 'initdb'), '-D', data, '-U', 'postgres', '--pwfile', join(work, 'pw'), '-A', 'scram-sha-256');
  as(join(bin, 'pg_ctl'), '-D', data, '-w', '-l', join(data, 'log'), '-o', `-p ${port} -k ${data} -c listen_addresses=127.0.0.1`, 'start');
  undo.push(() => as(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop'));
  const env = { ...process.env, PGPASSWORD: 'benchmark', PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGDATABASE: 'shop' };
  run('psql', ['-q', '-d', 'postgres', '-c', 'CREATE DATABASE shop'], { env });
  run('psql', ['-q', '-c', `CREATE TABLE orders AS SELECT n AS id, md5(n::text) AS code, now() - n * interval '1 second' AS placed, (random() * 1000)::numeric(10,2) AS total, repeat(md5((n * 7)::text), 3) AS note FROM generate_series(1, 2000000) n;
    CREATE TABLE lines AS SELECT n AS id, n % 2000000 AS order_id, md5((n * 3)::text) AS product, n % 9 AS pieces FROM generate_series(1, 3000000) n; ALTER TABLE orders ADD PRIMARY KEY (id);`], { env });
  run('psql', ['-q', '-c', 'VACUUM ANALYZE'], { env });
  const folder = project('bench-postgres', `DATABASE_URL=postgresql://postgres:benchmark@127.0.0.1:${port}/shop\n`);
  await compare('PostgreSQL beside pg_dump -Fc -f', 1.05, () => timed('pg_dump', ['-Fc', '-f', join(work, 'bare.dump')], { env }), () => backup(folder, 'Postgres'));
}

async function redis() {
  const port = freePort();
  const folder = project('bench-redis', `REDIS_URL=redis://:benchmark@127.0.0.1:${port}/0\n`);
  const server = spawn('redis-server', ['--port', String(port), '--requirepass', 'benchmark', '--save', '', '--dir', work, '--enable-debug-command', 'local'], { stdio: 'ignore' });
  undo.push(() => server.kill('SIGKILL'));
  const env = { ...process.env, REDISCLI_AUTH: 'benchmark' };
  for (;;) { if (spawnSync('redis-cli', ['-p', String(port), 'ping'], { env }).stdout.toString().includes('PONG')) break; }
  run('redis-cli', ['-p', String(port), 'debug', 'populate', '1000000', 'key', '200'], { env });
  await compare('Redis, 1,000,000 keys, beside redis-cli --rdb', 1.0,
    () => timed('redis-cli', ['-p', String(port), '--rdb', join(work, 'bare.rdb')], { env }), () => backup(folder, 'Redis'));
}

async function graphServer() {
  const context = join(work, 'graph');
  const shop = join(here, '..', '..', 'samples', 'shop');
  run('cp', ['-r', join(shop, 'graph'), context]);
  const wanted = /^GRAPH_PACKAGE=(\S+)$/m.exec(readFileSync(join(shop, 'prepare.sh'), 'utf8'))[1];
  run('mkdir', ['-p', join(context, 'vendor')]);
  run('npm', ['pack', '--silent', wanted], { cwd: join(context, 'vendor') });
  run('bash', ['-c', 'tar -xzf *.tgz --strip-components=1'], { cwd: join(context, 'vendor') });
  run('docker', ['build', '--quiet', '--tag', 'deployops-benchmark-graph', context]);
  const id = run('docker', ['run', '--detach', '--rm', '--env', 'NEO4J_PASSWORD=benchmark', '--publish', '127.0.0.1::7687', 'deployops-benchmark-graph']).trim();
  undo.push(() => { run('docker', ['rm', '--force', '--volumes', id]); run('docker', ['rmi', '--force', 'deployops-benchmark-graph']); });
  installDriver();
  const port = run('docker', ['port', id, '7687/tcp']).trim().split(':').at(-1);
  const folder = project('bench-graph', `NEO4J_URI=bolt://127.0.0.1:${port}\nNEO4J_USER=falkordb\nNEO4J_PASSWORD=benchmark\n`);
  return { folder, env: { ...process.env, GRAPH_PORT: port, NODE_PATH: join(work, 'node_modules') } };
}

function installDriver() {
  if (!readdirSync(work).includes('node_modules')) run('npm', ['install', '--silent', '--no-save', '--prefix', work, 'neo4j-driver']);
}

const driver = `const neo4j=require('neo4j-driver');const d=neo4j.driver('bolt://127.0.0.1:'+process.env.GRAPH_PORT,neo4j.auth.basic('falkordb','benchmark'),{connectionTimeout:5000});`;
// The driver says goodbye when it closes, and this server then refuses later connections: the process just ends.
const job = (body) => `${driver}(async()=>{const s=d.session();${body};process.exit(0)})().catch(e=>{console.error(e);process.exit(1)})`;
const ping = job("await s.run('RETURN 1')");
const fill = (from, to) => job(`for(let n=${from};n<${to};n+=50000){await s.run('UNWIND range('+n+','+(n+49999)+') AS n CREATE (:Person {id:n,name:"person "+toString(n),score:n*0.5,active:n%2=0})')}`);
const link = job(`await s.run('CREATE INDEX FOR (p:Person) ON (p.id)');await new Promise(end=>setTimeout(end,15000));
for(let n=0;n<200000;n+=20000){await s.run('UNWIND range('+n+','+(n+19999)+') AS n MATCH (a:Person {id:n}),(b:Person {id:n+1}) CREATE (a)-[:KNOWS {since:n}]->(b)')}`);
const readRows = (connect, session, queries) => `${connect}(async()=>{const s=d.session(${session});let rows=0;for(const q of ${JSON.stringify(queries)}){await new Promise((end,fail)=>s.run(q).subscribe({onNext:()=>{rows++},onCompleted:end,onError:fail}));}console.log(rows);process.exit(0)})().catch(e=>{console.error(e);process.exit(1)})`;
const read = readRows(driver, '', ['MATCH (n) RETURN id(n),labels(n),properties(n)', 'MATCH (a)-[r]->(b) RETURN id(a),id(b),labels(a),labels(b),type(r),properties(r)']);
const nodes = 1000000;
const relationships = 200000;

// Whoever is faster because it read less does not count.
async function readByDriver(script, env) {
  const result = await timed('node', ['-e', script], { env });
  if (Number(result.said) !== nodes + relationships) throw new Error(`the driver read ${result.said} rows`);
  return result;
}

async function exportGraph(folder) {
  const result = await backup(folder, 'Graph');
  const counts = reported(result.said).counts.filter((count) => count.name === '');
  for (const [kind, expected] of [['node', nodes], ['relationship', relationships]]) {
    const count = counts.find((one) => one.kind === kind)?.count;
    if (count !== expected) throw new Error(`the export holds ${count} of the kind ${kind}`);
  }

  return result;
}

async function graph(withTimes, withMemory) {
  const { folder, env } = await graphServer();
  for (let attempt = 0; spawnSync('node', ['-e', ping], { env, timeout: 8000 }).status !== 0; attempt++) {
    if (attempt > 15) throw new Error('the graph server does not answer');
  }

  run('node', ['-e', fill(0, nodes)], { env });
  run('node', ['-e', link], { env });
  if (withTimes) await compare('Graph, 1,000,000 nodes and 200,000 relationships, beside the JavaScript driver reading them', 0.5, () => readByDriver(read, env), () => exportGraph(folder));
  if (withMemory) {
    const one = await exportGraph(folder);
    run('node', ['-e', fill(1000000, 2000000)], { env });
    const two = await backup(folder, 'Graph');
    console.table([{ nodes: 1000000, 'peak MiB': one.mebibytes.toFixed(0), bar: 150 }, { nodes: 2000000, 'peak MiB': two.mebibytes.toFixed(0), bar: 'the same' }]);
  }
}

// The same rows from a server that costs next to nothing: what remains is what the two sides themselves do.
async function replay() {
  installDriver();
  const server = spawn('node', [join(here, 'replay.mjs'), String(nodes), String(relationships)], { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(() => server.kill('SIGKILL'));
  const port = await new Promise((end, fail) => {
    server.stdout.once('data', (data) => end(String(data).trim()));
    server.once('exit', () => fail(new Error('the replay server ended')));
  });
  const folder = project('bench-replay', `NEO4J_URI=bolt://127.0.0.1:${port}\nNEO4J_USER=neo4j\nNEO4J_PASSWORD=benchmark\n`);
  const env = { ...process.env, GRAPH_PORT: port, NODE_PATH: join(work, 'node_modules') };
  const queries = ['MATCH (n) RETURN id(n), labels(n), properties(n)', 'MATCH (a)-[r]->(b) RETURN id(a), id(b), null, null, type(r), properties(r)'];
  // The driver as it comes, with every row asked for at once, and with plain numbers: in each round the fastest of them is the rival.
  const ways = [readRows(driver, '', queries), readRows(driver, '{fetchSize:-1}', queries), readRows(driver.replace('connectionTimeout', 'disableLosslessIntegers:true,connectionTimeout'), '{fetchSize:-1}', queries)];
  await compare('Graph, the same rows from a replay, beside the fastest of the JavaScript driver\'s ways', 0.5, async () => {
    const each = [];
    for (const way of ways) each.push(await readByDriver(way, env));
    return each.reduce((fastest, one) => (one.seconds < fastest.seconds ? one : fastest));
  }, () => exportGraph(folder));
}

try {
  if (wants('postgres')) await postgres();
  if (wants('redis')) await redis();
  if (wants('graph') || wants('memory')) await graph(wants('graph'), wants('memory'));
  if (wants('replay')) await replay();
} finally {
  for (const step of undo.reverse()) { try { step(); } catch (failure) { console.error(String(failure)); } }
  rmSync(work, { recursive: true, force: true });
}
