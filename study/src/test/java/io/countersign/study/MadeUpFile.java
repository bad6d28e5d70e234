package io.countersign.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Files of past cases whose truth the tests know: the model is too sure in the south, and a second opinion, which mostly
 * contradicts where the model errs, says more than the model's own confidence.
 */
final class MadeUpFile {
    static final String HEADER = "case_id,occurred_at,model_id,model_version,predicted_label,confidence,"
            + "opinion_second_label,unit_id,slice_place,group_sex,feature_amount,true_label";

    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private MadeUpFile() {}

    /** No two cases have the same confidence, each is its own unit, and nothing changes with time. */
    static List<MadeUpCase> cases(int n, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, n).mapToObj(i -> drawn(i, n, random)).toList();
    }

    private static MadeUpCase drawn(int i, int n, SplittableRandom random) {
        double confidence = Math.round(1e6 * (0.5 + 0.49 * ((i * 7919L) % n + 0.5) / n)) / 1e6;
        String place = random.nextDouble() < 0.4 ? "south" : "north";
        boolean wrong = random.nextDouble() < 1 - confidence + (place.equals("south") ? 0.15 : 0);
        String answer = random.nextBoolean() ? "yes" : "no";
        boolean contradicted = random.nextDouble() < (wrong ? 0.85 : 0.08);
        return new MadeUpCase(
                "case-" + i,
                START.plusSeconds(3600L * i).toString(),
                answer,
                confidence,
                contradicted ? MadeUpCase.opposite(answer) : answer,
                place,
                random.nextDouble() < 0.45 ? "f" : "m",
                "unit-" + i,
                Math.round(1000 * random.nextDouble()),
                wrong ? MadeUpCase.opposite(answer) : answer);
    }

    /** The same cases with the truths handed round at random, so that nothing tells where the model errs. */
    static List<MadeUpCase> permuted(List<MadeUpCase> cases, long seed) {
        var random = new SplittableRandom(seed);
        boolean[] wrong = new boolean[cases.size()];
        for (int i = 0; i < wrong.length; i++) {
            int j = random.nextInt(i + 1);
            wrong[i] = wrong[j];
            wrong[j] = cases.get(i).wrong();
        }
        return IntStream.range(0, wrong.length)
                .mapToObj(i -> {
                    MadeUpCase kept = cases.get(i);
                    return kept.withTruth(wrong[i] ? MadeUpCase.opposite(kept.answer()) : kept.answer());
                })
                .toList();
    }

    static Path csv(Path file, List<MadeUpCase> cases) throws IOException {
        return Files.writeString(file, text(HEADER, cases));
    }

    /** The same file under another header of as many columns. */
    static String text(String header, List<MadeUpCase> cases) {
        return cases.stream().map(MadeUpFile::csvLine).collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    private static String csvLine(MadeUpCase c) {
        return String.format(
                Locale.ROOT,
                "%s,%s,tested,3,%s,%s,%s,%s,\"%s\",%s,%s,%s",
                c.id(),
                c.time(),
                c.answer(),
                c.confidence(),
                c.opinion(),
                c.unit(),
                c.place().replace("\"", "\"\""),
                c.sex(),
                c.amount(),
                c.truth());
    }

    static Path jsonLines(Path file, List<MadeUpCase> cases) throws IOException {
        return Files.writeString(
                file, cases.stream().map(MadeUpFile::jsonLine).collect(Collectors.joining("\n", "", "\n")));
    }

    private static String jsonLine(MadeUpCase c) {
        return String.format(
                Locale.ROOT,
                "{\"case_id\":\"%s\",\"occurred_at\":\"%s\",\"model_id\":\"tested\",\"model_version\":3,"
                        + "\"predicted_label\":\"%s\",\"confidence\":%s,\"opinion_second_label\":\"%s\",\"unit_id\":\"%s\","
                        + "\"slice_place\":\"%s\",\"group_sex\":\"%s\",\"feature_amount\":%s,\"true_label\":\"%s\"}",
                c.id(),
                c.time(),
                c.answer(),
                c.confidence(),
                c.opinion(),
                c.unit(),
                c.place(),
                c.sex(),
                c.amount(),
                c.truth());
    }

    /** People's labels: each of three people answers every case, right with 0.95, 0.8 and 0.7. */
    static Path labels(Path file, List<MadeUpCase> cases, long seed) throws IOException {
        var random = new SplittableRandom(seed);
        UnaryOperator<String> opposite = MadeUpCase::opposite;
        double[] skill = {0.95, 0.8, 0.7};
        String lines = cases.stream()
                .flatMap(c -> IntStream.range(0, skill.length)
                        .mapToObj(person -> c.id() + ",person-" + person + ","
                                + (random.nextDouble() < skill[person] ? c.truth() : opposite.apply(c.truth()))))
                .collect(Collectors.joining("\n", "case_id,annotator_id,label\n", "\n"));
        return Files.writeString(file, lines);
    }

    /** The same cases, with the outcomes of these rows turned over. */
    static List<MadeUpCase> turned(List<MadeUpCase> cases, int... which) {
        List<Integer> rows = IntStream.of(which).boxed().toList();
        return IntStream.range(0, cases.size())
                .mapToObj(i -> rows.contains(i)
                        ? cases.get(i)
                                .withTruth(MadeUpCase.opposite(cases.get(i).truth()))
                        : cases.get(i))
                .toList();
    }
}
