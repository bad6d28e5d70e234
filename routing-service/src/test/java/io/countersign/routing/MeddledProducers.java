package io.countersign.routing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerPostProcessor;

/** Lets something happen to the service's own producer, once, at the call that a test names. */
final class MeddledProducers implements ProducerPostProcessor<String, byte[]> {

    private final String call;
    private final int number;
    private final Meddling meddling;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * Waits for one call.
     *
     * @param call the method's name
     * @param number which of the calls of that name, counted from 1
     */
    MeddledProducers(String call, int number, Meddling meddling) {
        this.call = call;
        this.number = number;
        this.meddling = meddling;
    }

    /** What happens in place of the call. */
    @FunctionalInterface
    interface Meddling {

        /** @param producer not meddled with */
        @Nullable
        Object in(Producer<String, byte[]> producer, Call call) throws Throwable;
    }

    /** The call as it would have gone. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    /** Whether it has happened. */
    boolean happened() {
        return calls.get() >= number;
    }

    @Override
    @SuppressWarnings("unchecked") // it is made for exactly this interface
    public Producer<String, byte[]> apply(Producer<String, byte[]> producer) {
        InvocationHandler handler = (_, method, arguments) -> {
            Call asIs = () -> invoke(producer, method, arguments);
            return method.getName().equals(call) && calls.incrementAndGet() == number
                    ? meddling.in(producer, asIs)
                    : asIs.proceed();
        };
        return (Producer<String, byte[]>)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Producer.class}, handler);
    }

    private static @Nullable Object invoke(
            Producer<String, byte[]> producer, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
