package io.countersign.simulator.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reviewer at work. A request whose answer was lost may have been carried out, so that they hold a claim that nobody
 * told them of; so they may at first, left behind by an earlier session. Such claims come back before a new one is taken.
 * Whoever's answer was lost, the next instance is asked. Used by one thread.
 */
public final class ReviewSession {

    private final List<ReviewApi> instances;
    private final Map<String, Claim> aside = new LinkedHashMap<>();
    private int instance;
    private boolean mayHoldUnknown = true;

    /**
     * @param instances the reviewer's client of every instance of the review-service, at least one
     * @param first the instance to begin with; any number
     */
    public ReviewSession(List<ReviewApi> instances, int first) {
        this.instances = List.copyOf(instances);
        this.instance = Math.floorMod(first, instances.size());
    }

    /**
     * A claim that is held already, else the next case; empty where neither is there, or where another call may find one.
     *
     * @throws IOException if no answer came, or none that makes sense
     */
    public Optional<Claim> next() throws IOException {
        if (!mayHoldUnknown) {
            return ask(ReviewApi::claim);
        }
        Optional<Claim> held = ask(api -> api.held().stream()
                .filter(claim -> !aside.containsKey(claim.taskId()))
                .findFirst());
        // There may be more than one.
        mayHoldUnknown = held.isPresent();
        return held;
    }

    /** {@link ReviewApi#decide}. */
    public Optional<Claim> decide(Claim claim, @Nullable String label) throws IOException {
        return ask(api -> api.decide(claim, label));
    }

    /** {@link ReviewApi#skip}. */
    public void skip(Claim claim) throws IOException {
        ask(api -> {
            api.skip(claim);
            return Optional.empty();
        });
    }

    /** Keeps a case that somebody else is to answer out of everybody's way, until {@link #releaseAside} or its claim lapses. */
    public void putAside(Claim claim) {
        aside.put(claim.taskId(), claim);
    }

    /** Puts back what was put aside. */
    public void releaseAside() throws IOException {
        for (Claim claim : aside.values()) {
            ask(api -> {
                api.release(claim);
                return Optional.empty();
            });
        }
        aside.clear();
    }

    private Optional<Claim> ask(Question question) throws IOException {
        try {
            return question.to(instances.get(instance));
        } catch (IOException lost) {
            mayHoldUnknown = true;
            instance = (instance + 1) % instances.size();
            throw lost;
        }
    }

    /** One call of the review API. */
    private interface Question {
        Optional<Claim> to(ReviewApi api) throws IOException;
    }
}
