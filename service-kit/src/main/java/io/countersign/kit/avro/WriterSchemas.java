package io.countersign.kit.avro;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** The schemas with which records were written, by id; each is asked of the registry once. Safe for use by many threads. */
final class WriterSchemas {

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();

    WriterSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * @throws UndecodableRecordException the registry has no such schema
     * @throws RegistryUnavailableException it is not known yet and the registry did not answer
     */
    Schema of(int id) {
        var schema = known.get(id);
        if (schema == null) {
            schema = registry.byId(id)
                    .orElseThrow(() -> new UndecodableRecordException("The registry has no schema with the id " + id));
            known.put(id, schema);
        }
        return schema;
    }
}
