package io.countersign.topics;

import io.countersign.event.PredictionSubmitted;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/** Tells Avro, which instantiates classes that a schema names only where they are trusted, that the event classes are. */
public final class EventClasses {

    private static final String EVENTS = PredictionSubmitted.class.getPackageName() + ".";

    private EventClasses() {}

    /** Trusts the event classes in this JVM, beside what is trusted already. Call it before the first event is built or read. */
    public static void trust() {
        ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(others, type -> type.getName().startsWith(EVENTS)));
    }
}
