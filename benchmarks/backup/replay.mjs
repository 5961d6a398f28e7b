// A Bolt server that stands for Neo4j 5 in benchmarks: node replay.mjs NODES RELATIONSHIPS, which prints its port. It is no Neo4j: it packs its rows
// once, at the start, and then sends them from memory, so that what is measured is the clients' own work and not a server's.
// Bolt: https://neo4j.com/docs/bolt/current/bolt/message/ and .../handshake/; PackStream: https://neo4j.com/docs/bolt/current/packstream/
import { createServer } from 'node:net';

const [nodeCount, relationshipCount] = process.argv.slice(2).map(Number);
const HELLO = 0x01, GOODBYE = 0x02, RESET = 0x0F, RUN = 0x10, BEGIN = 0x11, COMMIT = 0x12, ROLLBACK = 0x13, DISCARD = 0x2F, PULL = 0x3F, LOGON = 0x6A, LOGOFF = 0x6B;
const SUCCESS = 0x70, RECORD = 0x71, IGNORED = 0x7E, FAILURE = 0x7F;

class Float { constructor(value) { this.value = value; } } // JavaScript tells 1.0 from 1 no more than 1 from 1.0

// Packs messages behind each other, each as one chunk: none of them here is as long as 64 KiB.
class Packer {
  constructor(size) { this.bytes = Buffer.allocUnsafe(size); this.length = 0; }

  message(tag, ...fields) {
    const start = this.length;
    this.length += 2;
    this.bytes[this.length++] = 0xB0 | fields.length;
    this.bytes[this.length++] = tag;
    for (const field of fields) this.value(field);
    this.bytes.writeUInt16BE(this.length - start - 2, start);
    this.length = this.bytes.writeUInt16BE(0, this.length);
    return this;
  }

  value(value) {
    if (value === null) this.bytes[this.length++] = 0xC0;
    else if (typeof value === 'boolean') this.bytes[this.length++] = value ? 0xC3 : 0xC2;
    else if (typeof value === 'number') this.integer(value);
    else if (value instanceof Float) { this.bytes[this.length++] = 0xC1; this.length = this.bytes.writeDoubleBE(value.value, this.length); }
    else if (typeof value === 'string') { this.sized(0x80, 0xD0, Buffer.byteLength(value)); this.length += this.bytes.write(value, this.length); }
    else if (Array.isArray(value)) { this.sized(0x90, 0xD4, value.length); for (const item of value) this.value(item); }
    else { const pairs = Object.entries(value); this.sized(0xA0, 0xD8, pairs.length); for (const [key, item] of pairs) { this.value(key); this.value(item); } }
  }

  // Each in its shortest form, as Neo4j packs them.
  integer(value) {
    if (value >= -16 && value < 128) this.length = this.bytes.writeInt8(value, this.length);
    else if (value >= -128 && value < 128) { this.bytes[this.length++] = 0xC8; this.length = this.bytes.writeInt8(value, this.length); }
    else if (value >= -32768 && value < 32768) { this.bytes[this.length++] = 0xC9; this.length = this.bytes.writeInt16BE(value, this.length); }
    else { this.bytes[this.length++] = 0xCA; this.length = this.bytes.writeInt32BE(value, this.length); }
  }

  sized(tiny, marker, size) {
    if (size < 16) this.bytes[this.length++] = tiny | size;
    else if (size < 256) { this.bytes[this.length++] = marker; this.bytes[this.length++] = size; }
    else { this.bytes[this.length++] = marker + 1; this.length = this.bytes.writeUInt16BE(size, this.length); }
  }

  get packed() { return this.bytes.subarray(0, this.length); }
}

const message = (tag, ...fields) => new Packer(8192).message(tag, ...fields).packed;

// Unpacks what clients ask; they send no structures within their messages here.
class Unpacker {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }

  message() {
    const fields = [];
    const count = this.bytes[this.at++] & 0x0F;
    const tag = this.bytes[this.at++];
    while (fields.length < count) fields.push(this.value());
    return [tag, ...fields];
  }

  value() {
    const marker = this.bytes[this.at++];
    if (marker < 0x80 || marker >= 0xF0) return (marker << 24) >> 24;
    if (marker < 0x90) return this.text(marker & 0x0F);
    if (marker < 0xA0) return this.list(marker & 0x0F);
    if (marker < 0xB0) return this.map(marker & 0x0F);
    switch (marker) {
      case 0xC0: return null;
      case 0xC1: return this.number(8, 'readDoubleBE');
      case 0xC2: case 0xC3: return marker === 0xC3;
      case 0xC8: return this.number(1, 'readInt8');
      case 0xC9: return this.number(2, 'readInt16BE');
      case 0xCA: return this.number(4, 'readInt32BE');
      case 0xCB: return Number(this.number(8, 'readBigInt64BE'));
      case 0xD0: case 0xD1: case 0xD2: return this.text(this.size(marker - 0xD0));
      case 0xD4: case 0xD5: case 0xD6: return this.list(this.size(marker - 0xD4));
      case 0xD8: case 0xD9: case 0xDA: return this.map(this.size(marker - 0xD8));
      default: throw new Error(`the marker ${marker} has no place in a request`);
    }
  }

  number(width, read) { this.at += width; return this.bytes[read](this.at - width); }

  size(width) { return this.number(1 << width, ['readUInt8', 'readUInt16BE', 'readUInt32BE'][width]); }

  text(size) { this.at += size; return this.bytes.toString('utf8', this.at - size, this.at); }

  list(size) { return Array.from({ length: size }, () => this.value()); }

  map(size) { return Object.fromEntries(Array.from({ length: size }, () => [this.value(), this.value()])); }
}

// The rows of an answer as they go over the wire, and where each of them begins: any number of them is then one piece of memory.
function rows(fields, count, row, largest = 2048) {
  const packer = new Packer(count * largest);
  const starts = new Float64Array(count + 1);
  for (let n = 0; n < count; n++) { packer.message(RECORD, row(n)); starts[n + 1] = packer.length; }
  return { fields, count, starts, bytes: packer.packed };
}

const one = (fields, ...values) => rows(fields, values.length, (n) => values[n]);
const answers = new Map(Object.entries({
  'RETURN 1': one(['1'], [1]),
  'CALL dbms.components() YIELD name, versions RETURN name, versions': one(['name', 'versions'], ['Neo4j Kernel', ['5.26.0']], ['Cypher', ['5']]),
  'SHOW CONSTRAINTS YIELD *': one(['id', 'name', 'type', 'entityType', 'labelsOrTypes', 'properties', 'ownedIndex', 'propertyType', 'options', 'createStatement']),
  'SHOW INDEXES YIELD *': one(['id', 'name', 'state', 'populationPercent', 'type', 'entityType', 'labelsOrTypes', 'properties', 'indexProvider', 'owningConstraint', 'options'],
    [1, 'index_343aff4e', 'ONLINE', new Float(100), 'LOOKUP', 'NODE', null, null, 'token-lookup-1.0', null, { indexProvider: 'token-lookup-1.0', indexConfig: {} }],
    [2, 'index_f7700477', 'ONLINE', new Float(100), 'LOOKUP', 'RELATIONSHIP', null, null, 'token-lookup-1.0', null, { indexProvider: 'token-lookup-1.0', indexConfig: {} }],
    [3, 'person_id', 'ONLINE', new Float(100), 'RANGE', 'NODE', ['Person'], ['id'], 'range-1.0', null, { indexProvider: 'range-1.0', indexConfig: {} }]),
  'MATCH (n) RETURN count(n)': one(['count(n)'], [nodeCount]),
  'MATCH ()-[r]->() RETURN count(r)': one(['count(r)'], [relationshipCount]),
  'MATCH (n) RETURN id(n), labels(n), properties(n)': rows(['id(n)', 'labels(n)', 'properties(n)'], nodeCount,
    (n) => [n, ['Person'], { id: n, name: `person ${n}`, score: new Float(n * 0.5), active: n % 2 === 0 }], 96),
  'MATCH (a)-[r]->(b) RETURN id(a), id(b), null, null, type(r), properties(r)': rows(['id(a)', 'id(b)', 'null', 'null', 'type(r)', 'properties(r)'], relationshipCount,
    (n) => [n, n + 1, null, null, 'KNOWS', { since: n }], 64),
}));

class Connection {
  constructor(socket) { this.socket = socket; this.reset(); }

  reset() { this.open = []; this.isFailed = false; }

  answer([tag, first, , ]) {
    if (tag === GOODBYE) { this.socket.end(); return; }
    if (tag === RESET) { this.reset(); this.succeed({}); return; }
    if (this.isFailed) { this.socket.write(message(IGNORED)); return; }
    switch (tag) {
      case HELLO: this.succeed({ server: 'Neo4j/5.26.0', connection_id: 'bolt-1', hints: {} }); break;
      case LOGON: case LOGOFF: case BEGIN: this.succeed({}); break;
      case COMMIT: case ROLLBACK: this.open = []; this.succeed({}); break;
      case RUN: this.run(first); break;
      case PULL: this.pull(first); break;
      case DISCARD: this.open.pop(); this.succeed({ type: 'r', t_last: 0, db: 'neo4j' }); break;
      default: this.fail('Neo.ClientError.Request.Invalid', `no message has the signature ${tag}`);
    }
  }

  run(query) {
    const answer = answers.get(query);
    if (!answer) { this.fail('Neo.ClientError.Statement.SyntaxError', `the benchmark has no answer to: ${query}`); return; }
    this.open.push({ ...answer, next: 0, qid: this.open.length });
    this.succeed({ t_first: 0, fields: answer.fields, qid: this.open.length - 1 });
  }

  // A client that wants few rows at a time gets no more of them: it asks again when it has read them.
  pull({ n, qid = -1 }) {
    const result = qid === -1 ? this.open.at(-1) : this.open.find((one) => one.qid === qid);
    if (!result) { this.fail('Neo.ClientError.Request.Invalid', 'no query is open'); return; }
    const end = n === -1 ? result.count : Math.min(result.next + n, result.count);
    this.socket.cork();
    this.socket.write(result.bytes.subarray(result.starts[result.next], result.starts[end]));
    result.next = end;
    if (end < result.count) {
      this.succeed({ has_more: true });
    } else {
      this.open.splice(this.open.indexOf(result), 1);
      this.succeed({ type: 'r', t_last: 0, db: 'neo4j' });
    }

    this.socket.uncork();
  }

  succeed(metadata) { this.socket.write(message(SUCCESS, metadata)); }

  fail(code, text) { this.isFailed = true; console.error(text); this.socket.write(message(FAILURE, { code, message: text })); }
}

// The handshake: the identification and four proposals, each of them [0, minor versions below, minor, major].
function agreed(bytes) {
  for (let at = 4; at < 20; at += 4) {
    const [, range, minor, major] = bytes.subarray(at, at + 4);
    if (major === 5 && minor >= 4 && minor - range <= 4) return Buffer.from([0, 0, 4, 5]);
    if (major === 4 && minor >= 4 && minor - range <= 4) return Buffer.from([0, 0, 4, 4]);
  }

  return Buffer.alloc(4);
}

createServer({ noDelay: true }, (socket) => {
  const connection = new Connection(socket);
  let waiting = Buffer.alloc(0);
  let chunks = [];
  let isAgreed = false;
  socket.on('error', () => socket.destroy()); // a client may end whenever it likes
  socket.on('data', (data) => {
    waiting = waiting.length === 0 ? data : Buffer.concat([waiting, data]);
    if (!isAgreed) {
      if (waiting.length < 20) return;
      socket.write(agreed(waiting));
      [isAgreed, waiting] = [true, waiting.subarray(20)];
    }

    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE()) {
      const size = waiting.readUInt16BE();
      const chunk = waiting.subarray(2, 2 + size);
      waiting = waiting.subarray(2 + size);
      if (size > 0) { chunks.push(chunk); continue; }
      if (chunks.length > 0) connection.answer(new Unpacker(Buffer.concat(chunks)).message());
      chunks = [];
    }
  });
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
