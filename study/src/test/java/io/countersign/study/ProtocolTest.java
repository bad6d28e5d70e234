package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.CaseFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may learn from whom, for any number of cases, units and labels. */
class ProtocolTest {

    @ParameterizedTest
    @MethodSource("worlds")
    void whatever_is_learnt_never_shares_a_unit_with_what_it_scores(World world) {
        for (Protocol.Split split : world.everySplit()) {
            Set<String> scored = world.units(split.test());
            assertThat(world.units(split.train())).doesNotContainAnyElementsOf(scored);
            assertThat(world.protocol().learnt()).contains(split.train());
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void in_a_stream_everything_learnt_is_from_before_the_first_case_it_scores(World world) {
        for (Protocol.Split split : world.protocol().stream() ? world.everySplit() : List.<Protocol.Split>of()) {
            int latest = Arrays.stream(split.train()).max().orElse(-1);
            assertThat(latest).isLessThan(Arrays.stream(split.test()).min().orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void each_scored_case_is_scored_once_and_calibrated_once(World world) {
        List<Protocol.Split> splits = world.protocol().splits();
        for (Protocol.Split split : splits) {
            assertThat(sorted(world.protocol().finer(split, world.cases(), 1).stream()))
                    .isEqualTo(split.test());
        }
        int[] scored = sorted(splits.stream());
        assertThat(scored).doesNotHaveDuplicates();
        if (!world.fewLabels()) {
            int first = world.protocol().stream() ? world.cases().size() / 6 : 0;
            assertThat(scored)
                    .isEqualTo(IntStream.range(first, world.cases().size()).toArray());
        }
    }

    /** Streams and others, with few units and many, with all labels and with few. */
    static Stream<World> worlds() {
        return LongStream.range(0, 24).mapToObj(World::of);
    }

    private static int[] sorted(Stream<Protocol.Split> splits) {
        return splits.flatMapToInt(split -> Arrays.stream(split.test()))
                .sorted()
                .toArray();
    }

    /** Some cases, and who may learn from whom among them. */
    record World(StudyCases cases, Protocol protocol, boolean fewLabels) {

        static World of(long seed) {
            var random = new SplittableRandom(seed);
            int n = random.nextInt(100, 400);
            int units = random.nextInt(20, 400);
            List<MadeUpCase> made = MadeUpFile.cases(n, seed).stream()
                    .map(one -> one.withUnit("unit-" + random.nextInt(units)))
                    .toList();
            StudyCases cases = read(made);
            boolean fewLabels = seed % 3 == 0;
            TimeOrder order = seed % 2 == 0 ? TimeOrder.FORWARD : TimeOrder.ANY;
            return new World(cases, Protocol.of(cases, order, fewLabels ? 45 : null, seed), fewLabels);
        }

        private static StudyCases read(List<MadeUpCase> made) {
            try {
                Path file = MadeUpFile.csv(Files.createTempFile("cases", ".csv"), made);
                StudyCases cases = StudyCases.read(CaseFiles.at(file));
                Files.delete(file);
                return cases;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Those of the error model and the finer ones of calibration, of the scored cases and of those learnt from. */
        List<Protocol.Split> everySplit() {
            return Stream.of(protocol, protocol.amongLearnt(cases, 1))
                    .flatMap(one -> one.splits().stream()
                            .flatMap(split -> Stream.concat(Stream.of(split), one.finer(split, cases, 1).stream())))
                    .toList();
        }

        Set<String> units(int[] rows) {
            return Arrays.stream(rows).mapToObj(i -> cases.get(i).unit()).collect(Collectors.toSet());
        }
    }
}
