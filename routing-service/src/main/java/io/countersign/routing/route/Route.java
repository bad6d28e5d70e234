package io.countersign.routing.route;

import io.countersign.routing.policy.Desk;
import io.countersign.routing.policy.Lane;
import org.jspecify.annotations.Nullable;

/** Where a case goes. */
public sealed interface Route {

    /** What is done now on an action that nobody may take yet. */
    String HOLD = "hold";

    Lane lane();

    /** What may be done now: an action, or {@link #HOLD}. */
    String action();

    /** Where a person is asked to look; null where nobody is. */
    @Nullable
    Desk desk();

    /** 1 is most urgent. */
    int priority();

    /** The machine decides. {@code auditDesk} is where a person looks at a sample of such cases; null where it was not drawn. */
    record Automatic(String action, int priority, @Nullable Desk auditDesk) implements Route {
        @Override
        public Lane lane() {
            return Lane.AUTOMATIC;
        }

        @Override
        public @Nullable Desk desk() {
            return auditDesk;
        }
    }

    /** The machine acts, a person checks afterwards. */
    record Provisional(String action, Desk desk) implements Route {
        @Override
        public Lane lane() {
            return Lane.PROVISIONAL;
        }

        @Override
        public int priority() {
            return desk.priority();
        }
    }

    /** Nothing is done until a person has decided. */
    record Review(Desk desk) implements Route {
        @Override
        public Lane lane() {
            return Lane.REVIEW;
        }

        @Override
        public String action() {
            return HOLD;
        }

        @Override
        public int priority() {
            return desk.priority();
        }
    }

    /** Nothing is done until an expert has decided. */
    record Expert(Desk desk) implements Route {
        @Override
        public Lane lane() {
            return Lane.EXPERT;
        }

        @Override
        public String action() {
            return HOLD;
        }

        @Override
        public int priority() {
            return desk.priority();
        }
    }
}
