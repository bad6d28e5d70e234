package io.countersign.study;

import io.countersign.casefiles.CaseFiles;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.selective.CostCurve;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures everything that a report holds. The same cases, options and seed give the same report. */
final class Study {
    private final CaseFiles files;
    private final StudyOptions options;
    private final Consumer<String> progress;

    Study(CaseFiles files, StudyOptions options, Consumer<String> progress) {
        this.files = files;
        this.options = options;
        this.progress = progress;
    }

    /** The report, and the scores it rests on. */
    record Result(Report report, List<String> summary, StudyCases cases, HonestScores scores, double[] scoreUsed) {}

    Result run() {
        StudyCases cases = StudyCases.read(files);
        progress.accept("read %,d cases with an outcome from %s".formatted(cases.size(), files.predictions()));
        requireOrder(cases);
        PeopleLabels labels = PeopleLabels.read(files, cases.file());
        if (labels.strays() > 0) {
            int all = labels.given().size() + labels.strays();
            progress.accept(
                    "%,d of %,d labels are of no case in the file and were left out".formatted(labels.strays(), all));
        }
        long seed = options.seed();
        Protocol protocol = Protocol.of(cases, options.order(), options.labels(), seed);
        progress.accept(learning(cases, protocol));
        HonestScores scores = HonestScores.of(cases, protocol, seed, progress);
        // With few labels, choices and certificates rest on those alone; the rest only shows how it would have gone.
        HonestScores amongLearnt = options.labels() == null
                ? scores
                : HonestScores.of(cases, protocol.amongLearnt(cases, seed), seed, words -> {});
        requireScores(scores, amongLearnt);
        Contenders contenders = Contenders.meet(cases, amongLearnt, seed);
        progress.accept("champion: " + contenders.champion());
        double[] scoreUsed = contenders.score(cases, scores);
        Report report = report(cases, labels, protocol, scores, amongLearnt, contenders, scoreUsed);
        return new Result(report, Summary.of(report), cases, scores, scoreUsed);
    }

    private void requireScores(HonestScores... all) {
        if (Arrays.stream(all).anyMatch(scores -> scores.rows().length == 0)) {
            throw new StudyException(
                    files.predictions()
                            + ": no case can be scored by what was learnt from others: its units (unit_id) are too few or too long");
        }
    }

    /** No case may learn from one that happened after it, so a stream needs the time of each. */
    private void requireOrder(StudyCases cases) {
        if (options.order() == TimeOrder.FORWARD) {
            cases.file().firstWithoutTime().ifPresent(first -> {
                throw files.fault(first, "occurred_at", "missing, so there is no order to learn forward in");
            });
        }
    }

    private String learning(StudyCases cases, Protocol protocol) {
        if (protocol.stream()) {
            return "the cases are a stream: learning forward in time";
        }
        boolean unordered = options.order() == TimeOrder.AUTO && cases.file().withoutTime() > 0;
        return (unordered ? withoutOrder(cases) + ": " : "") + "learning in folds";
    }

    private static String withoutOrder(StudyCases cases) {
        return "%,d of %,d cases have no time, so their order is not known"
                .formatted(cases.file().withoutTime(), cases.size());
    }

    private Report report(
            StudyCases cases,
            PeopleLabels labels,
            Protocol protocol,
            HonestScores scores,
            HonestScores amongLearnt,
            Contenders contenders,
            double[] scoreUsed) {
        long seed = options.seed();
        ScoredCases raw = cases.scored(scores.rows());
        var calibration = new CalibrationFindings(cases, scores, seed);
        var slices = SliceFindings.of(cases, scores, seed);
        var review = new ReviewFindings(raw, scores, scoreUsed);
        progress.accept("measured calibration and review");
        var certificates = new CertificateFindings(cases, amongLearnt, contenders, seed);
        var certified = certificates.certify(options.targets(), options.confidence());
        progress.accept("tested %d promises".formatted(certified.size()));
        PeopleFindings people = PeopleFindings.of(cases, scores, labels.given(), seed);
        int units = Arrays.stream(cases.unitNumbers(scores.rows())).max().orElse(-1) + 1;
        return new Report(
                1,
                files.predictions().toString(),
                cases.size(),
                cases.file().withoutOutcome(),
                scores.rows().length,
                units,
                String.join(", ", cases.models()),
                cases.models().size(),
                protocolWords(cases, protocol),
                raw.meanOutcome(),
                calibration.accuracyInterval(),
                meanConfidence(raw),
                calibration.eceRaw(),
                calibration.eceRawInterval(),
                calibration.eceCalibrated(),
                calibration.eceCalibratedInterval(),
                slices.worstRaw(),
                slices.worstCalibrated(),
                slices.worstByChance(),
                calibration.brierRaw(),
                calibration.brierCalibrated(),
                calibration.reliabilityRaw(),
                calibration.reliabilityCalibrated(),
                slices.rows(),
                review.errorsCaught(),
                review.accuracy(),
                review.area(),
                contenders.champion(),
                contenders.contest(),
                SignalFindings.of(cases, HonestScores.errorModel(cases, protocol.learnt(), seed)),
                review.automation(cases.unitNumbers(scores.rows())),
                review.budget(options.budget(), cases.file().perDay()),
                review.marginalGains(),
                costs(cases, scores, scoreUsed),
                certified,
                certificates.leftOut(),
                AuditFindings.of(cases, scores, seed),
                people == null ? null : people.agreement(),
                people == null ? null : people.combinedAccuracy(),
                people == null ? null : people.majorityAccuracy(),
                new FairnessFindings(cases, scores, scoreUsed).rows(options.budget(), seed));
    }

    private Report.Protocol protocolWords(StudyCases cases, Protocol protocol) {
        return new Report.Protocol(
                protocol.stream() ? "forward" : "folds",
                reason(cases),
                protocol.splits().size(),
                options.labels(),
                options.seed());
    }

    private String reason(StudyCases cases) {
        if (options.order() != TimeOrder.AUTO) {
            return "as asked";
        }
        return cases.file().withoutTime() > 0
                ? withoutOrder(cases)
                : "the error rate moves by %.0f %% of itself between twenty consecutive blocks, beyond chance"
                        .formatted(100 * TimeOrder.movement(cases));
    }

    private static double meanConfidence(ScoredCases cases) {
        double sum = 0;
        for (int i = 0; i < cases.size(); i++) {
            sum += cases.score(i);
        }
        return sum / cases.size();
    }

    private Report.@Nullable Costs costs(StudyCases cases, HonestScores scores, double[] scoreUsed) {
        CostFile costs = options.costs();
        if (costs == null) {
            return null;
        }
        double[] errors = Arrays.stream(scores.rows())
                .mapToDouble(i -> costs.error(
                        String.valueOf(cases.get(i).trueLabel()), cases.get(i).predictedLabel()))
                .toArray();
        CostCurve curve = CostCurve.of(scoreUsed, errors, costs.review(), 20);
        return new Report.Costs(
                costs.review(), curve.points().stream().map(Study::point).toList(), point(curve.best()));
    }

    private static Report.CostPoint point(CostCurve.Point point) {
        return new Report.CostPoint(point.reviewShare(), point.costPerCase());
    }
}
