package io.countersign.routing.route;

/** What the person concerned is told: who decided, and whether it is final. No signal, score or queue is given away. */
public final class Explanations {

    public static String of(RoutedCase routed) {
        return switch (routed.route()) {
            case Route.Automatic automatic -> "This was decided automatically. " + routed.reason();
            case Route.Provisional provisional ->
                "This was decided automatically for now; a person will check it. " + routed.reason();
            case Route.Review review -> "Nothing has been decided yet: a person will look at it. " + routed.reason();
            case Route.Expert expert -> "Nothing has been decided yet: an expert will look at it. " + routed.reason();
        };
    }

    private Explanations() {}
}
