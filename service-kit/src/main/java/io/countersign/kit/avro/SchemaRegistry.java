package io.countersign.kit.avro;

import java.util.Optional;
import org.apache.avro.Schema;

/** A schema registry that is only ever read: schemas are registered by platform-setup. */
public interface SchemaRegistry {

    /**
     * The id of exactly this schema under the subject.
     *
     * @throws SchemaNotRegisteredException the registry answered that it has no such schema there
     * @throws RegistryUnavailableException the registry did not answer
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema with this id; empty when the registry answered that there is none.
     *
     * @throws RegistryUnavailableException the registry did not answer
     */
    Optional<Schema> byId(int id);
}
