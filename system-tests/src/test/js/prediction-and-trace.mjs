// Writes a prediction and reads its trace with Confluent's JavaScript client: the schemas come from the registry, by the
// id in each record, and nothing of Countersign's code is used.
//
//   node prediction-and-trace.mjs KAFKA REGISTRY
import { randomUUID } from 'node:crypto';
import schemaregistry from '@confluentinc/schemaregistry';
import kafkajs from 'kafkajs';
import LZ4 from 'kafkajs-lz4';

const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = schemaregistry;
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = new LZ4().codec;

const SUBMITTED = 'hitl.prediction.submitted.v1';
const TRACE = 'hitl.decision.trace.v1';
const PATIENCE_MS = 180_000;

const [broker, registryUrl] = process.argv.slice(2);
if (!broker || !registryUrl) {
  console.error('usage: node prediction-and-trace.mjs KAFKA REGISTRY');
  process.exit(2);
}

const began = Date.now();
const say = (step) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}`);
const shown = (read) => JSON.stringify(read, (_, value) => (typeof value === 'bigint' ? `${value}` : value));

// Without a time limit a question to the registry that gets no answer is waited for without end.
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl], createAxiosDefaults: { timeout: 10_000 } });
const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true, autoRegisterSchemas: false });
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
const kafka = new Kafka({ clientId: 'foreign', brokers: [broker], logLevel: logLevel.ERROR });
const caseId = `foreign-${randomUUID()}`;

// The client tries again what failed at once, but not what was never answered: two of 1,500 refusals (404) of the registry
// were logged there and never arrived, and this client asks for things that the registry does not know.
const again = async (question, left = 2) => {
  try {
    return await question();
  } catch (error) {
    if (left === 0) throw error;
    say(`asking the registry again: ${error.message}`);
    return again(question, left - 1);
  }
};

// Every field of the newest schema that has a default may be left out of what is written.
const withDefaults = async (subject, value) => {
  const { schema } = await again(() => registry.getLatestSchemaMetadata(subject));
  const named = {};
  const fill = (type, given) => {
    if (Array.isArray(type)) return given;
    if (typeof type === 'string') return named[type] && given ? fill(named[type], given) : given;
    if (type.type !== 'record') return given;
    named[type.name] = type;
    named[`${type.namespace ?? ''}.${type.name}`] = type;
    const filled = {};
    for (const field of type.fields) {
      const there = given && field.name in given;
      filled[field.name] = there || field.default === undefined ? fill(field.type, given?.[field.name]) : field.default;
    }
    return filled;
  };
  return fill(JSON.parse(schema), value);
};

async function publish() {
  const value = await withDefaults(`${SUBMITTED}-value`, {
    caseId,
    occurredAt: Date.now(),
    prediction: { source: 'foreign', modelId: 'toy', modelVersion: '1', label: 'spam', confidence: 0.99, risk: 0.1 },
  });
  const bytes = await again(() => serializer.serialize(SUBMITTED, value));
  say('the registry told the schema');
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({
    topic: SUBMITTED,
    acks: -1,
    compression: CompressionTypes.LZ4,
    messages: [{ key: caseId, value: bytes }],
  });
  await producer.disconnect();
  say(`wrote ${caseId}`);
}

function decided(consumer) {
  let last = 'no trace of it at all';
  let late;
  const read = new Promise((resolve, reject) => {
    late = setTimeout(() => reject(new Error(`not decided within ${PATIENCE_MS} ms; last seen: ${last}`)), PATIENCE_MS);
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer.on(consumer.events.GROUP_JOIN, () => say('the consumer has its partitions'));
    const eachMessage = async ({ message }) => {
      if (message.key?.toString() !== caseId || message.value === null) return;
      const trace = await again(() => deserializer.deserialize(TRACE, message.value));
      last = shown(trace);
      if (trace.state === 'decided') resolve(trace);
    };
    consumer.run({ eachMessage }).catch(reject);
  });
  return read.finally(() => clearTimeout(late));
}

const consumer = kafka.consumer({ groupId: `foreign-${randomUUID()}` });
let failed = false;
try {
  await consumer.connect();
  await consumer.subscribe({ topic: TRACE, fromBeginning: true });
  const [read] = await Promise.all([decided(consumer), publish()]);
  if (read.caseId !== caseId || read.decidedLabel !== 'spam' || read.routing.lane !== 'automatic') {
    throw new Error(`another trace than expected: ${shown(read)}`);
  }
  console.log(`Confluent's JavaScript client wrote ${caseId} and read its trace: ${read.routing.lane}, ${read.decidedLabel}`);
} catch (error) {
  failed = true;
  console.error(error.stack);
} finally {
  await consumer.disconnect();
}
process.exit(failed ? 1 : 0);
