package io.countersign.kit.postgres;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Has bytes and arrays go to PostgreSQL in its binary format. By itself the driver writes bytes as hexadecimal digits and
 * arrays as quoted text, which both sides then spend their time on. The driver finds this class by its service file.
 */
public final class BinaryParameters implements CodecRegistrar {

    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        return Mono.fromRunnable(() -> {
            registry.addFirst(new BytesCodec());
            BinaryElements.ALL.forEach(elements -> registry.addFirst(new BinaryArrayCodec<>(elements, allocator)));
        });
    }
}
