package io.countersign.benchmarks.routing;

import io.countersign.benchmarks.routing.Loop.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerPostProcessor;

/** Times a run by the calls that reach the producer, so that both loops are timed alike. */
final class TransactionWatch implements ProducerPostProcessor<String, byte[]> {

    private static final int RECORDS_A_CASE = 2;
    private static final long PATIENCE_MINUTES = 10;
    private static final double NANOS_A_SECOND = 1e9;

    private volatile Watching watching = new Watching(0);

    /** From now on counts towards this many cases. */
    void expect(int cases) {
        watching = new Watching(cases);
    }

    /** What they took, once the last of them is committed. */
    Run await() throws InterruptedException {
        Watching all = watching;
        if (!all.done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Not all cases were written in " + PATIENCE_MINUTES + " minutes");
        }
        return new Run(all.cases, (all.last - all.first) / NANOS_A_SECOND, all.transactions, all.bytes);
    }

    @Override
    @SuppressWarnings("unchecked") // it is made for exactly this interface
    public Producer<String, byte[]> apply(Producer<String, byte[]> producer) {
        return (Producer<String, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (_, method, arguments) -> {
                    Watching now = watching;
                    if (method.getName().equals("beginTransaction")) {
                        now.begins();
                    }
                    Object result;
                    try {
                        result = method.invoke(producer, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause() == null ? failed : failed.getCause();
                    }
                    now.saw(method.getName(), arguments);
                    return result;
                });
    }

    /** Used by the loop's one thread; read by another after the latch. */
    private static final class Watching {

        private final CountDownLatch done = new CountDownLatch(1);
        private final int cases;
        private long first;
        private long last;
        private int records;
        private int inTransaction;
        private int transactions;
        private long bytes;

        Watching(int cases) {
            this.cases = cases;
        }

        void begins() {
            if (transactions == 0) {
                first = System.nanoTime();
            }
            transactions++;
            // What an aborted one had written is written again.
            inTransaction = 0;
        }

        void saw(String call, @Nullable Object @Nullable [] arguments) {
            if (call.equals("send") && arguments != null && arguments[0] instanceof ProducerRecord<?, ?> record) {
                inTransaction++;
                bytes += record.value() instanceof byte[] value ? value.length : 0;
            } else if (call.equals("commitTransaction")) {
                records += inTransaction;
                if (records >= RECORDS_A_CASE * cases) {
                    last = System.nanoTime();
                    done.countDown();
                }
            }
        }
    }
}
