package io.countersign.simulator.demo;

import io.countersign.simulator.platform.Target;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The demo with what a newcomer needs to take part in it: addresses, people, a line to copy. */
public final class DemoStory {

    private final Target target;
    private final Path home;
    private final PrintStream out;

    /**
     * @param target the running system
     * @param home its folder, for the commands that are printed
     * @param out where it is told
     */
    public DemoStory(Target target, Path home, PrintStream out) {
        this.target = target;
        this.home = home;
        this.out = out;
    }

    /** Introduces the system and runs the stream. */
    public void tell(double rate, long seed, Duration duration) throws InterruptedException {
        out.println(introduction());
        new Demo(target, out, rate, seed, InstantSource.system()).run(duration);
    }

    private String introduction() {
        String where = home.equals(Path.of(".countersign")) ? "" : " --home " + home;
        return """

                Messages to a help desk are sorted by a model that is overconfident on the voice channel; after %d minutes the
                world drifts. reviewer-1 to reviewer-4 are on shift. What the machine may not decide waits for a person.

                  predictions and outcomes  %s   (ingest)
                  policies                  %s   (routing)
                  review                    %s   (review)
                  traces, labels, metrics   %s   (feedback)
                  sign-in                   %s
                  Kafka                     %s

                  people: ana, ben, cleo review; dora leads; emil writes policies, fay approves them; gus audits; hana reads data.
                  ./countersign token ana%s   prints a bearer token

                Take a case yourself (no answer: none waits at this moment, ask again), and watch the traces:

                  curl -s -X POST %s/v1/claims -H "Authorization: Bearer $(./countersign token ana%s)" -H 'Content-Type: application/json' -d '{}'
                  ./countersign tail hitl.decision.trace.v1%s

                Stop with ctrl-C.
                """.formatted(
                        SyntheticStream.DRIFT_AFTER.toMinutes(),
                        target.instances("ingest").getFirst(),
                        target.instances("routing").getFirst(),
                        target.instances("review").getFirst(),
                        target.instances("feedback").getFirst(),
                        target.issuer(),
                        target.bootstrapServers(),
                        where,
                        target.instances("review").getFirst(),
                        where,
                        where);
    }
}
